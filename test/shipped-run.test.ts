import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { ShippedRun } from '../src/adapters/local/shipped-run.ts';
import { digestOf } from '../src/domain/digest.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'crucible-shipped-'));
after(() => rmSync(root, { recursive: true }));

function runOf(files: Readonly<Record<string, string>>): { folder: string; run: ShippedRun } {
  const folder = mkdtempSync(path.join(root, 'run-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return { folder, run: new ShippedRun(folder) };
}

function requestAfter(...tried: string[]) {
  const request = { benchmark: 'lossless', baseline: '', history: [] };
  return { ...request, tried: new Set(tried.map((source) => digestOf(source))) };
}

const one = '/*\n * Title: One\n * Hypothesis: Because.\n * Builds on: 000-zero\n */\none();\n';
const two =
  '/*\n * Title: Two\n * Hypothesis: Why\n *   not?\n *\n * Builds on: 001-one\n */\nthis is {';
const three = one.replace('One', 'Three');
const files = { '000-zero.js': 'zero();\n', '002-two.js': two, '001-one.js': one, 'notes.txt': '' };

describe('the shipped run', () => {
  it('begins with its first baseline', async () => {
    assert.equal(await runOf(files).run.firstBaseline('no/such/file.js'), 'zero();\n');
  });

  it("begins with the benchmark's own codec where nothing is shipped", async () => {
    const { folder, run } = runOf({ 'codec.js': 'own();\n' });
    assert.equal(await run.firstBaseline(path.join(folder, 'codec.js')), 'own();\n');
    await assert.rejects(
      new ShippedRun(path.join(root, 'nowhere')).firstBaseline('no/such/codec.js'),
      /no\/such\/codec\.js cannot be read \(ENOENT\): put the codec .* 000-NAME\.js into .*nowhere/,
    );
  });

  it('proposes its candidates in order, none twice, and ends', async () => {
    const { run } = runOf(files);
    assert.deepEqual(await run.propose(requestAfter('zero();\n')), {
      kind: 'proposed',
      proposal: { title: 'One', hypothesis: 'Because.', source: one, author: 'shipped' },
    });
    const next = await run.propose(requestAfter(one));
    assert.ok(next.kind === 'proposed');
    assert.equal(next.proposal.title, 'Two');
    assert.deepEqual(await run.propose(requestAfter(one, two)), {
      kind: 'exhausted',
      why: 'every shipped candidate was played',
    });
  });

  it('goes on with its long part when asked to, and says so when not', async () => {
    const { folder } = runOf(files);
    mkdirSync(path.join(folder, 'long'));
    writeFileSync(path.join(folder, 'long', '003-three.js'), three);
    const short = await new ShippedRun(folder).propose(requestAfter(one, two));
    assert.deepEqual(short, {
      kind: 'exhausted',
      why: 'every shipped candidate was played; 1 longer one with --all',
    });
    const long = await new ShippedRun(folder, { long: true }).propose(requestAfter(one, two));
    assert.ok(long.kind === 'proposed');
    assert.equal(long.proposal.title, 'Three');
    const end = await new ShippedRun(folder, { long: true }).propose(requestAfter(one, two, three));
    assert.deepEqual(end, { kind: 'exhausted', why: 'every shipped candidate was played' });
  });

  it('reads a header over several lines of a file that does not parse', async () => {
    const outcome = await runOf(files).run.propose(requestAfter(one));
    assert.ok(outcome.kind === 'proposed');
    assert.equal(outcome.proposal.hypothesis, 'Why not?');
    assert.equal(outcome.proposal.source, two);
  });

  it('names a file without header and how to mend it', async () => {
    for (const text of [
      '',
      'code();',
      '/* Title: No hypothesis */',
      '/* Title:\n * Hypothesis: x */',
    ]) {
      const { run } = runOf({ '001-bare.js': text });
      await assert.rejects(
        run.propose(requestAfter()),
        /001-bare\.js does not say what it tries: begin it with a \/\* comment/,
      );
    }
  });

  it('has nothing to propose for a benchmark without one', async () => {
    const run = new ShippedRun(path.join(root, 'nowhere'));
    const outcome = await run.propose(requestAfter());
    assert.ok(outcome.kind === 'exhausted');
    assert.match(outcome.why, /no candidate in .*nowhere/);
  });

  for (const benchmark of readdirSync('examples/run')) {
    it(`can play all of ${benchmark}`, async () => {
      const folder = path.join('examples/run', benchmark);
      const run = new ShippedRun(folder, { long: true });
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.js'))
        .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1));
      const sources = names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
      assert.equal(await run.firstBaseline(''), sources[0]);
      for (const [i, source] of sources.entries()) {
        if (i === 0) continue;
        const outcome = await run.propose(requestAfter(...sources.slice(0, i)));
        assert.ok(outcome.kind === 'proposed');
        assert.equal(outcome.proposal.source, source);
        assert.ok(outcome.proposal.title.length <= 120, outcome.proposal.title);
      }
    });
  }
});
