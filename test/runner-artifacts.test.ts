import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { play, workflow } from './support/play-workflow.ts';
import { ArtifactStore, type Attempts } from './support/runner/artifact-store.ts';
import type { WorkflowRun } from './support/runner/record.ts';

const up = 'actions/upload-artifact@v7';
const down = 'actions/download-artifact@v8';
const find = '{ name: found, run: "find . -type f | sort" }';

/** One job that makes files, then takes these steps. */
const job = (...steps: string[]) =>
  workflow(`
  job:
    steps:
      - run: |
          mkdir -p out/deep out/.secret && cd out
          echo 1 > one; echo 2 > deep/two; echo 3 > .hidden; echo 4 > .secret/four
      - ${steps.join('\n      - ')}`);
const upload = (inputs: string) => `{ name: up, uses: ${up}, with: { ${inputs} } }`;
const download = (inputs: string) =>
  `{ name: down, uses: ${down}, with: { ${inputs} }, continue-on-error: true }`;
const named = (...names: string[]) => names.map((name) => upload(`name: ${name}, path: out/one`));
const clean = '{ run: rm -r out }';
const foundIn = (run: WorkflowRun) => run.step('job', 'found').stdout.split('\n').filter(Boolean);
const filesOf = (run: WorkflowRun, name: string) => [...(run.artifacts.get(name)?.keys() ?? [])];

/** A store with artifacts of earlier attempts of run 1. */
function storeOf(attempts: Attempts, ...names: string[]): ArtifactStore {
  const store = new ArtifactStore({ attempts });
  for (const [i, name] of names.entries()) {
    const files = new Map([['f', Buffer.from(`${i + 1}`)]]);
    store.upload({ name, files, from: { runId: 1, attempt: i + 1, since: 1 } });
  }
  return store;
}

// actions/download-artifact v8.0.1, src/download-artifact.ts, and the client's list-artifacts.ts and get-artifact.ts.
describe('download-artifact in the runner', () => {
  it('unpacks a single match of a pattern straight into path', async () => {
    const steps = [...named('part-a', 'other'), clean, download('pattern: part-*, path: in'), find];
    assert.deepEqual(foundIn(await play(job(...steps))), ['./in/one']);
  });

  it('gives each of several matches a folder of its name', async () => {
    const steps = [
      ...named('part-a', 'part-b'),
      clean,
      download('pattern: part-*, path: in'),
      find,
    ];
    assert.deepEqual(foundIn(await play(job(...steps))), ['./in/part-a/one', './in/part-b/one']);
  });

  it('merges several matches when it is told to', async () => {
    const inputs = 'pattern: part-*, path: in, merge-multiple: true';
    const steps = [...named('part-a', 'part-b'), clean, download(inputs), find];
    assert.deepEqual(foundIn(await play(job(...steps))), ['./in/one']);
  });

  it('passes without a match, and makes no folder', async () => {
    const steps = [
      ...named('a'),
      clean,
      download('pattern: b-*, path: in'),
      '{ run: test ! -e in }',
    ];
    const run = await play(job(...steps));
    assert.equal(run.result, 'success', run.log());
    assert.equal(run.step('job', 'down').outcome, 'success');
  });

  it('takes all artifacts of the run without name and pattern, into the workspace', async () => {
    const one = await play(job(...named('a'), clean, download(''), find));
    assert.deepEqual(foundIn(one), ['./one']);
    assert.match(one.step('job', 'down').outputs['download-path'] ?? '', /\/film\/film$/);
    const two = await play(job(...named('a', 'b'), clean, download(''), find));
    assert.deepEqual(foundIn(two), ['./a/one', './b/one']);
  });

  it('fails for a name that is not there, or has expired', async () => {
    const missing = await play(job(download('name: none')));
    const message = /^Unable to download artifact\(s\): Artifact not found for name: none\n/;
    assert.match(missing.step('job', 'down').stderr, message);
    const artifacts = storeOf('apart', 'none');
    artifacts.expire(1);
    const expired = await play(job(download('name: none')), { artifacts });
    assert.match(expired.step('job', 'down').stderr, message);
  });

  it('takes artifacts by their ids, and warns of those that are not there', async () => {
    const steps = [...named('a', 'b', 'c'), clean, download('artifact-ids: "3, 1,9"'), find];
    const run = await play(job(...steps));
    assert.deepEqual(foundIn(run), ['./a/one', './c/one']);
    const { commands } = run.step('job', 'down');
    assert.equal(commands[0]?.message, 'Could not find the following artifact IDs: 9');
    for (const [inputs, message] of [
      ['artifact-ids: x', "Invalid artifact ID: 'x'. Must be a number."],
      ['artifact-ids: 7', 'None of the provided artifact IDs were found'],
      ['artifact-ids: 1, name: a', "Inputs 'name' and 'artifact-ids' cannot be used together"],
    ] as const) {
      const failed = await play(job(...named('a'), download(inputs)));
      assert.match(failed.step('job', 'down').stderr, new RegExp(message.replace('.', '\\.')));
    }
  });

  it('takes the newest of several artifacts of one name', async () => {
    const rerun = { artifacts: storeOf('apart', 'a', 'a') };
    for (const inputs of ['name: a', 'pattern: "*"']) {
      const run = await play(
        job(download(`${inputs}, path: in`), '{ name: shows, run: cat in/f }'),
        rerun,
      );
      assert.equal(run.step('job', 'shows').stdout, '2', inputs);
    }
  });

  it('fails for an artifact whose bytes are not what was uploaded, unless told otherwise', async () => {
    const outcomes = [];
    for (const [behaviour, ...said] of [
      ['error'],
      ['warn', 'warning'],
      ['info'],
      ['ignore'],
    ] as const) {
      const artifacts = storeOf('apart', 'a');
      artifacts.spoil(1);
      const inputs = `name: a, digest-mismatch: ${behaviour}`;
      const run = await play(job(download(inputs)), { artifacts });
      const { outcome, commands } = run.step('job', 'down');
      assert.deepEqual(
        commands.map(({ name }) => name).slice(0, 1),
        outcome === 'failure' ? ['error'] : said,
      );
      outcomes.push(outcome);
    }
    assert.deepEqual(outcomes, ['failure', 'success', 'success', 'success']);
    const wrong = await play(job(download('digest-mismatch: never')));
    assert.match(wrong.step('job', 'down').stderr, /Invalid value for 'digest-mismatch': 'never'/);
  });

  it('is refused where it would look at other runs', async () => {
    for (const input of ['run-id: 3', 'github-token: x', 'repository: a/b']) {
      await assert.rejects(play(job(download(input))), /not supported: input/);
    }
  });
});

