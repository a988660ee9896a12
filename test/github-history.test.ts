import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { HistoryFile } from '../src/adapters/github/history-file.ts';
import { parseHistory } from '../src/adapters/github/past.ts';
import {
  type GitHubPorts,
  type GitHubPortsOptions,
  openGitHubPorts,
} from '../src/adapters/github/ports.ts';
import { type PullNode, readPull } from '../src/adapters/github/reading.ts';
import type { Remote } from '../src/adapters/github/remote.ts';
import { digestOf } from '../src/domain/digest.ts';
import { longestVoucher, vouchedIn, withVoucher } from '../src/domain/history-voucher.ts';
import { dashboardLabel } from '../src/domain/label.ts';
import { onlyHidden } from '../src/domain/text/hidden-text.ts';
import { readHistory } from '../src/flows/history.ts';
import type { Workshop } from '../src/flows/workshop.ts';
import { printHidden } from '../src/render/hidden.ts';
import { labels } from '../src/render/labels.ts';
import { parseMarker, printMarker } from '../src/render/marker.ts';
import { parseProposal } from '../src/render/pull-request.ts';
import { anyCharacter } from './support/any-character.ts';
import type { TestRepository } from './support/github/repository.ts';
import { everything } from './support/github/story.ts';
import { startTestGitHub, type TestGitHub } from './support/github/test-github.ts';
import { addPast, addStatus, botLogin, judgeOwn, mergeOwn, openOwn } from './support/past-pulls.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { acceptedTrial, errorTrial, sampleBenchmark } from './support/trials.ts';

const benchmark = sampleBenchmark('lossless');
const codecPath = 'benchmarks/lossless/codec.js';
const files = { [codecPath]: '// the baseline\n' };
const fileName = 'pull-requests.jsonl';

interface World {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  /** Where the runs leave their history. */
  readonly folder: string;
  /** What the adapter logged. */
  readonly lines: string[];
  /** GitHub as the next run sees it; with `history: null` it knows nothing from before. */
  connect(changes?: Partial<GitHubPortsOptions>): GitHubPorts;
  /** What a call costs. */
  costOf(call: () => Promise<unknown>): Promise<Cost>;
}

interface Cost {
  readonly requests: readonly string[];
  readonly points: number;
}

const servers: TestGitHub[] = [];
const folders: string[] = [];
afterEach(async () => {
  const faults = servers.flatMap(({ violations }) => violations);
  for (const github of servers.splice(0)) await github.close();
  assert.deepEqual(faults, []);
});
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'history-'));
  folders.push(folder);
  return folder;
}

async function world(count: number): Promise<World> {
  const github = await startTestGitHub();
  servers.push(github);
  return placeOf(github, 'codecs', count);
}

function placeOf(github: TestGitHub, name: string, count: number): World {
  const repository = github.repository('octo', name, files);
  repository.setRole('ada', 'write');
  addPast(repository, count);
  // Long ago: what is changed from here on is newer than all of it by far.
  github.clock.advance(86_400);
  const folder = newFolder();
  const lines: string[] = [];
  const connect: World['connect'] = (changes = {}) =>
    openGitHubPorts({
      ...{ owner: 'octo', repo: name, apiUrl: github.url, userAgent: 'codec-crucible' },
      ...{ paths: [codecPath], labels, dashboardTitle: 'Dashboard', workflow: 'evolve.yml' },
      ...{ targetUrl: null, writeInterval: 0, retryDelay: 1, retries: 0 },
      history: { from: folder, output: folder },
      log: (line: string) => lines.push(line),
      token: github.actionsToken(repository, everything),
      ...changes,
    });
  return {
    ...{ github, repository, folder, lines, connect },
    async costOf(call) {
      const [seen, spent] = [github.requests.length, github.points];
      await call();
      const requests = github.requests.slice(seen).map((each) => each.name);
      return { requests, points: github.points - spent };
    },
  };
}

const workshopOf = ({ forge }: GitHubPorts) => ({ forge, benchmark }) as unknown as Workshop;
const historyOf = (ports: GitHubPorts) => readHistory(workshopOf(ports));

