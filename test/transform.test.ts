import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Benchmark } from '../src/domain/benchmark.ts';
import { digestOf } from '../src/domain/digest.ts';
import { type Clip, type FrameSize, sampleCount } from '../src/domain/video/frame.ts';
import {
  changeTone,
  chooseHeldOut,
  cropClip,
  flipColumns,
  flipRows,
  reverseTime,
  seedDigest,
  transformations,
  transformBenchmark,
  transformClip,
} from '../src/domain/video/transform.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { sampleBenchmark } from './support/trials.ts';

function noisyClip(size: FrameSize, frames = 3): Clip {
  const samples = sampleCount(size);
  return {
    name: 'noisy',
    ...size,
    frames: Array.from({ length: frames }, (_, f) =>
      Uint8Array.from({ length: samples }, (_, i) => (i * i * 31 + i * 7 + f * 101) & 255),
    ),
  };
}

const sizes = [
  { width: 176, height: 144 },
  { width: 7, height: 5 },
  { width: 2, height: 3 },
  { width: 1, height: 1 },
];

describe('the family of transformations', () => {
  it('has 32 members of 32 names', () => {
    assert.equal(transformations.length, 32);
    assert.equal(new Set(transformations.map(({ name }) => name)).size, 32);
    const names = transformations.map(({ name }) => name);
    assertSnapshot('transformations.txt', `${names.join('\n')}\n`);
    assert.ok(
      names.every((name) => /^crop-[a-d](\+(hflip|vflip|reverse|dim|bright|soft))+$/.test(name)),
    );
  });

  for (const transformation of transformations) {
    it(`${transformation.name} gives whole frames of every size, and the same ones again`, () => {
      for (const size of sizes) {
        const clip = noisyClip(size);
        const result = transformClip(clip, transformation);
        assert.equal(result.name, clip.name);
        assert.equal(result.frames.length, clip.frames.length);
        assert.ok(result.width >= 1 && result.height >= 1);
        for (const frame of result.frames) assert.equal(frame.length, sampleCount(result));
        assert.deepEqual(transformClip(clip, transformation), result);
      }
    });
  }

  it('keeps about 45 % of the area, odd sizes among them', () => {
    const clip = noisyClip({ width: 176, height: 144 }, 1);
    const results = transformations.map((one) => transformClip(clip, one));
    const cuts = new Set(results.map(({ width, height }) => `${width}x${height}`));
    assert.deepEqual([...cuts], ['117x96', '139x81', '99x113', '117x95']);
    for (const { width, height } of results) {
      const share = (width * height) / (176 * 144);
      assert.ok(share > 0.43 && share < 0.46, `${share}`);
    }
  });

  it('shows 32 different clips', () => {
    const clip = noisyClip({ width: 40, height: 30 });
    const digests = transformations.map((one) => {
      const { width, height, frames } = transformClip(clip, one);
      return [width, height, ...frames.map((frame) => digestOf(frame))].join();
    });
    assert.equal(new Set(digests).size, 32);
  });

  it('never changes its input', () => {
    const clip = noisyClip({ width: 9, height: 6 });
    const before = structuredClone(clip);
    for (const one of transformations) transformClip(clip, one);
    assert.deepEqual(clip, before);
  });
});

describe('one step', () => {
  const clip = noisyClip({ width: 5, height: 4 });

  it('done twice gives the clip back: flips and reversal', () => {
    for (const step of [flipColumns, flipRows, reverseTime]) {
      assert.deepEqual(step(step(clip)), clip);
      assert.notDeepEqual(step(clip), clip);
    }
  });

  it('flips every plane for itself', () => {
    const tiny: Clip = {
      name: 't',
      width: 3,
      height: 2,
      frames: [Uint8Array.from('abcdefUuVv', (letter) => letter.charCodeAt(0))],
    };
    const text = ({ frames }: Clip) => String.fromCharCode(...(frames[0] as Uint8Array));
    assert.equal(text(flipColumns(tiny)), 'cbafeduUvV');
    assert.equal(text(flipRows(tiny)), 'defabcUuVv');
  });

  it('crops chroma where it crops luma', () => {
    // Chroma holds a quarter of the position that luma holds: it must stay so after the crop.
    const size = { width: 16, height: 16 };
    const at = (i: number, width: number) => (i % width) * 16 + Math.floor(i / width);
    const planes = [
      ...Array.from({ length: 256 }, (_, i) => at(i, 16)),
      ...Array.from({ length: 128 }, (_, i) => at(i % 64, 8) * 2),
    ];
    const source: Clip = { name: 'grid', ...size, frames: [Uint8Array.from(planes)] };
    for (const { crop } of transformations) {
      const { width, height, frames } = cropClip(source, crop);
      const [frame] = frames as [Uint8Array];
      assert.equal(frame[width * height], frame[0]);
    }
  });

  it('changes luma alone, and stays within a byte', () => {
    const luma = Uint8Array.of(0, 16, 128, 255, 40, 200);
    const tiny = { name: 't', width: 2, height: 2, frames: [luma] };
    const tone = (contrast: number, brightness: number) =>
      changeTone(tiny, { name: 'x', contrast, brightness }).frames[0];
    assert.deepEqual(tone(16, 0), luma);
    assert.deepEqual(tone(16, -16), Uint8Array.of(0, 0, 112, 239, 40, 200));
    assert.deepEqual(tone(16, 16), Uint8Array.of(16, 32, 144, 255, 40, 200));
    assert.deepEqual(tone(8, 0), Uint8Array.of(64, 72, 128, 191, 40, 200));
  });
});

describe('the choice of held-out sets', () => {
  const seed = { tokens: 'a'.repeat(64), baseline: 'b'.repeat(64), measurement: 'c'.repeat(64) };

  it('depends on candidate, baseline and measurement, and on nothing else', () => {
    const digest = seedDigest(seed);
    assert.equal(seedDigest({ ...seed }), digest);
    for (const part of ['tokens', 'baseline', 'measurement'] as const) {
      assert.notEqual(seedDigest({ ...seed, [part]: 'd'.repeat(64) }), digest);
    }
  });

  it('picks different members; a longer choice begins with the shorter', () => {
    const five = chooseHeldOut(seedDigest(seed), 5);
    assert.equal(new Set(five).size, 5);
    assert.deepEqual(chooseHeldOut(seedDigest(seed), 2), five.slice(0, 2));
    assert.equal(new Set(chooseHeldOut('x', 32)).size, 32);
    assert.equal(chooseHeldOut('x', 33).length, 32);
  });

  it('picks every member about equally often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 800; i++) {
      for (const { name } of chooseHeldOut(`${i}`, 2))
        counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assert.equal(counts.size, 32);
    for (const count of counts.values()) assert.ok(count > 20 && count < 90, `${count}`);
  });
});

describe('a transformed benchmark', () => {
  const sample = sampleBenchmark('lossy');
  const benchmark: Benchmark = {
    ...sample,
    clips: sample.clips.map((entry) => ({ ...entry, clip: noisyClip({ width: 8, height: 6 }) })),
  };

  it('has neither windows, floors nor reference, and a measurement digest of its own', () => {
    const digests = new Set([benchmark.measurement_digest]);
    for (const transformation of transformations) {
      const transformed = transformBenchmark(benchmark, transformation);
      digests.add(transformed.measurement_digest);
      assert.equal(transformed.objective, benchmark.objective);
      for (const { floor_bytes, windows, reference } of transformed.clips) {
        assert.deepEqual([floor_bytes, windows, reference], [null, null, []]);
      }
    }
    assert.equal(digests.size, 33);
  });
});
