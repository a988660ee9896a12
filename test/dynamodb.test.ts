import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { openTrialStore, type Patience } from '../src/adapters/dynamodb/store.ts';
import { parseTrial } from '../src/domain/trial/schema.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { writeAdoption } from '../src/flows/adopt.ts';
import {
  changedTrials,
  readTrialsOf,
  type Storing,
  storeTrials,
  syncTrials,
} from '../src/flows/store.ts';
import type { Workshop } from '../src/flows/workshop.ts';
import { renderReview } from '../src/render/review.ts';
import { verdictStatus } from '../src/render/status.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { crucible, run } from './support/command.ts';
import { DynamoDbLocal, type Item, region } from './support/dynamodb-local.ts';
import { memoryForge } from './support/memory-forge.ts';
import {
  answersOf,
  experimentOf,
  idOf,
  mergedByPerson,
  numbered,
  past,
} from './support/stored-trials.ts';
import { installed, need } from './support/tools.ts';
import {
  acceptedTrial,
  errorTrial,
  failedTrials,
  heldTrial,
  rejectedTrial,
  sampleBenchmark,
} from './support/trials.ts';
import { type Fate, type ServiceError, TroubledEndpoint } from './support/troubled-endpoint.ts';
import { adjustable, codecPath } from './support/workshop.ts';

const table = 'ai-video-codec-experiments';
const tools = { java: installed('java', '-version'), aws: installed('aws'), jq: installed('jq') };