/** All that a run reads: the pull requests, and the trials that it believes. */
async function readAll(ports: GitHubPorts) {
  return { pulls: await ports.forge.pullRequests(), history: await historyOf(ports) };
}

/** A run that ends well: it reads, and leaves what it knows. */
async function run({ connect }: World) {
  const ports = connect();
  const read = await readAll(ports);
  await ports.dashboard.show('How things stand.');
  assert.ok(ports.hasLeftHistory());
  return read;
}

/** Reads with what earlier runs left, and without: the same is read. Gives the cost of the first. */
async function sameAsCold(place: World): Promise<Cost> {
  let warm: unknown;
  const cost = await place.costOf(async () => {
    warm = await readAll(place.connect());
  });
  assert.deepEqual(warm, await readAll(place.connect({ history: null })));
  return cost;
}

const once = ['GraphQL Snapshot'];
const cold = 'history: every pull request is read: ';
const unvouched = `${cold}its digest is none that the dashboard vouches for`;

function readFileOf({ folder }: World) {
  assert.deepEqual(readdirSync(folder), [fileName]);
  const file = path.join(folder, fileName);
  return { file, text: readFileSync(file, 'utf8') };
}

describe('a history of 1,000 pull requests', () => {
  it('is read within the limits, and the next time with one request', async () => {
    const place = await world(1000);
    const ports = place.connect();
    const read: Awaited<ReturnType<typeof readAll>>[] = [];
    const first = await place.costOf(async () => read.push(await readAll(ports)));
    assert.equal(read[0]?.history.length, 858);
    await ports.dashboard.show('How things stand.');
    const second = await place.costOf(async () => read.push(await readAll(place.connect())));
    assert.deepEqual(read[1], read[0]);
    const megabytes = Math.round(readFileOf(place).text.length / 1e6);
    const count = (each: Cost) => `${each.requests.length} requests, ${each.points} points`;
    assertSnapshot(
      'github-history-cost.txt',
      `cold: ${count(first)}\nnext: ${count(second)}\nfile: ${megabytes} MB\n`,
    );
    assert.ok(first.requests.length < 35 && first.points < 100);
    assert.deepEqual(second.requests, once);
  });
});

describe('what changed since the last run', () => {
  it('is read, and nothing else', async () => {
    const place = await world(120);
    const { github, repository } = place;
    await run(place);
    const bot = repository.as(botLogin);
    const ada = repository.as('ada');
    const closed = openOwn(repository, 'closed since');
    judgeOwn(closed, 3);
    bot.close(closed.number);
    const merged = openOwn(repository, 'merged since');
    judgeOwn(merged, 0);
    mergeOwn(merged);
    openOwn(repository, 'open');
    // Its branch is gone, as that of all old ones: it has to come back first.
    const reopened = repository.pull(2);
    ada.reset(reopened.headRef, reopened.headSha);
    bot.reopen(2);
    judgeOwn(repository.pull(3), 5);
    ada.label(5, 'interesting');
    ada.edit(8, { title: 'Another title' });
    assert.deepEqual((await sameAsCold(place)).requests, once);
    await run(place);
    github.clock.advance(3600);
    bot.close(2);
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });

  it('is read with one more page for every fifty', async () => {
    const place = await world(180);
    await run(place);
    const ada = place.repository.as('ada');
    for (let number = 1; number <= 120; number += 1) ada.comment(number, 'Why?');
    const pages = ['GraphQL Past', 'GraphQL Past', 'GraphQL Changed'];
    assert.deepEqual((await sameAsCold(place)).requests, [...once, ...pages]);
  });

  it('may be a status, which changes no pull request', async () => {
    const place = await world(60);
    const { repository, connect } = place;
    await run(place);
    place.github.clock.advance(3600);
    const pull = repository.pull(1);
    addStatus(pull, { state: 'pending', description: 'evaluating, asked by ada' });
    await sameAsCold(place);
    const { forge } = connect();
    assert.equal((await forge.newestStatus(pull.headSha))?.description, 'evaluating, asked by ada');
  });

  it('is read whole before anything is done to it', async () => {
    const place = await world(60);
    await run(place);
    const { repository, connect } = place;
    const { forge } = connect();
    const [known] = await forge.pullRequests();
    assert.doesNotMatch(known?.body ?? '', /Hypothesis/);
    assert.match((await forge.pullRequest(1)).body, /Hypothesis/);
    assert.match((await forge.reviews(1))[0]?.body ?? '', /A verdict in words/);
    repository.as('ada').label(2, 'mine');
    await forge.setLabels(2, ['crucible: failed']);
    assert.deepEqual(repository.pull(2).labels, ['mine', 'crucible: failed']);
  });

  it('is found behind the reviews of others', async () => {
    const place = await world(60);
    const { repository } = place;
    for (let i = 0; i < 130; i += 1) repository.as('eve').review(1, { body: `Opinion ${i}` });
    place.github.clock.advance(3600);
    repository.as('ada').comment(2, 'Later');
    const older = (cost: Cost) => cost.requests.filter((name) => name === 'GraphQL OlderReviews');
    assert.equal(older(await place.costOf(() => run(place))).length, 2);
    assert.deepEqual((await sameAsCold(place)).requests, once);
    assert.doesNotMatch(readFileOf(place).text, /Opinion/);
  });
});

