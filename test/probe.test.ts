import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { Probe, ProbeCall, ProbeResult } from '../src/domain/experiments/probe.ts';
import { codec, limits, patternClip } from './support/sandbox.ts';

const sandboxes = [new QuickJsSandbox(1), new QuickJsSandbox(2)] as const;
after(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));

const rules = { limits, exact: true };

function probe(source: string, changes: Partial<Probe> = {}): Probe {
  return {
    source,
    clip: patternClip(),
    quality: 100,
    machines: 'separate',
    lifetime: 'clip',
    ticksPerCall: 200,
    ...changes,
  };
}

/** The result, which must be the same from one worker and from two. */
async function run(...probes: Probe[]): Promise<readonly ProbeResult[]> {
  const [one, two] = [
    await sandboxes[0].probing(rules).probe(probes),
    await sandboxes[1].probing(rules).probe(probes),
  ];
  assert.deepEqual(one, two);
  return one;
}

function callsOf(result: ProbeResult | undefined): readonly ProbeCall[] {
  assert.equal(result?.kind, 'ran');
  return result?.kind === 'ran' ? result.calls : [];
}

const names = (calls: readonly ProbeCall[]) => calls.map(({ call, frame }) => `${call} ${frame}`);

test('every call is there, with what it returned', async () => {
  const [result] = await run(probe(codec()));
  const calls = callsOf(result);
  assert.deepEqual(names(calls), [
    'load -1',
    'load -1',
    'compress 0',
    'decompress 0',
    'compress 1',
    'decompress 1',
  ]);
  const last = calls.at(-1);
  assert.deepEqual(last?.result.kind === 'returned' && [...last.result.bytes], [
    ...(patternClip().frames[1] ?? []),
  ]);
});

test('changed inputs are named with their first index', async () => {
  const source = codec({
    compress: `const kept = frame.data.slice(); frame.y[4] ^= 1;
      if (context.previous) context.previous.data[2] = 9; return kept;`,
    decompress: 'const kept = bytes.slice(); bytes[0] = 3; return kept;',
  });
  const calls = callsOf((await run(probe(source)))[0]);
  const [y4, before] = [patternClip().frames[0]?.[4], patternClip().frames[0]?.[2]];
  assert.deepEqual(calls[2]?.changed, [
    { input: 'frame.data', index: 4, before: y4, after: Number(y4) ^ 1 },
  ]);
  assert.deepEqual(calls[3]?.changed, [
    { input: 'bytes', index: 0, before: patternClip().frames[0]?.[0], after: 3 },
  ]);
  assert.deepEqual(calls[4]?.changed[1], { input: 'context.previous', index: 2, before, after: 9 });
});

test('machines may be shared, and may be fresh for each frame', async () => {
  const source = codec({
    top: 'let calls = 0;',
    compress: 'return Uint8Array.of(calls++);',
    decompress:
      'const out = new Uint8Array(context.width * context.height + 12); out[0] = bytes[0]; out[1] = calls++; return out;',
  });
  const seen = (result: ProbeResult | undefined) =>
    callsOf(result).flatMap(({ call, result: { ...returned } }) =>
      call === 'decompress' && returned.kind === 'returned'
        ? [[...returned.bytes.slice(0, 2)]]
        : [],
    );
  const clip = patternClip();
  const results = await run(
    probe(source, { clip }),
    probe(source, { clip, machines: 'shared' }),
    probe(source, { clip, lifetime: 'frame' }),
  );
  assert.deepEqual(results.map(seen), [
    [
      [0, 0],
      [1, 1],
    ],
    [
      [0, 1],
      [2, 3],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ]);
  assert.equal(callsOf(results[2]).filter(({ call }) => call === 'load').length, 4);
});

test('an instrumented source gives readings; other texts and values are none', async () => {
  const seen = 'const seen = []; export function readProbe() { return seen.splice(0).join(); }';
  const calls = callsOf(
    (
      await run(probe(codec({ top: seen, compress: 'seen.push(frame.width); return frame.data;' })))
    )[0],
  );
  assert.deepEqual(
    calls.map(({ reading }) => reading),
    ['', '', '5', '', '5', ''],
  );
  const odd = ['return 5;', 'throw 1;', 'for (;;);', ''].map((body) =>
    probe(codec({ top: `export function readProbe() { ${body} }` }), { ticksPerCall: 5 }),
  );
  for (const result of await run(...odd)) {
    assert.ok(callsOf(result).every(({ reading }) => reading === null));
  }
});

test('a call ends at its ticks, and with it the probe', async () => {
  const [result] = await run(probe(codec({ compress: 'for (;;);' }), { ticksPerCall: 7 }));
  const calls = callsOf(result);
  assert.deepEqual(calls.at(-1)?.result, {
    kind: 'failed',
    fault: { kind: 'tick_limit', limit: 7 },
  });
  assert.equal(calls.length, 3);
  assert.equal(result?.kind === 'ran' && result.ticks >= 7, true);
});

test('a probe without a tick is stopped, and the ones after it run', async () => {
  const still = codec({
    compress: 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); return frame.data;',
  });
  const results = await run(probe(still), probe(codec()));
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ['stopped', 'ran'],
  );
});
