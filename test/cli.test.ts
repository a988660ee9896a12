import assert from 'node:assert/strict';
import { access, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { trialSchema } from '../src/domain/trial/schema.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { crucible, type Ended, run } from './support/command.ts';
import { codec } from './support/sandbox.ts';
import { need, node24 } from './support/tools.ts';
import { adjustable, better, wasteful } from './support/workshop.ts';

let folder = '';
before(async () => {
  folder = await folderWithBenchmark();
});
after(() => rm(folder, { recursive: true }));

const evaluations = new Map<string, Promise<Ended>>();

/** On one worker by default; the same once for all tests. */
function evaluate(source: string, args: string[] = ['--json'], node?: string): Promise<Ended> {
  const key = JSON.stringify([source, args, node]);
  const ended = evaluations.get(key) ?? evaluateAnew(source, args, node);
  evaluations.set(key, ended);
  return ended;
}

async function evaluateAnew(source: string, args: string[], node?: string): Promise<Ended> {
  await writeFile(path.join(folder, 'candidate.js'), source);
  const jobs = args.includes('--jobs') ? [] : ['--jobs', '1'];
  const file = ['evaluate', 'candidate.js', '--benchmark', './small', '--no-cache'];
  return crucible([...file, ...args, ...jobs], node ? { cwd: folder, node } : { cwd: folder });
}

async function trialOf(source: string): Promise<Trial> {
  return trialSchema.parse(JSON.parse((await evaluate(source)).stdout));
}

const verdicts = {
  accepted: better,
  rejected: wasteful(1),
  failed: codec({ compress: 'return frame / 0;' }),
};

describe('crucible evaluate', () => {
  it('prints one record and nothing else on stdout, and the verdict as exit code', async () => {
    for (const [index, [status, source]] of Object.entries(verdicts).entries()) {
      const { code, stdout } = await evaluate(source);
      assert.equal(code, index);
      assert.equal(stdout.split('\n').length, 2);
      const trial = trialSchema.parse(JSON.parse(stdout));
      assert.equal(trial.status, status);
      assert.equal(trial.timestamp, null);
      assert.match(trial.experiment_id, /^small-[0-9a-f]{12}-none-[0-9a-f]{12}$/);
      assert.equal(trial.analysis === null, status === 'accepted');
    }
  });

  it('abandons a loser at its first lost clip when asked to', async () => {
    const { code, stdout, stderr } = await evaluate(wasteful(2), ['--early-stop']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /Rejected: abandoned at a clip that loses too much/);
    assert.match(stderr, /steep was not\s+measured/);
    const { stdout: json } = await evaluate(wasteful(2), ['--early-stop', '--json']);
    const { evaluation } = trialSchema.parse(JSON.parse(json));
    assert.deepEqual([evaluation?.complete, evaluation?.cases.length], [false, 1]);
  });

  it('gives the same bytes on one worker of Node 20 and on two of Node 24', async (context) => {
    const other = need(node24(), 'Node 24', context);
    if (!other) return;
    const mismatch = codec({ decompress: 'return bytes.map((b) => b ^ 1);' });
    for (const source of [...Object.values(verdicts), mismatch]) {
      const one = await evaluate(source);
      const two = await evaluate(source, ['--json', '--jobs', '2'], other);
      assert.notEqual(one.stdout, '');
      assert.equal(two.stdout, one.stdout);
    }
  });

  it('tells people on stderr what came of it, and what to mend', async () => {
    const { stderr, stdout } = await evaluate(codec({ compress: '\n  return frame / 0;' }), []);
    assert.equal(stdout, '');
    assert.match(stderr, /Failed in the smoke stage: runtime_error/);
    assert.match(stderr, /> +3 \| +return frame \/ 0;/);
  });

  it('keeps evaluations in its cache, and believes no damaged one', async () => {
    const words = [
      'evaluate',
      'candidate.js',
      '--benchmark',
      './small',
      '--cache',
      'kept',
      '--json',
    ];
    await writeFile(path.join(folder, 'candidate.js'), better);
    const first = await crucible(words, { cwd: folder });
    const second = await crucible(words, { cwd: folder });
    assert.equal(second.stdout, first.stdout);
    assert.doesNotMatch(second.stderr, /measure/);
    await run('sh', ['-c', 'for f in kept/*; do echo broken > $f; done'], { cwd: folder });
    const third = await crucible(words, { cwd: folder });
    assert.equal(third.stdout, first.stdout);
    assert.match(third.stderr, /measure/);
  });
});

describe('the three cases of the failure analysis', () => {
  it('a forbidden import is named, and how to do without', async () => {
    const source = `import os from "node:os";\n${codec({ compress: 'return new Uint8Array(os.cpus().length);' })}`;
    const { status, stage, analysis } = await trialOf(source);
    assert.deepEqual([status, stage], ['failed', 'static']);
    assert.equal(analysis?.failure_category, 'validation_error');
    assert.equal(analysis.root_cause, 'Forbidden import: node:os');
    assert.match(analysis.fix_suggestion, /what the sandbox allows/);
    assert.equal(analysis.severity, 'high');
    assert.deepEqual(analysis.location, { line: 1, column: 1 });
  });

  it('a hundred zero bytes run, and fail for what is really wrong', async () => {
    const { status, analysis } = await trialOf(codec({ compress: 'return new Uint8Array(100);' }));
    assert.equal(status, 'failed');
    assert.equal(analysis?.failure_category, 'logic_error');
    assert.match(analysis.root_cause, /100/);
    assert.equal(analysis.severity, 'high');
  });

  it('a division by zero is found, for numbers and for bigints', async () => {
    for (const division of ['frame / 0', '1n / 0n']) {
      const { status, analysis } = await trialOf(codec({ compress: `return ${division};` }));
      assert.equal(status, 'failed');
      assert.equal(analysis?.failure_category, 'runtime_error');
      assert.match(analysis.root_cause, /divi\w+ by zero/i);
      assert.ok(analysis.root_cause.includes(division), analysis.root_cause);
      assert.match(analysis.fix_suggestion, /zero before/);
      assert.equal(analysis.severity, 'high');
    }
  });
});

describe('wrong usage', () => {
  const wrong: [string[], RegExp][] = [
    [[], /no command given/],
    [['evaluat'], /unknown command 'evaluat'/],
    [['evaluate'], /needs the FILE/],
    [['evaluate', 'no-such-file.js', '--benchmark', './small'], /no-such-file\.js/],
    [['evaluate', 'x.js', '--fresh'], /takes no --fresh/],
    [['evaluate', 'x.js', '--unknown'], /--unknown/],
    [['start', '--benchmark', 'losles'], /losles.*lossless, lossless-quick, lossy, lossy-quick$/m],
    [['start', '--jobs', 'many'], /--jobs many/],
    [['propose', '--proposer', 'oracle'], /mutation, shipped/],
  ];
  for (const [args, message] of wrong) {
    it(`is answered with the mend: crucible ${args.join(' ')}`, async () => {
      const { code, stderr, stdout } = await crucible(args, { cwd: folder });
      assert.equal(code, 64);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }

  it('of a benchmark file is answered with file, field and mend', async () => {
    const broken = path.join(folder, 'broken');
    await run('cp', ['-r', 'small', 'broken'], { cwd: folder });
    await run('sed', ['-i', 's/"lossless"/"lossles"/', 'broken/benchmark.json'], { cwd: folder });
    const { code, stderr } = await crucible(['start', '--benchmark', './broken'], { cwd: folder });
    assert.equal(code, 64);
    assert.match(stderr, /broken\/benchmark\.json: objective: /);
    await rm(broken, { recursive: true });
  });
});

describe('crucible start', () => {
  before(() => writeFile(path.join(folder, 'small/codec.js'), adjustable));

  it('tries three mutations on a benchmark of ones own, again and again', async () => {
    const words = ['start', '--benchmark', './small'];
    const first = await crucible(words, { cwd: folder });
    assert.equal(first.code, 0, first.stderr);
    const second = await crucible(words, { cwd: folder });
    assert.equal(second.code, 0, second.stderr);
    const report = await crucible(['report', '--benchmark', './small', '--json'], { cwd: folder });
    const trials = report.stdout
      .trim()
      .split('\n')
      .map((line) => trialSchema.parse(JSON.parse(line)));
    assert.equal(trials.length, 6);
    assert.equal(new Set(trials.map((trial) => trial.candidate.source_digest)).size, trials.length);
    assert.ok(trials.every((trial) => trial.candidate.author === 'mutation'));
  });

  it('lets one process at a time into its folder, and a dead one does not count', async () => {
    const words = ['start', '--benchmark', './small'];
    const lock = path.join(folder, '.crucible', 'lock');
    await writeFile(lock, String(process.pid));
    const refused = await crucible(words, { cwd: folder });
    assert.equal(refused.code, 64);
    assert.match(refused.stderr, new RegExp(`process ${process.pid} is at work`));
    await writeFile(lock, '999999999');
    const fresh = await crucible([...words, '--fresh'], { cwd: folder });
    assert.equal(fresh.code, 0, fresh.stderr);
    await assert.rejects(access(lock));
  });

  it('has begun anew with --fresh', async () => {
    const report = await crucible(['report', '--benchmark', './small', '--json'], { cwd: folder });
    assert.equal(report.stdout.trim().split('\n').length, 3);
  });
});

describe('crucible doctor and help', () => {
  it('finds all that is needed', async () => {
    const { code, stdout } = await crucible(['doctor'], { cwd: folder });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /ok +sandbox/);
  });

  it('names what is missing', async () => {
    const { code, stdout } = await crucible(['doctor'], { cwd: folder, env: { PATH: '' } });
    assert.equal(code, 1);
    assert.match(stdout, /missing +git: .*install git/);
  });

  it('teaches', async () => {
    const { code, stdout } = await crucible(['--help'], { cwd: folder });
    assert.equal(code, 0);
    assert.match(stdout, /evaluate FILE/);
  });
});