describe('pull requests that change while many pages are read', () => {
  /** Something happens just before each page. */
  const meanwhile = (github: TestGitHub, acts: readonly (() => void)[]) => {
    for (const act of acts) github.fail({ on: 'GraphQL Past', fault: { kind: 'meanwhile', act } });
  };

  it('are all read', async () => {
    const place = await world(220);
    const { github, repository, connect } = place;
    const ada = repository.as('ada');
    const bot = repository.as(botLogin);
    const closing = openOwn(repository, 'closed while others were read');
    judgeOwn(closing, 1);
    const open = (number: number) => {
      const { headRef, headSha } = repository.pull(number);
      ada.reset(headRef, headSha);
      bot.reopen(number);
    };
    meanwhile(github, [
      // The oldest changes: those not yet read move to the front, or to the open ones.
      () => ada.comment(3, 'I am new'),
      () => open(4),
      () => bot.close(closing.number),
      () => judgeOwn(repository.pull(5), 2),
    ]);
    const cost = await place.costOf(() => run(place));
    assert.equal(github.faults.pending, false);
    assert.ok(cost.requests.includes('GraphQL Changed'));
    const { pulls, history } = await readAll(connect({ history: null }));
    assert.equal(pulls.length, 221);
    assert.equal(history.length, new Set(history.map(({ review }) => review)).size);
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });

  it('are missed by none of the pages', async () => {
    const place = await world(220);
    const { github, repository, connect } = place;
    const ada = repository.as('ada');
    const bot = repository.as(botLogin);
    // A reading in the middle of all this sees each pull request at one time or another.
    meanwhile(github, [
      () => ada.comment(2, 'One'),
      () => {
        const { headRef, headSha } = repository.pull(3);
        ada.reset(headRef, headSha);
        bot.reopen(3);
      },
      () => judgeOwn(repository.pull(4), 2),
    ]);
    const { pulls, history } = await readAll(connect());
    assert.deepEqual(
      pulls.map(({ number }) => number),
      Array.from({ length: 220 }, (_, i) => i + 1),
    );
    assert.equal(pulls[2]?.state, 'open');
    assert.equal(history.filter(({ pullRequest }) => pullRequest.number === 4).length, 2);
  });

  it('are read in smaller pages where GitHub needs too long for a large one', async () => {
    const place = await world(70);
    place.github.fail({ on: 'GraphQL Past', fault: { kind: 'status', status: 502 } });
    const ports = place.connect();
    assert.equal((await ports.forge.pullRequests()).length, 70);
  });
});

