import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type GitHubOptions, openGitHub, unrepeated } from '../src/adapters/github/client.ts';
import { answer } from '../src/adapters/github/mend.ts';
import { attempt } from '../src/adapters/github/refusal.ts';
import { SetupError } from '../src/domain/setup-error.ts';

const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';

type Script = (response: ServerResponse, request: IncomingMessage) => void;

interface Server {
  readonly url: string;
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
}

const servers: { close: () => void }[] = [];
after(() => {
  for (const server of servers) server.close();
});

/** Answers request after request by its script, then with an empty object. */
async function serve(...scripts: Script[]): Promise<Server> {
  const requests: { line: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const script = scripts.shift() ?? json(200, {});
    request.resume().on('end', () => script(response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Script {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

const badGateway = json(502, { message: 'Bad Gateway' });
const breaksOff: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"name"', () => response.destroy());
};
const neverAnswers: Script = () => {};

function client(url: string, options: Partial<GitHubOptions> = {}) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const base = { token, apiUrl: url, userAgent: 'codec-crucible/1', log };
  const octokit = openGitHub({ ...base, writeInterval: 0, retryDelay: 1, ...options });
  return { octokit, lines };
}

const place = { owner: 'o', repo: 'r' };

describe('the GitHub client', () => {
  it('says which version of the API it speaks, and who it is', async () => {
    const { url, requests } = await serve();
    const { octokit } = client(url);
    await octokit.rest.repos.get(place);
    await octokit.graphql('{ viewer { login } }');
    for (const { headers } of requests) {
      assert.equal(headers['x-github-api-version'], '2022-11-28');
      assert.match(headers['user-agent'] ?? '', /^codec-crucible\/1 /);
      assert.equal(headers.authorization, `token ${token}`);
    }
    assert.deepEqual(
      requests.map(({ line }) => line),
      ['GET /repos/o/r', 'POST /graphql'],
    );
  });

  it('finds both APIs of an Enterprise Server', async () => {
    const { url, requests } = await serve();
    const { octokit } = client(`${url}/api/v3/`);
    await octokit.rest.repos.get(place);
    await octokit.graphql('{ viewer { login } }');
    assert.deepEqual(
      requests.map(({ line }) => line),
      ['GET /api/v3/repos/o/r', 'POST /api/graphql'],
    );
  });

  it('asks again when the server fails, the answer breaks off, or none comes', async () => {
    const { url, requests } = await serve(
      badGateway,
      breaksOff,
      neverAnswers,
      json(200, { name: 'r' }),
    );
    const { octokit } = client(url, { timeout: 200 });
    assert.equal((await octokit.rest.repos.get(place)).data.name, 'r');
    assert.equal(requests.length, 4);
  });

  it('does not repeat what must not be done twice', async () => {
    for (const script of [badGateway, breaksOff, neverAnswers]) {
      const { url, requests } = await serve(script);
      const { octokit } = client(url, { timeout: 200 });
      const pull = { ...place, head: 'b', base: 'main', title: 't', ...unrepeated };
      const outcome = await attempt(octokit.rest.pulls.create(pull));
      assert.equal(outcome.kind, 'unavailable');
      assert.equal(requests.length, 1);
    }
  });

  it('takes a refusal for what it is', async () => {
    for (const status of [400, 401, 403, 404, 405, 409, 410, 422, 451]) {
      const { url, requests } = await serve(json(status, { message: 'No' }));
      await assert.rejects(client(url).octokit.rest.repos.get(place));
      assert.equal(requests.length, 1);
    }
  });

  it('waits out a rate limit, even before a write that is not repeated', async () => {
    const secondary = json(
      403,
      { message: 'You have exceeded a secondary rate limit.' },
      { 'retry-after': '7' },
    );
    const primary = json(
      429,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.now() / 1000 + 5) },
    );
    const { url, requests } = await serve(secondary, primary, json(201, { number: 1 }));
    const { octokit, lines } = client(url);
    const pull = { ...place, head: 'b', base: 'main', title: 't', ...unrepeated };
    assert.equal((await octokit.rest.pulls.create(pull)).data.number, 1);
    assert.equal(requests.length, 3);
    assert.match(lines[0] ?? '', /^secondary rate limit of GitHub at POST .*pulls: waits 7 s$/);
    assert.match(lines[1] ?? '', /^primary rate limit of GitHub at POST .*pulls: waits \d s$/);
  });

  it('says when a rate limit ends that outlasts its patience', async () => {
    const limit = json(
      403,
      { message: 'You have exceeded a secondary rate limit.' },
      { 'retry-after': '60', date: 'Wed, 25 Nov 2026 11:00:00 GMT' },
    );
    const { url, requests } = await serve(limit, limit, limit);
    const { octokit, lines } = client(url);
    await assert.rejects(answer(octokit.rest.repos.get(place)), /holds until 2026-11-25T11:01:00/);
    assert.equal(requests.length, 3);
    assert.match(lines.at(-1) ?? '', /gives up; it would have to wait 60 s/);
  });

  it('does not sit through a limit that lasts for an hour', async () => {
    const limit = json(
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.now() / 1000 + 3600) },
    );
    const { url, requests } = await serve(limit);
    const outcome = await attempt(client(url).octokit.rest.repos.get(place));
    assert.equal(outcome.kind, 'rate_limited');
    assert.equal(requests.length, 1);
  });

  it('leaves time between writes, and none where it is told so', async () => {
    const took = async (writeInterval: number) => {
      const { url } = await serve();
      const { octokit } = client(url, { writeInterval });
      const label = (name: string) => octokit.rest.issues.createLabel({ ...place, name });
      const start = performance.now();
      await Promise.all(['a', 'b', 'c'].map(label));
      return performance.now() - start;
    };
    assert.ok((await took(150)) >= 295);
    assert.ok((await took(0)) < 150);
  });

  it('keeps the token out of errors and log lines', async () => {
    const echo = json(500, { message: `who sent ${token}?` });
    for (const script of [json(401, { message: 'Bad credentials' }), neverAnswers, echo]) {
      const { url } = await serve(script);
      const { octokit, lines } = client(url, { timeout: 100 });
      const asked = octokit.request('GET /repos/{owner}/{repo}', { ...place, ...unrepeated });
      const error: unknown = await answer(asked).catch((caught: unknown) => caught);
      assert.ok(error instanceof Error);
      assert.ok(!inspect(error, { depth: 20 }).includes(token));
      assert.ok(!lines.join().includes(token));
    }
  });

  it('names the setting that is in the way', async () => {
    const read = 'GET /repos/{owner}/{repo}/commits/{ref}/statuses';
    const write = 'POST /repos/{owner}/{repo}/issues';
    const cases: [number, string, string, RegExp][] = [
      [403, 'Resource not accessible by integration', read, /add `statuses: read` to its/],
      [403, 'Resource not accessible by integration', write, /add `issues: write` to its/],
      [403, 'Resource not accessible by personal access token', write, /needs `issues: write`/],
      [403, 'Repository was archived so is read-only.', write, /Unarchive this repository/],
      [410, 'Issues has been disabled in this repository.', write, /Features > Issues/],
      [422, 'Repository rule violations found', write, /Settings > Rules > Rulesets/],
      [401, 'Bad credentials', write, /does not accept the token/],
    ];
    for (const [status, message, route, mend] of cases) {
      const { url } = await serve(json(status, { message }));
      const asked = client(url).octokit.request(route, { ...place, ref: 'main', title: 't' });
      const error: unknown = await answer(asked).catch((caught: unknown) => caught);
      assert.ok(error instanceof SetupError);
      assert.match(error.message, mend);
      assert.ok(error.message.includes(message));
    }
  });

  it('wants a token', () => {
    assert.throws(() => client('http://127.0.0.1:1', { token: '' }), /input `token`/);
  });
});