describe('the table', () => {
  let engine: DynamoDbLocal | null = null;
  let endpoint: TroubledEndpoint;
  const folders: string[] = [];
  let tables = 0;

  before(async () => {
    if (tools.java === null) return;
    engine = await DynamoDbLocal.start(tools.java);
    endpoint = await new TroubledEndpoint(engine.url).start();
  });
  after(async () => {
    await engine?.stop();
    if (engine) await endpoint.stop();
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  /** A table of its own for a test; the endpoint is without trouble again. */
  async function opened(context: TestContext, name = `trials-${++tables}`) {
    if (!need(tools.java, 'Java 17', context) || !engine) return null;
    await engine.createTable(name);
    endpoint.fate = () => 'pass';
    endpoint.done = () => {};
    endpoint.asked.length = 0;
    return { name, engine };
  }

  const fast: Patience = { attempts: 2, timeout: 200 };
  function storingIn(name: string, changes: Partial<Storing> = {}): Storing {
    const place = { table: name, region, endpoint: endpoint.url };
    const store = openTrialStore(place, fast);
    return { store, now: acceptedTrial.timestamp ?? 0, lifetimeDays: null, ...changes };
  }

  const whole = (item: Item | undefined) => experimentOf(item?.experiments?.S);

  it('answers the queries of the documentation, by the AWS CLI and jq', async (context) => {
    if (!need(tools.aws, 'the AWS CLI', context) || !need(tools.jq, 'jq', context)) return;
    const opening = await opened(context, table);
    if (!opening) return;
    const text = readFileSync('docs/dynamodb.md', 'utf8').replace('0123456789ab', '$FINGERPRINT');
    const queries = [...text.matchAll(/```sh\n(aws dynamodb [\s\S]*?)```/g)].map(
      ([, each]) => each,
    );
    const [verification = '', newest = '', again = ''] = queries;
    // Word for word; where DynamoDB is, the shell adds.
    assert.equal(
      verification.trim(),
      "aws dynamodb scan --table-name ai-video-codec-experiments --query 'Items[-1]' | jq '.experiments.S | fromjson | .[0].evolution.failure_analysis'",
    );
    const failure = failedTrials.runtime_error;
    const fingerprint = failure.analysis?.fingerprint ?? '';
    const ask = async (query: string): Promise<string> => {
      const script = `aws() { command aws --endpoint-url ${opening.engine.url} "$@"; }\n${query}`;
      const words = script.replace('$FINGERPRINT', fingerprint);
      const { code, stdout, stderr } = await run('bash', ['-eo', 'pipefail', '-c', words], {
        cwd: process.cwd(),
      });
      assert.equal(code, 0, stderr);
      return stdout;
    };
    await storeTrials([past(failure, 1)], storingIn(table));
    assert.deepEqual(JSON.parse(await ask(verification)), answersOf(failure));
    const { experiment_id, timestamp, timestamp_iso, candidate, baseline } = failure;
    const place = { experiment_id, timestamp, timestamp_iso, candidate, baseline };
    await storeTrials([past({ ...acceptedTrial, ...place }, 2)], storingIn(table));
    assert.equal(JSON.parse(await ask(verification)), null);

    const later = [numbered(failure, 8), numbered(rejectedTrial, 9)];
    const earlier = numbered(failure, 4);
    await storeTrials(
      [...later, earlier].map((trial) => past(trial, 3)),
      storingIn(table),
    );
    assert.deepEqual(JSON.parse(await ask(newest)), answersOf(rejectedTrial));
    const seen = (await ask(again)).trim().split('\n');
    assert.deepEqual(
      seen.map((line) => line.split('\t').slice(1)),
      ['8', '4'].map((number) => [number, 'runtime_error', 'high']),
    );
  });

  it('holds each trial once, in its latest state, in whatever order the states come', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const merged = mergedByPerson(heldTrial);
    const { experiment_id } = heldTrial;
    const states = [
      past({ ...errorTrial, experiment_id }, 4),
      past(heldTrial, 2),
      past({ ...heldTrial, ...rejectedTrial, experiment_id }, 1),
      past(merged, 2),
    ];
    const orders = [
      states,
      states.toReversed(),
      [2, 3, 0, 1, 3].map((i) => states[i] ?? assert.fail()),
    ];
    for (const [i, order] of orders.entries()) {
      for (const state of order) {
        const number = 100 + i;
        await storeTrials(
          [{ ...state, trial: numbered(state.trial, number) }],
          storingIn(opening.name),
        );
      }
    }
    const items = await opening.engine.items(opening.name);
    assert.deepEqual(
      items.map(({ status }) => status?.S),
      ['accepted', 'accepted', 'accepted'],
    );
    for (const item of items) {
      const { evolution, trial } = whole(item);
      assert.deepEqual(evolution, { status: 'adopted', failure_analysis: null });
      assert.equal(parseTrial(trial).kind, 'trial');
    }
    const again = await syncTrials(
      orders[0]?.map((state) => ({ ...state, trial: numbered(state.trial, 100) })) ?? [],
      storingIn(opening.name),
    );
    assert.deepEqual([again.written, again.kept, again.left], [0, 1, 0]);
  });

  it('hears of a merge by a person from the pull request', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const forge = memoryForge({ [codecPath]: 'old' });
    const { commit } = await forge.baseline(codecPath);
    const draft = {
      branch: 'a',
      title: 'A',
      body: '',
      path: codecPath,
      source: 'new',
      base: commit,
    };
    const { pullRequest } = await forge.openCandidate(draft);
    const { number, headSha } = pullRequest;
    const head = { pull_request: number, head_sha: headSha };
    const benchmark = sampleBenchmark('lossless');
    const workshop = { forge, benchmark } as unknown as Workshop;
    const bare = { ...heldTrial, candidate: { ...heldTrial.candidate, ...head } };
    const trial = { ...bare, experiment_id: idOf(bare) };
    const review = (each: Trial) =>
      renderReview(each, { benchmark, baseline: null, changedLines: [], suggestion: null });
    const { digest, body } = review(trial);
    await forge.postStatus(headSha, verdictStatus(trial, digest));
    await forge.postReview(number, { headSha, body, comments: [] });
    const before = await readTrialsOf(number, [workshop]);
    assert.deepEqual(await readTrialsOf(number + 1, [workshop]), []);
    await storeTrials(before, storingIn(opening.name));

    const [held = assert.fail()] = before;
    const merged = mergedByPerson(trial);
    const adoption = { trial: merged, page: review(merged) };
    await writeAdoption(held, adoption, { forge, login: 'ada' });
    const after = await readTrialsOf(number, [workshop]);
    assert.deepEqual(changedTrials(before, before), []);
    const changed = changedTrials(before, after);
    assert.equal(changed.length, 1);
    const report = await storeTrials(changed, storingIn(opening.name));
    assert.equal(report.written, 1);
    await storeTrials(before, storingIn(opening.name));
    const [item, ...others] = await opening.engine.items(opening.name);
    assert.deepEqual(others, []);
    assert.deepEqual(whole(item).trial, merged);
  });

  it('loses none of 500 trials by 8 writers at once', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const trials = Array.from({ length: 500 }, (_, i) => {
      return past(numbered(i % 2 === 0 ? failedTrials.timeout : heldTrial, i + 1), 1);
    });
    const merged = trials.flatMap(({ trial }, i) =>
      i % 10 === 1 ? [past(mergedByPerson(trial), 1)] : [],
    );
    // Each has its share and a third of the next one's; the merged ones come from two at once.
    const shares = Array.from({ length: 8 }, (_, writer) => {
      const own = trials.filter((_, i) => (i + 16 - writer * 2) % 16 < 2 || i % 24 === writer);
      return [...own, ...(writer < 2 ? merged : [])];
    });
    const reports = await Promise.all(
      shares.map((share) =>
        storeTrials(
          share,
          storingIn(opening.name, {
            store: openTrialStore({ table: opening.name, region, endpoint: opening.engine.url }),
          }),
        ),
      ),
    );
    assert.deepEqual(
      reports.map(({ left, trouble }) => [left, trouble]),
      reports.map(() => [0, null]),
    );
    const items = await opening.engine.items(opening.name);
    const found = new Map(items.map((item) => [item.experiment_id?.S, item.status?.S]));
    const expected = new Map(
      [...trials, ...merged].map(({ trial }) => [trial.experiment_id, trial.status]),
    );
    assert.deepEqual(found, expected);
    assert.equal(items.length, 500);
    const listing = await storingIn(opening.name).store.revisions();
    assert.equal(listing.kind === 'listed' && listing.revisions.size, 500);
  });

  it('drops what has outlived its time, and does not get it back', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const trials = [past(numbered(heldTrial, 1), 1), past(numbered(rejectedTrial, 90_000), 2)];
    const now = (heldTrial.timestamp ?? 0) + 30 * 86_400 + 5;
    const report = await syncTrials(trials, storingIn(opening.name, { now, lifetimeDays: 30 }));
    const items = await opening.engine.items(opening.name);
    assert.deepEqual([report.written, items.length], [1, 1]);
    assert.equal(Number(items[0]?.expires_at?.N), Number(items[0]?.timestamp?.N) + 30 * 86_400);
  });

  const busy: ServiceError = {
    ...{ status: 400, type: 'ProvisionedThroughputExceededException' },
    message: 'The level of configured provisioned throughput was exceeded.',
  };

  it('is written in the end when it is throttled or answers get lost', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const fates: Fate[] = [busy, 'pass', 'lose', 'pass', 'hang', { ...busy, status: 503 }];
    endpoint.fate = ({ number }) => fates[number - 1] ?? 'pass';
    const trials = [1, 2, 3].map((number) => past(numbered(heldTrial, number), 1));
    const place = { table: opening.name, region, endpoint: endpoint.url };
    const store = openTrialStore(place, { ...fast, attempts: 5 });
    const report = await storeTrials(trials, storingIn(opening.name, { store }));
    assert.deepEqual([report.written + report.kept, report.left, report.trouble], [3, 0, null]);
    assert.equal((await opening.engine.items(opening.name)).length, 3);
  });

  it('is left alone when it stays away, and gets what is missing the next time', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const trials = Array.from({ length: 40 }, (_, i) => past(numbered(heldTrial, i), 1));
    const outages: [Fate, RegExp][] = [
      [busy, /cannot be reached: it is throttled/],
      ['hang', /cannot be reached: it does not answer in time/],
      [{ status: 500, type: 'InternalServerError', message: 'x' }, /InternalServerError: x/],
    ];
    for (const [fate, why] of outages) {
      endpoint.fate = ({ operation }) => (operation === 'Query' ? 'pass' : fate);
      const report = await syncTrials(trials, storingIn(opening.name));
      assert.deepEqual([report.written, report.left, report.trouble?.kind], [0, 40, 'lost']);
      assert.match(report.trouble?.why ?? '', why);
    }
    // Far fewer than 40 trials three times each were tried.
    assert.ok(endpoint.asked.length < 100, String(endpoint.asked.length));
    endpoint.fate = ({ number }) => (number % 2 === 0 ? 'pass' : 'lose');
    await syncTrials(trials, storingIn(opening.name));
    endpoint.fate = () => 'pass';
    await syncTrials(trials, storingIn(opening.name));
    assert.equal((await opening.engine.items(opening.name)).length, 40);
  });

  it('names the mend when it is missing, has another form, or may not be written', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    const trial = past(heldTrial, 1);
    const trouble = async (
      name: string,
      changes: Partial<{ region: string; endpoint: string }>,
    ) => {
      const place = { table: name, region, endpoint: endpoint.url, ...changes };
      const store = openTrialStore(place, fast);
      const written = await storeTrials([trial], storingIn(name, { store }));
      const synced = await syncTrials([trial], storingIn(name, { store }));
      assert.deepEqual([written.left, synced.left], [1, 1]);
      assert.equal(written.trouble?.kind, synced.trouble?.kind);
      return written.trouble ?? assert.fail();
    };
    const missing = await trouble('not-there', {});
    assert.equal(missing.kind, 'refused');
    assert.match(
      missing.why,
      /no table not-there in the region eu-central-1 at \S+: create it with infra\/dynamodb\.yml, or correct its name or the region/,
    );
    const elsewhere = await trouble(opening.name, { region: 'us-east-1' });
    assert.match(elsewhere.why, /in the region us-east-1.*correct its name or the region/);
    const word = await trouble(opening.name, { region: 'no where' });
    assert.match(word.why, /no where is no region: correct `dynamodb-region`/);
    const address = await trouble(opening.name, { endpoint: 'nonsense' });
    assert.match(address.why, /nonsense is no address: `dynamodb-endpoint`/);
    const gone = await trouble(opening.name, { endpoint: 'http://127.0.0.1:9' });
    assert.deepEqual([gone.kind, /nothing listens there/.test(gone.why)], ['lost', true]);

    const answers: [string, RegExp][] = [
      [
        'AccessDeniedException',
        /permission is missing: .*arn:aws:dynamodb:eu-central-1:\*\*\*:table.*The role in infra\/dynamodb\.yml/,
      ],
      ['UnrecognizedClientException', /AWS does not know these credentials: check `vars/],
      ['InvalidSignatureException', /secret key is another one, or this machine's clock is wrong/],
      ['ExpiredTokenException', /credentials have expired/],
      ['ValidationException', /has another form than infra\/dynamodb\.yml gives it/],
    ];
    for (const [type, why] of answers) {
      const message = `User is not authorized on arn:aws:dynamodb:${region}:123456789012:table/x`;
      endpoint.fate = () => ({ status: 400, type, message });
      endpoint.asked.length = 0;
      const { kind, why: said } = await trouble(opening.name, {});
      assert.equal(kind, 'refused');
      assert.match(said, why);
      // Asking again would not help.
      assert.equal(endpoint.asked.length, 2, type);
    }
  });

  /** A folder in which an evolution has been played, and its trials. */
  let played: Promise<{ folder: string; trials: readonly Trial[] }> | null = null;
  async function play() {
    const folder = await folderWithBenchmark();
    folders.push(folder);
    await writeFile(path.join(folder, 'small', 'codec.js'), adjustable);
    const small = ['--benchmark', './small'];
    const { code, stderr } = await crucible(['start', ...small], { cwd: folder });
    assert.equal(code, 0, stderr);
    const { stdout } = await crucible(['report', '--json', ...small], { cwd: folder });
    const lines = stdout.trim().split('\n');
    return { folder, trials: lines.map((line): Trial => JSON.parse(line)) };
  }
  const syncWords = (name: string) => [
    ...['sync', '--benchmark', './small', '--table', name],
    ...['--endpoint', endpoint.url, '--region', region],
  ];

  it('is complete after a killed `crucible sync` is run again, wherever it was killed', async (context) => {
    if (!need(tools.java, 'Java 17', context)) return;
    played ??= play();
    const { folder, trials } = await played;
    assert.equal(trials.length, 3);
    // It asks for a listing, then writes each trial. After a request is also before the next one.
    const places = [0, 1, 2, 3, 1 + trials.length];
    for (const at of places) {
      const opening = await opened(context);
      if (!opening) return;
      const words = [path.resolve('dist/cli.js'), ...syncWords(opening.name)];
      const child = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' });
      endpoint.fate = () => {
        if (at === 0) child.kill('SIGKILL');
        return endpoint.asked.length > at ? 'hang' : 'pass';
      };
      endpoint.done = ({ number }) => number === at && child.kill('SIGKILL');
      const [, signal] = await once(child, 'exit');
      assert.equal(signal, 'SIGKILL');
      const { length } = await opening.engine.items(opening.name);
      assert.ok(at < 2 ? length === 0 : length < at, `${length} items`);
      endpoint.fate = () => 'pass';
      endpoint.done = () => {};
      const again = await crucible(syncWords(opening.name), { cwd: folder });
      assert.equal(again.code, 0, again.stderr);
      const items = await opening.engine.items(opening.name);
      assert.deepEqual(items.map((item) => whole(item).trial).sort(byId), trials.toSorted(byId));
    }
  });

  it('is written by `crucible sync`, which says what it did and what is missing', async (context) => {
    const opening = await opened(context);
    if (!opening) return;
    played ??= play();
    const { folder, trials } = await played;
    const sync = (name: string, env: NodeJS.ProcessEnv = {}) =>
      crucible(syncWords(name), { cwd: folder, env });
    const first = await sync(opening.name);
    assert.equal(first.code, 0, first.stderr);
    const { length } = trials;
    assert.match(
      first.stderr,
      new RegExp(`^${length} trials written to the table .*, 0 there already\n$`),
    );
    const second = await sync(opening.name);
    assert.match(second.stderr, new RegExp(`^0 trials written to .*, ${length} there already\n$`));
    assert.equal((await opening.engine.items(opening.name)).length, length);
    const wrong = await sync('elsewhere');
    assert.equal(wrong.code, 64);
    assert.match(wrong.stderr, /^crucible: DynamoDB: there is no table elsewhere in the region/);
    const nobody = await sync(opening.name, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    assert.equal(nobody.code, 64);
    assert.match(nobody.stderr, /there are no credentials: give `vars\.CRUCIBLE_AWS_ROLE`/);
    endpoint.fate = () => ({ ...busy, status: 500, type: 'InternalServerError' });
    const later = await sync(opening.name);
    assert.equal(later.code, 3);
    assert.match(
      later.stderr,
      /left, which the next `crucible sync` writes; .*InternalServerError/,
    );
    const unnamed = await crucible(['sync'], { cwd: folder });
    assert.equal(unnamed.code, 64);
    assert.match(unnamed.stderr, /sync needs the table to write to: --table NAME/);
  });
});

function byId(one: unknown, other: unknown): number {
  const id = (trial: unknown) => (trial as Trial).experiment_id;
  return id(one) < id(other) ? -1 : 1;
}
