import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'acorn';
import { MutationProposer } from '../src/adapters/local/mutation-proposer.ts';
import { digestOf } from '../src/domain/digest.ts';
import { applyEdits, chooseMutant, mutationsOf } from '../src/domain/mutation/mutant.ts';
import { mulberry32, pickWeighted } from '../src/domain/mutation/random.ts';
import { type Side, sidesOf } from '../src/domain/mutation/sides.ts';
import { parseSource } from '../src/domain/source/code.ts';

const shipped = readdirSync('examples/run').flatMap((benchmark) =>
  readdirSync(path.join('examples/run', benchmark))
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join('examples/run', benchmark, name)),
);

/** Exports two functions; `shared` is run by both. */
function codec(parts: { top?: string; shared?: string; encoder?: string; decoder?: string }) {
  const { top = '', shared = '', encoder = '', decoder = '' } = parts;
  return [
    top,
    `export function compressFrame(frame) { ${encoder}; return shared(frame.y, frame.u); }`,
    `export function decompressFrame(bytes) { ${decoder}; return shared(bytes, bytes); }`,
    `function shared(a, b) { ${shared}; return a; }`,
  ].join('\n');
}

function titlesOf(source: string): readonly string[] {
  return mutationsOf(source).map(({ title }) => title.replace(/ \(line \d+\)$/, ''));
}

function mutantsOf(source: string): readonly string[] {
  return mutationsOf(source).map(({ edits }) => applyEdits(source, edits));
}