describe('a history that is not to be believed', () => {
  /** What a run would read that believes a file; somebody has turned a rejected trial into an accepted one. */
  function forge(place: World): string {
    const { file, text } = readFileOf(place);
    const lines = text.split('\n').map((line) => line.replace('"labels":[', '"labels":["forged"'));
    const forged = lines.join('\n').replaceAll('"forged""', '"forged","');
    assert.notEqual(forged, text);
    writeFileSync(file, forged);
    return digestOf(forged);
  }

  /** The next run reads everything, says why, and finds what is true. */
  async function isCold(place: World, why: string): Promise<void> {
    place.lines.splice(0);
    const { requests } = await sameAsCold(place);
    assert.ok(requests.includes('GraphQL Past'), 'the history was believed');
    assert.ok(place.lines.includes(cold + why), place.lines.join('\n'));
    assert.ok(
      (await place.connect().forge.pullRequests()).every(
        ({ labels: on }) => !on.includes('forged'),
      ),
    );
  }

  /** The bot's dashboard. */
  const dashboardOf = ({ repository }: World) => {
    const issue = repository.issues.find(({ kind }) => kind === 'issue');
    assert.ok(issue);
    return issue;
  };

  it('would be believed with the right digest', async () => {
    const place = await world(60);
    await run(place);
    const digest = forge(place);
    const dashboard = dashboardOf(place);
    dashboard.body = withVoucher('Forged with the bot’s own hand.', [digest]);
    const [first] = await place.connect().forge.pullRequests();
    assert.ok(first?.labels.includes('forged'));
  });

  it('has another digest than the dashboard says', async () => {
    const place = await world(60);
    await run(place);
    forge(place);
    await isCold(place, 'its digest is none that the dashboard vouches for');
    await run(place);
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });

  it('is vouched for by somebody who may edit the dashboard', async () => {
    const place = await world(60);
    await run(place);
    const digest = forge(place);
    const { number, body } = dashboardOf(place);
    place.repository.as('ada').edit(number, { body: withVoucher(body ?? '', [digest]) });
    await isCold(place, 'the dashboard vouches for none');
    await run(place);
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });

  it('is vouched for by an issue of somebody else', async () => {
    const place = await world(60);
    await run(place);
    const digest = forge(place);
    const { number } = dashboardOf(place);
    const ada = place.repository.as('ada');
    ada.issue('Dashboard', withVoucher('Mine.', [digest]), [dashboardLabel]);
    await isCold(place, 'its digest is none that the dashboard vouches for');
    ada.close(number);
    await isCold(place, 'the dashboard vouches for none');
  });

  it('is vouched for only in what the dashboard quotes', async () => {
    const place = await world(60);
    await run(place);
    const digest = forge(place);
    dashboardOf(place).body = `${withVoucher('Quoted', [digest])}\n\nand more.`;
    await isCold(place, 'the dashboard vouches for none');
  });

  const lose: Readonly<Record<string, (place: World) => void>> = {
    'there is none': ({ folder }) => rmSync(path.join(folder, fileName)),
    'its digest is none that the dashboard vouches for': (place) => {
      const { file, text } = readFileOf(place);
      writeFileSync(file, text.slice(0, -100));
    },
  };
  for (const [why, act] of Object.entries(lose)) {
    it(`is lost: ${why}`, async () => {
      const place = await world(60);
      await run(place);
      act(place);
      await isCold(place, why);
    });
  }

  it('is of another repository, branch, account or version, cut or altered', async () => {
    const place = await world(60);
    await run(place);
    const { text } = readFileOf(place);
    const here = JSON.parse(text.split('\n')[0] ?? '');
    const whose = {
      repository: here.repository,
      defaultBranch: here.default_branch,
      bot: here.bot,
    };
    assert.equal(parseHistory(text, whose).kind, 'history');
    const why = (changed: string, place = whose) => {
      const parsed = parseHistory(changed, place);
      return parsed.kind === 'refused' ? parsed.why : 'believed';
    };
    assert.match(why(text, { ...whose, repository: 'other' }), /another repository/);
    assert.match(why(text, { ...whose, defaultBranch: 'trunk' }), /another default branch/);
    assert.match(why(text, { ...whose, bot: 1 }), /another account/);
    assert.match(why(text.replace('"schema":1', '"schema":0')), /another version/);
    assert.match(why(text.replace('"schema":1', '"schema":2')), /another version/);
    assert.match(why(text.replace('"state":"closed"', '"state":"open"')), /line \d+ does not fit/);
    assert.match(why(text.replace('"byBot":true', '"byBot":1')), /does not fit/);
    const lines = text.split('\n');
    assert.match(why(lines.slice(0, -5).join('\n')), /it is cut/);
    assert.match(why(`${lines.slice(0, -5).join('\n')}\n`), /it is cut/);
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.nat(text.length), (noise, at) => {
        const changed = text.slice(0, at) + noise + text.slice(at);
        assert.ok(noise === '' || why(changed) !== '');
      }),
      { numRuns: 20 },
    );
  });

  it('is not kept when it is too much, and no run fails for it', async () => {
    const place = await world(3);
    const history = { cursor: 0, pulls: Array(50_001).fill({}) };
    const remote = { log: (line: string) => place.lines.push(line) } as unknown as Remote;
    const file = new HistoryFile(remote, { from: place.folder, output: place.folder });
    const whose = { repository: 'R', defaultBranch: 'main', bot: 1 };
    assert.equal(await file.write(whose, history), null);
    assert.match(place.lines.at(-1) ?? '', /not kept: 50001 pull requests, \d+ bytes: too much/);
    const taken = path.join(place.folder, 'a file');
    writeFileSync(taken, '');
    const { dashboard, hasLeftHistory } = place.connect({
      history: { from: taken, output: taken },
    });
    await dashboard.show('How things stand.');
    assert.equal(hasLeftHistory(), false);
    assert.match(place.lines.at(-1) ?? '', /not kept: E/);
    const { dashboard: full } = place.connect();
    await full.show('x'.repeat(65_300));
    assert.ok(place.lines.includes('history: not kept: the dashboard has no room to vouch for it'));
  });
});

