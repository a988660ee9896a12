import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { trialSchema } from '../src/domain/trial/schema.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { crucible, type Ended } from './support/command.ts';
import { json, MessagesApi } from './support/messages-api.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { better } from './support/workshop.ts';

const failingLine = '  const out = [].lenght.valueOf();';
const broken = better.replace('  const out = [];', failingLine);

const proposed = { title: 'Runs', hypothesis: 'Equal differences.', builds_on: [], source: broken };
const analysed = {
  quoted_line: failingLine,
  root_cause: 'A slip in the name of `length`.',
  fix_suggestion: 'Begin with an empty array.',
  failure_category: 'runtime_error',
  severity: 'high',
  replacement: { line: broken.split('\n').indexOf(failingLine) + 1, code: '  const out = [];' },
};
const repaired = { change: 'Began with an empty array.', source: better };

describe('Claude on the command line', () => {
  const api = new MessagesApi();
  let folder = '';
  before(async () => {
    await api.start();
    folder = await folderWithBenchmark();
    // A gain that large would be held for a person.
    const file = path.join(folder, 'small', 'benchmark.json');
    const benchmark = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(
      file,
      JSON.stringify({ ...benchmark, policy: { implausible_gain_percent: 99 } }),
    );
  });
  after(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  function claude(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const settings = { ANTHROPIC_API_KEY: api.key, ANTHROPIC_BASE_URL: api.url, ...env };
    return crucible(words, { cwd: folder, env: settings });
  }

  async function trials(): Promise<Trial[]> {
    const { stdout } = await claude(['report', '--benchmark', './small', '--json']);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => trialSchema.parse(JSON.parse(line)));
  }

  it('proposes, fails, is explained, repaired and merged; each call is paid for once', async () => {
    api.queue(json(proposed), json(analysed), json(repaired));
    const propose = ['propose', '--benchmark', './small', '--idea', 'Code runs of differences'];
    const { code, stderr } = await claude([...propose, '--record', 'recorded']);
    assert.equal(code, 0, stderr);
    assert.equal(api.requests.length, 3);
    assert.match(JSON.stringify(api.requests[0]), /Code runs of differences/);
    assert.match(JSON.stringify(api.requests[1]), /lenght/);
    const sent = JSON.stringify(api.requests, null, 2);
    const delimiter = /[0-9a-f]{32}/.exec(sent)?.[0] ?? 'none';
    assertSnapshot('claude-cli-requests.json', `${sent.replaceAll(delimiter, '<delimiter>')}\n`);
    const [failed, accepted] = await trials();
    assert.equal(failed?.status, 'failed');
    assert.equal(failed.candidate.author, 'claude');
    assert.equal(failed.analysis?.root_cause, analysed.root_cause);
    assert.equal(failed.analysis.source, 'claude');
    assert.equal(failed.cost.output_tokens, 600);
    assert.ok(failed.cost.usd > 0);
    assert.equal(accepted?.status, 'accepted');
    assert.equal(accepted.cost.usd, 0);
  });

  it('plays the recorded run again without a network, to the last commit', async () => {
    const nowhere = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_API_KEY: '' };
    const { code, stderr } = await claude(['replay', 'recorded'], nowhere);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /The same run: every request, every verdict, every commit/);
    const exchanges = await readFile(path.join(folder, 'recorded', 'exchanges.jsonl'), 'utf8');
    assert.ok(!exchanges.includes(api.key));
    const file = path.join(folder, 'recorded', 'exchanges.jsonl');
    const [settings = '', ...rest] = exchanges.split('\n');
    const changed = rest.join('\n').replaceAll('Code runs of differences', 'Code something else');
    await writeFile(file, `${settings}\n${changed}`);
    const other = await claude(['replay', 'recorded'], nowhere);
    assert.notEqual(other.code, 0);
    assert.match(other.stderr, /differ|recording/i);
  });

  it("stops when the day's money is spent, and says so", async () => {
    const asked = api.requests.length;
    const words = ['propose', '--benchmark', './small', '--proposer', 'claude'];
    const { code, stderr } = await claude([...words, '--max-usd-per-day', '0.02']);
    assert.equal(code, 0);
    assert.match(stderr, /0 of 1 are proposed.*max-usd-per-day/);
    assert.equal(api.requests.length, asked);
  });

  it('names what is wrong with key, model and price, and loses nothing', async () => {
    const words = ['propose', '--benchmark', './small', '--proposer', 'claude'];
    const keyless = await claude(words, { ANTHROPIC_API_KEY: '' });
    assert.equal(keyless.code, 64);
    assert.match(keyless.stderr, /set ANTHROPIC_API_KEY/);
    const wrong = await claude(words, { ANTHROPIC_API_KEY: 'wrong' });
    assert.match(wrong.stderr, /does not take the key/);
    const unpriced = await claude([...words, '--model', 'claude-next']);
    assert.equal(unpriced.code, 64);
    assert.match(unpriced.stderr, /what the model 'claude-next' costs is not known/);
    const unknown = await claude([...words, '--model', 'claude-next', '--model-price', '1/1']);
    assert.match(unknown.stderr, /does not exist.*claude-sonnet-5-5/);
    assert.equal((await trials()).length, 2);
  });
});