describe('a mutation', () => {
  it('changes a constant for all who use it', () => {
    const source = codec({ top: 'const RATE = 5;', shared: 'a += b >> RATE' });
    assert.deepEqual(titlesOf(source), [
      'Change `RATE` from 5 to 4',
      'Change `RATE` from 5 to 6',
      'Change `RATE` from 5 to 10',
      'Change `RATE` from 5 to 3',
    ]);
    const [first] = mutationsOf(source);
    assert.match(first?.title ?? '', /\(line 1\)$/);
    assert.match(first?.hypothesis ?? '', /Encoder and decoder share this place/);
    assert.match(mutantsOf(source)[0] ?? '', /^const RATE = 4;/);
  });

  it('keeps comments and layout', () => {
    const source = `/* Title: x */\n\n${codec({ top: 'const RATE  =  5; // why', shared: 'a += RATE' })}`;
    assert.equal(mutantsOf(source)[0], source.replace('5', '4'));
  });

  it('changes entries of a table, but no order and no cosines', () => {
    const table = codec({ top: 'const STEPS = [3, 7];', shared: 'a += STEPS[b]' });
    const titles = titlesOf(table);
    assert.ok(titles.includes('Change entry 2 of `STEPS` from 7 to 6'), titles.join('\n'));
    assert.ok(titles.includes('Change entries 1 and 2 of `STEPS` to 7 and 3'));
    for (const numbers of ['2, 0, 1, 3', '0.707106781, 0.5411961']) {
      const top = `const TABLE = Float64Array.of(${numbers});`;
      assert.deepEqual(titlesOf(codec({ top, shared: 'a += TABLE[b]' })), []);
    }
  });

  it('leaves the sum of filter weights alone', () => {
    const source = codec({ top: 'const WEIGHTS = [-1, 5, 5, -1];', shared: 'a += WEIGHTS[b]' });
    const mutants = mutantsOf(source);
    assert.ok(mutants.length > 0);
    for (const mutant of mutants) {
      const numbers = /\[([^\]]+)\]/.exec(mutant)?.[1]?.split(',').map(Number) ?? [];
      assert.equal(
        numbers.reduce((sum, each) => sum + each, 0),
        8,
      );
    }
  });

  it('changes numbers, ties, rounding and weights in expressions', () => {
    const source = codec({ shared: 'a = (3 * a + 2 * b) >> 2; a = a < b ? a : b' });
    assert.deepEqual(
      [...titlesOf(source)].sort(),
      [
        'Change 2 to 1 in `(3 * a + 2 * b) >> 2`',
        'Change 2 to 3 in `(3 * a + 2 * b) >> 2`',
        'Round instead of cutting off in `(3 * a + 2 * b) >> 2`',
        'Swap the weights 3 and 2 in `3 * a + 2 * b`',
        'Change 3 to 2 in `3 * a`',
        'Change 3 to 4 in `3 * a`',
        'Change 3 to 6 in `3 * a`',
        'Change 2 to 1 in `2 * b`',
        'Change 2 to 3 in `2 * b`',
        'Change 2 to 4 in `2 * b`',
        'Compare with <= in `a < b`',
      ].sort(),
    );
    const mutants = mutantsOf(source);
    assert.ok(mutants.some((mutant) => mutant.includes('(3 * a + 2 * b + 2) >> 2')));
    assert.ok(mutants.some((mutant) => mutant.includes('(2 * a + 3 * b) >> 2')));
    assert.ok(mutants.some((mutant) => mutant.includes('a <= b')));
  });

  it('lets a choice of the encoder lean, and none that the decoder makes too', () => {
    const choice = 'if (cost(frame.u) < cost(frame.v)) frame.u = frame.v';
    const top = 'const cost = (samples) => samples[0];';
    const titles = titlesOf(codec({ top, encoder: choice }));
    assert.ok(
      titles.includes('Compare with 0.9 times the right side in `cost(frame.u) < cost(frame.v)`'),
    );
    const both = titlesOf(codec({ top, shared: 'if (cost(a) < cost(b)) a = b' }));
    assert.deepEqual(both, ['Compare with <= in `cost(a) < cost(b)`']);
  });

  it('leaves alone what holds a codec together', () => {
    const harmless = [
      'const c = new Uint8Array(4 * 3)',
      'for (let n = 7; n < 9; n += 2) a += n',
      'while (a > 3) a -= b',
      'a = b[a + 3]',
      'a = a & 127',
      'a = (frame.width + 3) / 4',
      'a = a << 8 | 5',
      'a = 31 - Math.clz32(b)',
      'a = a === 4 ? 1 : 0',
      'a = a < 0 ? -a : a',
      'a = b.subarray(3, a * 3)',
      'a = Array.from({ length: 2 * 3 })',
      'let n = 0; n += 1; a = n',
    ];
    for (const shared of harmless) assert.deepEqual(titlesOf(codec({ shared })), [], shared);
  });

  it('prefers what both sides run', () => {
    const weightOf = (source: string) => mutationsOf(source)[0]?.weight ?? 0;
    const top = 'const RATE = 5;';
    const both = weightOf(codec({ top, shared: 'a += RATE' }));
    const encoder = weightOf(codec({ top, encoder: 'frame.rate = RATE' }));
    const decoder = weightOf(codec({ top, decoder: 'bytes.rate = RATE' }));
    assert.ok(both > encoder && encoder > decoder && decoder > 0);
    assert.deepEqual(mutationsOf(codec({ top, shared: 'a += 0' })), []);
  });

  it('makes none of a source that does not parse', () => {
    assert.deepEqual(mutationsOf('export function compressFrame( {'), []);
    assert.deepEqual(mutationsOf(`${'('.repeat(5000)}1${')'.repeat(5000)}`), []);
  });
});

describe('the mutants of the shipped candidates', () => {
  for (const file of shipped) {
    const source = readFileSync(file, 'utf8');
    const mutations = mutationsOf(source);
    if (mutations.length === 0) continue;
    it(`parse and differ in a line or two: ${file}`, () => {
      const lines = source.split('\n');
      const every = Math.ceil(mutations.length / 5);
      for (const { title, edits, weight } of mutations.filter((_, i) => i % every === 0)) {
        const mutant = applyEdits(source, edits);
        parse(mutant, { ecmaVersion: 2025, sourceType: 'module' });
        const changed = mutant.split('\n').filter((line, i) => line !== lines[i]);
        assert.ok(changed.length === 1 || changed.length === 2, title);
        assert.ok(weight > 0 && title.length <= 120 && /\(line \d+\)$/.test(title), title);
      }
    });
  }

  it('are many of each first baseline', () => {
    const first = shipped.filter((file) => path.basename(file).startsWith('000'));
    assert.ok(first.length >= 2);
    for (const file of first) assert.ok(mutationsOf(readFileSync(file, 'utf8')).length >= 20, file);
  });
});