describe('a run that is interrupted', () => {
  const patch = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';

  it('between the file and the dashboard loses nothing', async () => {
    const place = await world(60);
    await run(place);
    const kept = readFileOf(place).text;
    place.github.clock.advance(3600);
    place.repository.as('ada').comment(1, 'Later');
    place.github.fail({ on: patch, fault: { kind: 'status', status: 502, when: 'before' } });
    await assert.rejects(run(place), /502|Server Error/);
    assert.notEqual(readFileOf(place).text, kept);
    place.lines.splice(0);
    await sameAsCold(place);
    assert.ok(place.lines.includes(unvouched));
    // The workflow keeps only a file that is vouched for: then the next run has the one before.
    writeFileSync(readFileOf(place).file, kept);
    assert.deepEqual((await sameAsCold(place)).requests, once);
    await run(place);
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });

  it('before the file is kept has the one before it, which is still vouched for', async () => {
    const place = await world(60);
    await run(place);
    const kept = readFileOf(place).text;
    for (let i = 0; i < 3; i += 1) {
      place.github.clock.advance(3600);
      place.repository.as('ada').comment(1 + i, 'Later');
      await run(place);
    }
    writeFileSync(readFileOf(place).file, kept);
    assert.deepEqual((await sameAsCold(place)).requests, once);
    await run(place);
    writeFileSync(readFileOf(place).file, kept);
    place.lines.splice(0);
    await sameAsCold(place);
    assert.ok(place.lines.includes(unvouched));
  });

  it('or has no folder for it vouches on for what earlier ones left', async () => {
    const place = await world(60);
    await run(place);
    const { dashboard } = place.connect({ history: null });
    await dashboard.show('By another job.');
    assert.deepEqual((await sameAsCold(place)).requests, once);
  });
});

interface Happening {
  readonly what: string;
  readonly chosen: number;
  readonly pause: number;
}

