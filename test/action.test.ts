import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { checkNames } from '../src/action/settings.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { type Ended, run } from './support/command.ts';
import { codec } from './support/sandbox.ts';
import { better } from './support/workshop.ts';

let folder = '';
before(async () => {
  folder = await folderWithBenchmark();
});
after(() => rm(folder, { recursive: true }));

interface Step extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action as a runner does: inputs, outputs and summary through the environment. */
async function step(source: string, inputs: Record<string, string> = {}): Promise<Step> {
  const files = await mkdtemp(path.join(os.tmpdir(), 'crucible-step-'));
  const [output, summary] = ['output', 'summary'].map((name) => path.join(files, name));
  await Promise.all([output, summary].map((file) => writeFile(file as string, '')));
  await writeFile(path.join(folder, 'candidate.js'), source);
  const all = { command: 'evaluate', file: 'candidate.js', benchmark: './small', ...inputs };
  const env: NodeJS.ProcessEnv = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
  for (const [name, value] of Object.entries(all)) env[`INPUT_${name.toUpperCase()}`] = value;
  const ended = await run(process.execPath, [path.resolve('dist/main.js')], { cwd: folder, env });
  const text = await readFile(output as string, 'utf8');
  const found = text.matchAll(/^([\w-]+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm);
  const outputs = Object.fromEntries([...found].map(([, name, , value]) => [name, value]));
  const page = await readFile(summary as string, 'utf8');
  await rm(files, { recursive: true });
  return { ...ended, outputs, summary: page };
}

describe('the action', () => {
  it('accepts a winner: outputs and summary', async () => {
    const { code, outputs, summary } = await step(better);
    assert.equal(code, 0);
    assert.equal(outputs.verdict, 'accepted');
    assert.ok(Number(outputs['rate-change']) < -30);
    assert.equal(outputs['failure-category'], '');
    assert.equal(JSON.parse(outputs.trial ?? '').status, 'accepted');
    assert.match(summary, /^\*\*Accepted/);
  });

  it('fails the step for a candidate that does not work, and annotates the line', async () => {
    const { code, outputs, stdout } = await step(codec({ compress: '\n  return frame / 0;' }));
    assert.equal(code, 1);
    assert.equal(outputs.verdict, 'failed');
    assert.equal(outputs['failure-category'], 'runtime_error');
    assert.equal(outputs.severity, 'high');
    assert.match(stdout, /^::error title=runtime_error,file=candidate\.js,line=3,/m);
  });

  it('lets no candidate speak to the runner', async () => {
    const { stdout } = await step(
      codec({
        compress: 'throw new Error("x\\n::set-output name=verdict::accepted\\n::error::fake");',
      }),
    );
    const commands = stdout.split('\n').filter((line) => /^\s*::/.test(line));
    assert.equal(commands.length, 1);
    assert.match(commands[0] ?? '', /^::error title=runtime_error/);
  });

  it('names a wrong input', async () => {
    const missing = await step(better, { file: 'nowhere.js' });
    assert.equal(missing.code, 1);
    assert.match(missing.stdout, /input file: there is no file 'nowhere\.js'/);
    const unknown = await step(better, { command: 'improve' });
    assert.match(unknown.stdout, /input command: 'improve' is not known; use propose, evaluate/);
  });

  it('declares the outputs that it sets', async () => {
    const { outputs: declared } = parse(await readFile('action.yml', 'utf8'));
    const { outputs } = await step(better);
    assert.ok(Object.keys(outputs).length > 4);
    for (const name of Object.keys(outputs)) assert.ok(declared[name], name);
  });
});

describe('the names of checks that are posted on winners', () => {
  it('are read one by one; the verdict itself, and what is no name, is refused', () => {
    assert.deepEqual(checkNames(''), []);
    assert.deepEqual(checkNames(' ci, test (20),ci ,'), ['ci', 'test (20)']);
    assert.throws(
      () => checkNames('ci,codec-crucible/verdict'),
      /candidate-checks: codec-crucible/,
    );
    assert.throws(() => checkNames('x'.repeat(101)), /candidate-checks: x+: name at most 20/);
    const many = Array.from({ length: 21 }, (_, i) => `check ${i}`);
    assert.throws(() => checkNames(many.join()), /candidate-checks: 21 names/);
  });
});