// actions/upload-artifact v7.0.0, src/upload/upload-artifact.ts and src/shared/search.ts, and the client's
// path-and-artifact-name-validation.ts.
describe('upload-artifact in the runner', () => {
  it('takes a folder without hidden files', async () => {
    const run = await play(job(upload('name: a, path: out')));
    assert.deepEqual(filesOf(run, 'a'), ['deep/two', 'one']);
  });

  it('takes hidden files when it is told to', async () => {
    const run = await play(job(upload('name: a, path: out, include-hidden-files: true')));
    assert.deepEqual(filesOf(run, 'a'), ['.hidden', '.secret/four', 'deep/two', 'one']);
  });

  it('keeps no folders of a file that is named alone', async () => {
    assert.deepEqual(filesOf(await play(job(upload('name: a, path: out/deep/two'))), 'a'), ['two']);
  });

  it('puts a pattern\u2019s matches under the folder before the first wildcard', async () => {
    const run = await play(job(upload('name: a, path: out/**/t*')));
    assert.deepEqual(filesOf(run, 'a'), ['deep/two']);
  });

  it('puts several paths under their least common ancestor, and takes excluded ones away', async () => {
    const several = await play(job(upload('name: a, path: "out/deep\\nout/one"')));
    assert.deepEqual(filesOf(several, 'a'), ['deep/two', 'one']);
    const excluded = await play(job(upload('name: a, path: "out\\n!out/deep"')));
    assert.deepEqual(filesOf(excluded, 'a'), ['one']);
  });

  it('refuses paths that lead upwards', async () => {
    const run = await play(job(upload('path: ../x')));
    assert.match(run.step('job', 'up').stderr, /Relative pathing '\.' and '\.\.' is not allowed/);
  });

  it('warns when there is nothing, or says it, or fails', async () => {
    const message =
      'No files were found with the provided path: none. No artifacts will be uploaded.';
    for (const [more, outcome, command] of [
      ['', 'success', 'warning'],
      [', if-no-files-found: ignore', 'success', undefined],
      [', if-no-files-found: error', 'failure', 'error'],
    ] as const) {
      const run = await play(job(upload(`name: a, path: none${more}`)));
      const step = run.step('job', 'up');
      assert.deepEqual([step.outcome, step.commands[0]?.name], [outcome, command]);
      assert.ok(`${step.stdout}${step.stderr}`.includes(message));
      assert.deepEqual([step.outputs, run.artifacts.size], [{}, 0]);
    }
  });

  it('refuses signs in names and paths that some file system would not take', async () => {
    for (const name of ['a:b', 'a/b', 'a\\b', 'a*', 'a?', 'a|b', 'a<b', 'a>b', 'a\\"b']) {
      const quoted = name.replace(/\\(?!")/, '\\\\');
      const run = await play(job(upload(`name: "${quoted}", path: out`)));
      assert.match(run.step('job', 'up').stderr, /^The artifact name is not valid: /, name);
    }
    const odd = await play(job('{ run: "touch out/a:b" }', upload('name: a, path: out')));
    assert.match(odd.step('job', 'up').stderr, /not valid: \/a:b\. Contains .* Colon :/);
  });

  it('fails for a second artifact of a name in one attempt, unless it is to replace the first', async () => {
    const twice = await play(job(...named('a'), upload('name: a, path: out/deep')));
    const [, first, second] = twice.job('job').steps;
    assert.deepEqual([first?.outcome, second?.outcome], ['success', 'failure']);
    assert.match(
      second?.stderr ?? '',
      /\(409\) Conflict: an artifact with this name already exists/,
    );
    const replaced = await play(
      job(...named('a'), upload('name: a, path: out/deep, overwrite: true')),
    );
    assert.deepEqual(filesOf(replaced, 'a'), ['two']);
  });

  it('says the id, the digest and the address', async () => {
    const artifacts = new ArtifactStore();
    const run = await play(job(upload('path: out')), { artifacts, runId: 7 });
    const [stored] = artifacts.ofRun(7);
    assert.equal(stored?.name, 'artifact');
    assert.deepEqual(run.step('job', 'up').outputs, {
      'artifact-id': '1',
      'artifact-digest': stored.digest.replace('sha256:', ''),
      'artifact-url': 'https://github.com/octo/film/actions/runs/7/artifacts/1',
    });
  });

  it('keeps artifacts as many days as it is told, 90 at most', async () => {
    const artifacts = new ArtifactStore();
    const run = await play(
      job(
        upload('name: a, path: out, retention-days: 1'),
        upload('name: b, path: out'),
        '{ name: long, uses: actions/upload-artifact@v7, with: { name: c, path: out, retention-days: 400 } }',
        '{ name: odd, uses: actions/upload-artifact@v7, with: { name: d, path: out, retention-days: x } }',
      ),
      { artifacts },
    );
    const days = artifacts.all().map(({ createdAt, expiresAt }) => {
      return (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
    });
    assert.deepEqual(days, [1, 90, 90, 90]);
    assert.match(run.step('job', 'long').commands[0]?.message ?? '', /Using 90 instead/);
    // setFailed does not end the action: it uploads all the same.
    assert.equal(run.step('job', 'odd').stderr, 'Invalid retention-days\n');
  });

  it('stores one file as it is with archive: false, under the file\u2019s name', async () => {
    const artifacts = new ArtifactStore();
    const raw = upload('name: a, path: out/deep/two, archive: false');
    await play(job(raw), { artifacts });
    assert.equal(artifacts.all()[0]?.name, 'two');
    assert.equal(artifacts.content(1)?.bytes.toString(), '2\n');
    const several = await play(job(upload('name: a, path: out, archive: false')));
    assert.match(several.step('job', 'up').stderr, /only a single file can be uploaded. Found 2/);
  });
});

describe('the store of artifacts', () => {
  const from = { runId: 1, attempt: 1, since: 1 };
  const files = new Map([
    ['one', Buffer.from('1'.repeat(1000))],
    ['f\u00f6lder/tw\u00f6', Buffer.from([0, 255, 7])],
    ['empty', Buffer.alloc(0)],
  ]);

  it('gives an artifact as a real ZIP file, the same bytes each time', () => {
    for (const compressionLevel of [0, 6, 9]) {
      const store = new ArtifactStore();
      store.upload({ name: 'a', files, from, compressionLevel });
      store.upload({ name: 'b', files, from, compressionLevel });
      const { bytes } = store.content(1) ?? assert.fail();
      const [a, b] = store.all();
      assert.deepEqual([a?.size, a?.digest], [bytes.length, b?.digest]);
      // As the archiver streams: sizes stand behind a deflated entry, and before a stored one.
      assert.equal((bytes.readUInt16LE(6) & 8) !== 0, compressionLevel > 0);
      assert.equal(bytes.includes('PK\x07\x08'), compressionLevel > 0);
      const unpacked = Object.entries(unzipSync(bytes));
      assert.deepEqual(
        unpacked.map(([name, data]) => [name, Buffer.from(data)]),
        [...files],
      );
    }
  });

  it('expires artifacts, and then gives nothing', () => {
    let now = Date.UTC(2026, 0, 1);
    const store = new ArtifactStore({ now: () => new Date(now) });
    store.upload({ name: 'a', files, from, retentionDays: 1 });
    assert.deepEqual([store.find(1)?.expired, store.seenBy(from).length], [false, 1]);
    now += 86_400_000;
    assert.deepEqual([store.find(1)?.expired, store.seenBy(from).length], [true, 0]);
    assert.equal(store.content(1), null);
    assert.equal(store.ofRun(1).length, 1);
  });

  // The two readings and their threads stand in the head of artifact-store.ts.
  it('keeps the attempts of a run apart, or together', () => {
    const upload = (attempts: Attempts) =>
      storeOf(attempts, 'a').upload({ name: 'a', files, from: { ...from, attempt: 2 } }).kind;
    assert.deepEqual([upload('apart'), upload('together')], ['stored', 'conflict']);
    const later = { runId: 1, attempt: 2, since: 2 };
    assert.equal(storeOf('apart', 'a').seenBy(later).length, 0);
    assert.equal(storeOf('together', 'a').seenBy(later).length, 1);
    assert.equal(storeOf('apart', 'a').seenBy({ ...later, runId: 2 }).length, 0);
  });
});