/** Things that happen to a repository, of the pull request that a number chooses. */
const events: Readonly<Record<string, (repository: TestRepository, chosen: number) => void>> = {
  open: (repository) => {
    openOwn(repository, `later ${repository.issues.length}`);
  },
  openByPerson: (repository) => {
    const branch = `person-${repository.issues.length}`;
    repository.as('ada').open({ branch, files: { notes: branch } });
  },
  judge: (repository, chosen) => void judgeOwn(pullAt(repository, chosen), chosen),
  comment: (repository, chosen) => {
    repository.as('ada').comment(pullAt(repository, chosen).number, 'Hm.');
  },
  label: (repository, chosen) =>
    repository.as('ada').label(pullAt(repository, chosen).number, `label ${chosen % 5}`),
  edit: (repository, chosen) =>
    repository.as('ada').edit(pullAt(repository, chosen).number, { title: `Title ${chosen}` }),
  close: (repository, chosen) => repository.as('ada').close(pullAt(repository, chosen).number),
  merge: (repository, chosen) => {
    const pull = pullAt(repository, chosen);
    if (pull.state === 'open') mergeOwn(pull);
  },
  reopen: (repository, chosen) => {
    const pull = pullAt(repository, chosen);
    if (pull.merged || pull.state === 'open') return;
    repository.as('ada').reset(pull.headRef, pull.headSha);
    repository.as('ada').reopen(pull.number);
  },
  push: (repository, chosen) => {
    const pull = pullAt(repository, chosen);
    if (pull.state === 'open') {
      repository.as('ada').pushToPull(pull.number, { more: `${repository.github.clock.now}` });
    }
  },
  status: (repository, chosen) =>
    addStatus(pullAt(repository, chosen), { state: 'pending', description: 'evaluating' }),
};

function pullAt({ pulls }: TestRepository, chosen: number) {
  const pull = pulls[chosen % pulls.length];
  assert.ok(pull);
  return pull;
}

describe('whatever happens', () => {
  it('each run reads what it would have read without the ones before it', async () => {
    const github = await startTestGitHub();
    servers.push(github);
    let made = 0;
    const happening = fc.record({
      what: fc.constantFrom(...Object.keys(events)),
      chosen: fc.nat(200),
      // So long before, in seconds: a moment, or beyond what lists may lag behind.
      pause: fc.constantFrom(0, 0, 200, 4000),
    });
    const reading = fc.constantFrom('left', 'left', 'left', 'killed', 'lost', 'restored');
    const story = fc.array(fc.tuple(fc.array(happening, { maxLength: 6 }), reading), {
      minLength: 2,
      maxLength: 4,
    });
    let warm = 0;
    const tell = async (parts: readonly [readonly Happening[], string][]) => {
      made += 1;
      const place = placeOf(github, `codecs-${made}`, 60);
      let before: string | null = null;
      for (const [happenings, how] of parts) {
        for (const { what, chosen, pause } of happenings) {
          github.clock.advance(pause);
          events[what]?.(place.repository, chosen);
        }
        const { requests } = await sameAsCold(place);
        if (requests.length === 1) warm += 1;
        const file = path.join(place.folder, fileName);
        const kept = existsSync(file) ? readFileSync(file, 'utf8') : null;
        if (how === 'killed') {
          // After the file is written, before the dashboard says so.
          const on = /(PATCH|POST) .*\/issues/;
          github.fail({ on, fault: { kind: 'status', status: 403, when: 'before' } });
          await assert.rejects(run(place));
        } else await run(place);
        if (how === 'lost') rmSync(file);
        if (how === 'restored' && before !== null) writeFileSync(file, before);
        before = kept;
      }
      await sameAsCold(place);
    };
    await fc.assert(fc.asyncProperty(story, tell), { numRuns: 6, seed: 7 });
    assert.ok(warm >= 5, `only ${warm} readings went on from an earlier one`);
  });
});

