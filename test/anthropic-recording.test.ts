import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ReplayDifference, recordInto, replayFrom } from '../src/adapters/anthropic/recording.ts';
import { UsageError } from '../src/domain/usage-error.ts';
import { json, MessagesApi } from './support/messages-api.ts';
import { numberedTrial, proposerAt, requestFor, sourceOf } from './support/messages-api-claude.ts';
import { codec } from './support/sandbox.ts';

const api = new MessagesApi();
const folder = mkdtempSync(path.join(os.tmpdir(), 'crucible-recording-'));
before(() => api.start());
after(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const settings = { model: 'claude-sonnet-5-5', delimiter: 'd'.repeat(32) };
const history = [numberedTrial(7)];
const good = {
  title: 'Größere Blöcke',
  hypothesis: 'Fewer bits.',
  builds_on: [],
  source: codec({ top: 'const umlaut = "äöü€𝄞";' }),
};

/** A whole run with a busy API, a tried candidate and a good one. Returns its file and its outcome. */
async function recordedRun(name: string) {
  const file = path.join(folder, name);
  api.queue(
    { kind: 'error', status: 529, type: 'overloaded_error' },
    json({ ...good, source: sourceOf(7) }),
    json(good, { input: 10, output: 20, cacheRead: 30, cacheWrite: 40 }),
  );
  const middleware = [recordInto(file, settings)];
  const outcome = await proposerAt(api, { middleware }).propose(requestFor(history));
  assert.equal(outcome.kind, 'proposed');
  return { text: readFileSync(file, 'utf8'), outcome };
}

describe('a recording', () => {
  it('holds every request and response, and no key', async () => {
    const { text } = await recordedRun('whole.jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines[0], { settings });
    assert.deepEqual(
      lines
        .slice(1)
        .map(({ request, response, broken }) => [request.path, response.status, broken]),
      [
        ['/v1/messages', 529, null],
        ['/v1/messages', 200, null],
        ['/v1/messages', 200, null],
      ],
    );
    assert.match(lines[3].response.body, /^event: message_start\ndata: /);
    assert.ok(!text.includes(api.key));
  });

  it('is played again without a network, byte for byte', async () => {
    const { text, outcome } = await recordedRun('played.jsonl');
    const asked = api.headers.length;
    const replay = replayFrom(text);
    assert.deepEqual(replay.settings, settings);
    const file = path.join(folder, 'again.jsonl');
    const middleware = [recordInto(file, replay.settings), replay.middleware];
    const again = await proposerAt(api, { middleware, baseUrl: 'https://nowhere.invalid' }).propose(
      requestFor(history),
    );
    assert.deepEqual(again, outcome);
    assert.equal(api.headers.length, asked);
    assert.equal(replay.left(), 0);
    assert.equal(readFileSync(file, 'utf8'), text, 'a recording of the replay is the recording');
  });

  it('names a request that differs, and where', async () => {
    const { text } = await recordedRun('other.jsonl');
    const run = (changes: Parameters<typeof requestFor>[1], model?: string) =>
      proposerAt(api, {
        middleware: [replayFrom(text).middleware],
        ...(model === undefined ? {} : { model }),
      }).propose(requestFor(history, changes));
    await assert.rejects(run({ idea: 'Another idea.' }), (error) => {
      assert.ok(error instanceof ReplayDifference && error instanceof UsageError);
      assert.match(
        error.message,
        /^request 1 \(POST \/v1\/messages\) differs from what was recorded: body\.messages\.0\.content\.2\.text, character \d+: recorded ".*", now ".*A person/,
      );
      return true;
    });
    await assert.rejects(
      run({}, 'claude-opus-5-5'),
      /body\.model, character 8: recorded "claude-sonnet-5-5", now "claude-opus-5-5"/,
    );
  });

  it('names a request that is one too many', async () => {
    const { text } = await recordedRun('short.jsonl');
    const middleware = [replayFrom(text.split('\n').slice(0, 3).join('\n')).middleware];
    await assert.rejects(
      proposerAt(api, { middleware }).propose(requestFor(history)),
      /^ReplayDifference: request 3 \(POST \/v1\/messages\) is one more than was recorded$/,
    );
  });

  it('breaks again where it broke', async () => {
    const file = path.join(folder, 'broken.jsonl');
    api.queue({ kind: 'disconnect', afterEvents: 6, text: 'ab' });
    const middleware = [recordInto(file, settings)];
    const first = await proposerAt(api, { middleware }).propose(requestFor(history));
    assert.ok(first.kind === 'exhausted' && first.fault?.kind === 'unreachable');
    const replay = replayFrom(readFileSync(file, 'utf8'));
    const again = await proposerAt(api, { middleware: [replay.middleware] }).propose(
      requestFor(history),
    );
    assert.ok(again.kind === 'exhausted' && again.fault?.kind === 'unreachable');
    assert.deepEqual(again, first);
  });

  it('holds a connection that was refused', async () => {
    const file = path.join(folder, 'refused.jsonl');
    const nowhere = { baseUrl: 'http://127.0.0.1:9', deadlineSeconds: 5 };
    const middleware = [recordInto(file, settings)];
    const first = await proposerAt(api, { ...nowhere, middleware }).propose(requestFor(history));
    const replay = replayFrom(readFileSync(file, 'utf8'));
    const again = await proposerAt(api, { middleware: [replay.middleware] }).propose(
      requestFor(history),
    );
    assert.ok(again.kind === 'exhausted' && again.fault?.kind === 'unreachable');
    assert.deepEqual(again, first);
    assert.equal(replay.left(), 0);
  });

  it('holds a deadline that passed, before and in the middle of an answer', async () => {
    for (const afterEvents of [undefined, 6]) {
      const file = path.join(folder, 'late.jsonl');
      const late = { deadlineSeconds: 0.3 };
      api.queue({ kind: 'silence', ...(afterEvents === undefined ? {} : { afterEvents }) });
      const middleware = [recordInto(file, settings)];
      const first = await proposerAt(api, { ...late, middleware }).propose(requestFor(history));
      assert.ok(first.kind === 'exhausted' && first.fault?.kind === 'timed_out');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const replay = replayFrom(readFileSync(file, 'utf8'));
      const again = await proposerAt(api, { ...late, middleware: [replay.middleware] }).propose(
        requestFor(history),
      );
      assert.deepEqual(again, first);
    }
  });

  it('is refused when it is none', () => {
    const cases: readonly [string, RegExp][] = [
      ['', /line 1 of the recording is not JSON/],
      ['{}', /line 1 .* settings does not fit/],
      ['{"settings":{}}\n{"request":1}', /line 2 .* request does not fit/],
      ['{"settings":{}}\nhello', /line 2 of the recording is not JSON/],
    ];
    for (const [text, words] of cases) assert.throws(() => replayFrom(text), words);
  });
});