describe('the mutation proposer', () => {
  const source = codec({ top: 'const RATE = 5;', shared: 'a += b >> RATE' });

  function requestAfter(tried: ReadonlySet<string>, baseline = source) {
    return { benchmark: 'lossless', baseline, history: [], tried };
  }

  it('proposes the same for the same baseline and history', async () => {
    const proposer = new MutationProposer();
    const first = await proposer.propose(requestAfter(new Set()));
    assert.deepEqual(await new MutationProposer().propose(requestAfter(new Set())), first);
    assert.ok(first.kind === 'proposed');
    assert.equal(first.proposal.author, 'mutation');
  });

  it('tries every mutant once and then says that it is done', async () => {
    const proposer = new MutationProposer();
    const tried = new Set([digestOf(source)]);
    const proposed = [];
    for (;;) {
      const outcome = await proposer.propose(requestAfter(tried));
      if (outcome.kind === 'exhausted') break;
      tried.add(digestOf(outcome.proposal.source));
      proposed.push(outcome.proposal.source);
    }
    assert.deepEqual(proposed.sort(), [...mutantsOf(source)].sort());
  });

  it('has nothing to propose for a baseline that does not parse', async () => {
    const outcome = await new MutationProposer().propose(requestAfter(new Set(), 'const ;'));
    assert.equal(outcome.kind, 'exhausted');
  });

  it('goes on to other places after each trial', () => {
    const baseline = readFileSync('examples/run/lossless/000-left-rice.js', 'utf8');
    const tried = new Set([digestOf(baseline)]);
    const titles = [];
    for (let i = 0; i < 10; i += 1) {
      const mutant = chooseMutant(baseline, tried);
      assert.ok(mutant && !tried.has(digestOf(mutant.source)));
      tried.add(digestOf(mutant.source));
      titles.push(mutant.title);
    }
    assert.equal(new Set(titles).size, 10);
  });
});

describe('the sides of a codec', () => {
  it('follow calls, methods and constants', () => {
    const source = `
      const ONE = 1; const TWO = 2; const THREE = 3; const FOUR = 4;
      class Writer { write() { return TWO + 'writing'; } }
      class Model { code() { return 'coding'; } undo() { return FOUR + 'undoing'; } }
      const help = () => ONE + 'helping';
      function unused() { return THREE + 'resting'; }
      export { pack as compressFrame };
      function pack() { new Writer().write(); return new Model().code() + help() + 'packing'; }
      export const decompressFrame = () => new Model().undo() + new Model().code() + help();
    `;
    const parsed = parseSource(source);
    assert.ok(parsed.kind === 'parsed');
    const sideOf = sidesOf(parsed.code);
    const sideOfText = (text: string): Side => {
      const node = parsed.code.nodes.find(
        ({ type, start, end }) => type === 'Literal' && source.slice(start, end) === text,
      );
      assert.ok(node);
      return sideOf(node);
    };
    const expected: Readonly<Record<string, Side>> = {
      "'writing'": 'writer',
      "'coding'": 'both',
      "'undoing'": 'decoder',
      "'helping'": 'both',
      "'resting'": 'none',
      "'packing'": 'encoder',
      '1': 'both',
      '2': 'encoder',
      '3': 'none',
      '4': 'decoder',
    };
    for (const [text, side] of Object.entries(expected)) assert.equal(sideOfText(text), side, text);
  });
});

describe('random numbers', () => {
  it('are the same everywhere', () => {
    const random = mulberry32(1);
    assert.deepEqual([random(), random()], [0.6270739405881613, 0.002735721180215478]);
    const all = Array.from({ length: 1000 }, mulberry32(7));
    assert.ok(all.every((each) => each >= 0 && each < 1));
    const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
    assert.ok(Math.abs(mean - 0.5) < 0.03);
  });

  it('pick by weight', () => {
    assert.deepEqual(
      [0, 0.24, 0.26, 0.99].map((chance) => pickWeighted([1, 0, 3], chance)),
      [0, 0, 2, 2],
    );
  });
});
