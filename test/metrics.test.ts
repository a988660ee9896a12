import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  planeSamples,
  psnr,
  psnrYuv,
  squaredError,
  ssimDb,
  startCase,
} from '../src/domain/metrics/case-meter.ts';
import { ssim } from '../src/domain/metrics/ssim.ts';
import { type Clip, planeLayout, sampleCount } from '../src/domain/video/frame.ts';
import { parseY4m } from '../src/domain/video/y4m.ts';

function shippedClip(name: string): Clip {
  const outcome = parseY4m(name, readFileSync(`benchmarks/clips/${name}.y4m`));
  assert.ok(outcome.kind === 'clip');
  return outcome.clip;
}

const luma = ({ width, height, frames }: Clip, frame: number) =>
  (frames[frame] as Uint8Array).subarray(0, width * height);

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('squared error and PSNR', () => {
  it('are exact sums', () => {
    assert.equal(squaredError(Uint8Array.of(0, 255, 7), Uint8Array.of(255, 0, 9)), 130_054);
  });

  it('are those of the definition', () => {
    assert.equal(psnr(100, 100), 48.130804);
    assert.equal(psnr(65_025, 1), 0);
    assert.equal(psnr(0, 100), null);
  });

  it('weigh luma six, chroma one each', () => {
    assert.equal(psnrYuv({ y: 65_025, u: 65_025, v: 650.25 }, { y: 1, u: 1, v: 1 }), 2.5);
  });

  it('take an exact plane for half an error, so that better stays better', () => {
    const samples = { y: 100, u: 25, v: 25 };
    assert.ok(psnrYuv({ y: 9, u: 0, v: 1 }, samples) > psnrYuv({ y: 9, u: 1, v: 1 }, samples));
    assert.ok(Number.isFinite(psnrYuv({ y: 0, u: 0, v: 0 }, samples)));
  });

  it('count the samples of odd frames', () => {
    assert.deepEqual(planeSamples({ width: 3, height: 5 }, 2), { y: 30, u: 12, v: 12 });
  });
});

describe('SSIM', () => {
  it('is what an independent two-dimensional convolution gives', () => {
    const [dog, raccoon] = [shippedClip('dog'), shippedClip('raccoon')];
    near(ssim(luma(dog, 0), luma(dog, 1), dog), 0.9589732664557093);
    near(ssim(luma(raccoon, 0), luma(raccoon, 7), raccoon), 0.15030716755538515);
  });

  it('is 1 for equal planes of any size, symmetric, and at most 1', () => {
    const side = fc.integer({ min: 1, max: 14 });
    fc.assert(
      fc.property(side, side, fc.infiniteStream(fc.nat(255)), (width, height, samples) => {
        const plane = () => Uint8Array.from([...samples.take(width * height)]);
        const [a, b] = [plane(), plane()];
        const size = { width, height };
        near(ssim(a, a, size), 1);
        assert.equal(ssim(a, b, size), ssim(b, a, size));
        assert.ok(ssim(a, b, size) <= 1 + 1e-12);
      }),
      { numRuns: 50 },
    );
  });

  it('of one pixel compares brightness alone', () => {
    const [a, b, c1] = [10, 200, 6.5025];
    near(
      ssim(Uint8Array.of(a), Uint8Array.of(b), { width: 1, height: 1 }),
      (2 * a * b + c1) / (a * a + b * b + c1),
    );
  });

  it('in dB has an end', () => {
    assert.equal(ssimDb(0.9), 10);
    assert.equal(ssimDb(1), 63.0103);
    assert.equal(ssimDb(1.000001), 63.0103);
    assert.equal(ssimDb(0), 0);
  });

  it('is quick', () => {
    const dog = shippedClip('dog');
    const once = () => ssim(luma(dog, 0), luma(dog, 1), dog);
    for (let i = 0; i < 20; i++) once();
    const start = performance.now();
    for (let i = 0; i < 10; i++) once();
    const milliseconds = (performance.now() - start) / 10;
    assert.ok(milliseconds < 50, `${milliseconds} ms`);
  });
});

describe('a case', () => {
  const clip: Clip = {
    name: 'tiny',
    width: 3,
    height: 3,
    frames: [new Uint8Array(17).fill(100), new Uint8Array(17).fill(50)],
  };

  function measure(change: (frame: Uint8Array) => Uint8Array) {
    const meter = startCase(clip, 36);
    for (const source of clip.frames) {
      meter.add({ source, decoded: change(source), bytes: 7, encodeTicks: 3, decodeTicks: 2 });
    }
    return meter.measurement();
  }

  it('sums up over the frames', () => {
    const [y, u] = planeLayout(clip);
    assert.ok(y && u);
    const measured = measure((frame) => frame.map((sample, i) => sample + (i < u.offset ? 2 : 0)));
    const { ssim_y: similarity, ...rest } = measured;
    assert.deepEqual(rest, {
      clip: 'tiny',
      quality: 36,
      frames: 2,
      bytes: 14,
      sse_y: 72,
      sse_u: 0,
      sse_v: 0,
      psnr_y: 42.110204,
      psnr_u: null,
      psnr_v: null,
      psnr_yuv: psnrYuv({ y: 72, u: 0, v: 0 }, { y: 18, u: 8, v: 8 }),
      encode_ticks: 6,
      decode_ticks: 4,
      first_frame_bytes: 7,
      most_encode_ticks: 3,
      most_decode_ticks: 2,
    });
    assert.ok(similarity < 1 && similarity > 0.99);
  });

  it('tells the first frame from the others, and the dearest calls from the rest', () => {
    const meter = startCase(clip, 36);
    for (const [i, source] of clip.frames.entries()) {
      const ticks = { encodeTicks: 5 + i, decodeTicks: 9 - i };
      meter.add({ source, decoded: source, bytes: 20 - 7 * i, ...ticks });
    }
    const measured = meter.measurement();
    assert.deepEqual([measured.bytes, measured.first_frame_bytes], [33, 20]);
    assert.deepEqual([measured.encode_ticks, measured.most_encode_ticks], [11, 6]);
    assert.deepEqual([measured.decode_ticks, measured.most_decode_ticks], [17, 9]);
  });

  it('that is exact has no PSNR', () => {
    const measured = measure((frame) => frame);
    assert.deepEqual(
      [measured.psnr_y, measured.psnr_u, measured.psnr_v, measured.psnr_yuv, measured.ssim_y],
      [null, null, null, null, 1],
    );
  });

  it('takes the PSNR of the summed error, not the mean of PSNRs: one exact frame lifts nothing', () => {
    const meter = startCase(clip, 36);
    for (const [i, source] of clip.frames.entries()) {
      const decoded = source.map((sample) => sample + 2 * i);
      meter.add({ source, decoded, bytes: 1, encodeTicks: 0, decodeTicks: 0 });
    }
    assert.equal(meter.measurement().psnr_y, psnr(36, 18));
    assert.equal(sampleCount(clip), 17);
  });
});