describe('texts and accounts that are not as they should be', () => {
  it('are passed over, and counted as nothing', async () => {
    const place = await world(20);
    const { repository } = place;
    const bot = repository.as(botLogin);
    const { history } = await readAll(place.connect({ history: null }));
    const [one] = history;
    assert.ok(one);
    const pull = repository.pull(1);
    const say = (body: string) => bot.review(1, { body, commit_id: pull.headSha });
    const { text, digest } = printMarker({ ...one.trial, candidate: { ...one.trial.candidate } });
    for (const schema of [0, 3])
      say(printHidden('trial', JSON.stringify({ ...one.trial, schema })));
    say(text.replace(' -->', ''));
    say(text.slice(0, 200));
    say(text.replace('v1', 'v2'));
    say('Nothing hidden.');
    repository.as('eve').review(1, { body: text });
    // Edited by a person: no status speaks of what it says now.
    const edited = judgeOwn(repository.pull(2), 4);
    const review = repository.pull(2).reviews.at(-1);
    assert.ok(review);
    const candidate = { ...edited.candidate, title: 'Mine' };
    repository.as('ada').editReview(review, printMarker({ ...edited, candidate }).text);
    repository.as('ada').edit(8, { body: '<!-- codec-crucible:proposal v1 x' });
    assert.equal(digest, one.digest);
    await run(place);
    const after = (await readAll(place.connect())).history;
    assert.deepEqual(
      after.map((each) => each.digest),
      history.map((each) => each.digest),
    );
    await sameAsCold(place);
  });

  const node: PullNode = {
    ...{ number: 5, title: 'T', body: '', state: 'CLOSED', createdAt: '2026-11-01T00:00:00Z' },
    ...{ updatedAt: '2026-11-02T00:00:00Z', isCrossRepository: false, viewerDidAuthor: true },
    ...{ headRefName: 'crucible/x/1', headRefOid: 'a'.repeat(40), baseRefName: 'main' },
    ...{
      author: null,
      isDraft: false,
      mergedBy: null,
      mergedAt: null,
      mergeCommit: null,
      labels: null,
    },
    ...{ commits: { nodes: [] }, reviews: null },
  };

  it('may be gone: accounts, commits, lists', () => {
    const { pull, reviews } = readPull(node);
    assert.deepEqual([pull.author, pull.headSha, pull.labels], ['ghost', 'a'.repeat(40), []]);
    assert.deepEqual(reviews, []);
    const gone = {
      ...{ id: 'R', fullDatabaseId: '7', body: 'b', state: 'SOMETHING_NEW', submittedAt: null },
      ...{ viewerDidAuthor: true, isMinimized: false, commit: null },
    };
    const page = { hasPreviousPage: false, startCursor: null };
    const known = readPull({ ...node, reviews: { pageInfo: page, nodes: [gone] } });
    assert.deepEqual(
      known.reviews.map(({ id, headSha }) => [id, headSha]),
      [[7, '']],
    );
    assert.equal(readPull({ ...node, state: 'ARCHIVED' as 'CLOSED' }).pull.state, 'closed');
  });
});

describe('what is kept of a text', () => {
  const part = fc.oneof(
    fc.constantFrom(
      ...[
        '<!-- codec-crucible:trial ',
        '<!-- codec-crucible:proposal ',
        ' -->',
        'v1 ',
        'v2 ',
        '\n',
      ],
      ...['abc_-', 'words', '<!--', '<!-- codec-crucible:'],
    ),
    fc.constantFrom(acceptedTrial, errorTrial).map((trial) => printMarker(trial).text),
  );

  it('reads as the whole does', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        assert.deepEqual(parseMarker(onlyHidden(text)), parseMarker(text));
        assert.deepEqual(parseProposal(onlyHidden(text)), parseProposal(text));
        assert.equal(onlyHidden(onlyHidden(text)), onlyHidden(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the voucher of a history', () => {
  const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

  it('is read back, the four newest alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.uniqueArray(digest, { maxLength: 6 }), (text, digests) => {
        const vouched = withVoucher(text, digests);
        assert.deepEqual(vouchedIn(vouched), digests.slice(0, 4));
        assert.ok(vouched.length <= text.length + longestVoucher);
        assert.deepEqual(vouchedIn(vouched.replaceAll('\n', '\r\n')), digests.slice(0, 4));
      }),
    );
  });
});
