/** Sample trials, one a kind: what every page can look like. Numbers are made up but consistent. */

import type { Analysis, Evidence } from '../../src/domain/analysis.ts';
import type { Benchmark, BenchmarkClip } from '../../src/domain/benchmark.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { CaseMeasurement, Evaluation } from '../../src/domain/evaluation.ts';
import { round6 } from '../../src/domain/metrics/number.ts';
import { experimentId } from '../../src/domain/trial/experiment-id.ts';
import { type Comparison, noCost, type Trial } from '../../src/domain/trial/trial.ts';
import { policy } from './evaluations.ts';
import { limits } from './sandbox.ts';

const clipNames = ['dog', 'webcam', 'city', 'raccoon', 'screen'];
const frames = 8;
const size = { width: 176, height: 144 };
const samplesPerClip = 304_128;

/** A benchmark as loaded, but without frames: nothing here looks at pictures. */
export function sampleBenchmark(objective: Benchmark['objective']): Benchmark {
  return {
    name: objective,
    objective,
    description: `Sample ${objective} benchmark`,
    ladder: objective === 'lossless' ? [100] : [10, 25, 40, 60, 75, 90],
    clips: clipNames.map((name) => sampleClip(name, objective)),
    reference_encoder: objective === 'lossless' ? 'JPEG-LS' : 'JPEG',
    limits,
    policy,
    measurement_digest: digestOf(`measurement of ${objective}`),
  };
}

function sampleClip(name: string, objective: Benchmark['objective']): BenchmarkClip {
  return {
    clip: { name, ...size, frames: [] },
    floor_bytes: 20_000,
    windows: objective === 'lossless' ? null : { psnr_db: [31, 40], ssim_db: [9, 15] },
    reference: [{ bytes: 100_000, psnr_yuv: objective === 'lossless' ? null : 35 }],
  };
}

function sampleCase(clip: string, quality: number, bytes: number): CaseMeasurement {
  const ticks = { encode_ticks: 1204, decode_ticks: 1187 };
  const exact = { sse_y: 0, sse_u: 0, sse_v: 0, psnr_y: null, psnr_u: null, psnr_v: null };
  return { clip, quality, frames, bytes, ...exact, psnr_yuv: null, ssim_y: 1, ...ticks };
}

function evaluationOf(cases: readonly CaseMeasurement[]): Evaluation {
  const total = cases.reduce((sum, each) => sum + each.bytes, 0);
  const samples = cases.length * samplesPerClip;
  return {
    complete: true,
    cases,
    total_bytes: total,
    bits_per_sample: round6((8 * total) / samples),
  };
}

const losslessBytes = [87_484, 106_294, 174_440, 178_271, 83_826];

/** The baseline on the lossless benchmark; `factors` scale the clips' bytes. */
export function losslessEvaluation(factors: readonly number[] = [1, 1, 1, 1, 1]): Evaluation {
  return evaluationOf(
    clipNames.map((clip, i) =>
      sampleCase(clip, 100, Math.round((losslessBytes[i] ?? 0) * (factors[i] ?? 1))),
    ),
  );
}

/** A codec on the lossy benchmark that spends `factor` times the bytes and stops at `top` dB. */
export function lossyEvaluation(factor: number, top = 41): Evaluation {
  const { ladder } = sampleBenchmark('lossy');
  return evaluationOf(
    clipNames.flatMap((clip, i) =>
      ladder.map((quality, step) => {
        const psnr = round6(30.2 + ((top - 30.2) * step) / (ladder.length - 1) + i / 10);
        const plane = { sse_y: 812_345 - step, sse_u: 90_210, sse_v: 88_412 };
        const decibels = { psnr_y: psnr, psnr_u: psnr, psnr_v: psnr, psnr_yuv: psnr };
        const bytes = Math.round(factor * (4200 + 600 * i) * 1.45 ** step);
        const ssim = { ssim_y: round6(0.86 + 0.02 * step) };
        return { ...sampleCase(clip, quality, bytes), ...plane, ...decibels, ...ssim };
      }),
    ),
  );
}

function comparisonOf(
  percents: readonly number[],
  rest: Pick<Comparison, 'total_bytes_change_percent' | 'second_opinion_percent' | 'held_out'>,
): Comparison {
  const logs = percents.map((percent) => Math.log(1 + percent / 100));
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  return {
    rate_change_percent: round6(100 * Math.expm1(mean)),
    total_bytes_change_percent: rest.total_bytes_change_percent,
    per_clip: percents.map((percent, i) => ({
      clip: clipNames[i] ?? '',
      rate_change_percent: percent,
    })),
    second_opinion_percent: rest.second_opinion_percent,
    held_out: rest.held_out,
  };
}

const noEvidence: Evidence = {
  error: null,
  stack: null,
  logs: null,
  code: null,
  first_mismatch: null,
  experiments: [],
};

const sampleCandidate: Trial['candidate'] = {
  title: 'Predict each sample from its neighbours with the median rule',
  hypothesis:
    'The median of left, above and their gradient follows edges in both directions, ' +
    'so that `k` of the Rice codes falls. About 7 % fewer bytes.',
  source_digest: digestOf('candidate'),
  source_bytes: 6218,
  author: 'claude',
  parent: digestOf('baseline'),
  pull_request: 7,
  head_sha: digestOf('head').slice(0, 40),
  base_sha: digestOf('base').slice(0, 40),
};

function titled(title: string): Trial['candidate'] {
  return { ...sampleCandidate, title };
}

/** A trial of the lossless benchmark, pull request 7, with `changes` laid over it. */
export function sampleTrial(changes: Partial<Trial>): Trial {
  const benchmark = changes.benchmark ?? {
    name: 'lossless',
    measurement_digest: digestOf('measurement of lossless'),
  };
  const candidate = changes.candidate ?? sampleCandidate;
  const baseline = changes.baseline ?? { source_digest: digestOf('baseline'), evaluation: null };
  return {
    schema: 2,
    experiment_id: experimentId({
      benchmark: benchmark.name,
      sourceDigest: candidate.source_digest,
      headSha: candidate.head_sha,
      baselineDigest: baseline.source_digest,
    }),
    timestamp: candidate.head_sha === null ? null : 1_795_305_600,
    timestamp_iso: candidate.head_sha === null ? null : '2026-11-22T00:00:00.000Z',
    benchmark,
    engine: {
      name: 'quickjs',
      version: '2025-09-13',
      digest: digestOf('engine'),
      evaluator_version: 1,
    },
    candidate,
    baseline,
    status: 'accepted',
    held_reason: null,
    stage: 'judged',
    evaluation: null,
    comparison: null,
    analysis: null,
    seen_before: [],
    cost: noCost,
    ...changes,
  };
}

function analysisOf(
  category: Analysis['failure_category'],
  words: { cause: string; fix: string },
  rest: Partial<Analysis> = {},
): Analysis {
  return {
    failure_category: category,
    root_cause: words.cause,
    fix_suggestion: words.fix,
    confidence: 'observed',
    severity: 'high',
    location: null,
    evidence: noEvidence,
    fingerprint: digestOf(category).slice(0, 12),
    source: 'rules',
    ...rest,
  };
}

const gains = [-8.1, -7.4, -6.2, -6.9, -7.9];
const factorsOf = (percents: readonly number[]) => percents.map((percent) => 1 + percent / 100);
const heldOut = { sets: ['flip-horizontal', 'reverse'], rate_change_percent: -6.842 };

export const acceptedTrial = sampleTrial({
  evaluation: losslessEvaluation(factorsOf(gains)),
  comparison: comparisonOf(gains, {
    total_bytes_change_percent: -7.071,
    second_opinion_percent: null,
    held_out: heldOut,
  }),
  cost: {
    input_tokens: 2100,
    output_tokens: 4318,
    cache_read_tokens: 9800,
    cache_write_tokens: 0,
    usd: 0.0741,
  },
});

const lossyGains = [-12.4, -9.8, -3.1, -6.6, -14.2];

export const acceptedLossyTrial = sampleTrial({
  candidate: titled('Code the coefficients of each block with adaptive binary contexts'),
  benchmark: { name: 'lossy', measurement_digest: digestOf('measurement of lossy') },
  evaluation: lossyEvaluation(0.907),
  comparison: comparisonOf(lossyGains, {
    total_bytes_change_percent: -9.3,
    second_opinion_percent: -4.215,
    held_out: { sets: ['crop', 'contrast'], rate_change_percent: -8.004 },
  }),
});

const implausible = [-91, -90, -88, -92, -93];

export const heldTrial = sampleTrial({
  candidate: titled('Send only what differs from the frame before'),
  status: 'held',
  held_reason: 'implausible',
  evaluation: losslessEvaluation(factorsOf(implausible)),
  comparison: comparisonOf(implausible, {
    total_bytes_change_percent: -90.4,
    second_opinion_percent: null,
    held_out: null,
  }),
  analysis: analysisOf(
    'performance_rejection',
    {
      cause: 'A gain of 90.9 % at once is above the 85 % from which a person must look.',
      fix: 'Check that the bytes carry the picture; merge with the command below if they do.',
    },
    { severity: 'low' },
  ),
});

const losses = [1.4, -0.3, 2.8, 0.2, 1.1];

export const rejectedTrial = sampleTrial({
  candidate: titled('Choose k from the gradient instead of from the row'),
  status: 'rejected',
  evaluation: losslessEvaluation(factorsOf(losses)),
  comparison: comparisonOf(losses, {
    total_bytes_change_percent: 1.02,
    second_opinion_percent: null,
    held_out: null,
  }),
  analysis: analysisOf(
    'performance_rejection',
    {
      cause: 'The rate rose by 1.033 %, most on city (+2.8 %); at least 0.5 % less is asked for.',
      fix: 'Keep the new context only where the gradient is large: city is noisy.',
    },
    { severity: 'low' },
  ),
  seen_before: [3, 5],
});

export const errorTrial = sampleTrial({
  candidate: titled('Mix three predictors by their recent errors'),
  status: 'error',
  stage: 'measure',
  analysis: analysisOf(
    'infrastructure_error',
    {
      cause: 'The evaluator process ended without an answer (signal SIGKILL).',
      fix: 'Nothing to do for the author: the bot tries again by itself.',
    },
    { severity: 'critical' },
  ),
});

function failed(stage: Trial['stage'], analysis: Analysis, changes: Partial<Trial> = {}): Trial {
  return sampleTrial({ status: 'failed', stage, analysis, ...changes });
}

/** One failed trial for each category that a candidate can cause. */
export const failedTrials = {
  syntax_error: failed(
    'static',
    analysisOf(
      'syntax_error',
      { cause: "Unexpected token '}'", fix: 'Close the bracket that line 40 opens.' },
      {
        location: { line: 42, column: 3 },
        evidence: { ...noEvidence, code: '  41 | function f() {\n> 42 |   }\n  43 | }' },
      },
    ),
    { candidate: titled('Code runs of flat samples as one number') },
  ),
  validation_error: failed(
    'static',
    analysisOf(
      'validation_error',
      {
        cause: 'Forbidden import: node:os',
        fix: 'Use what the sandbox allows: typed arrays, `DataView`, `Math`; nothing can be imported.',
      },
      {
        location: { line: 1, column: 1 },
        evidence: { ...noEvidence, code: "> 1 | import os from 'node:os';\n  2 | " },
      },
    ),
    { candidate: titled('Size the tables after the machine') },
  ),
  import_error: failed(
    'static',
    analysisOf(
      'import_error',
      {
        cause: 'Import of ./tables.js, which is not there',
        fix: 'Write the tables into this file.',
      },
      { location: { line: 2, column: 1 } },
    ),
    { candidate: titled('Move the Golomb tables to a file of their own') },
  ),
  runtime_error: failed(
    'smoke',
    analysisOf(
      'runtime_error',
      {
        cause: 'Division by zero in `compressFrame`: 1n / 0n throws RangeError.',
        fix: 'Check that the divisor is not zero before dividing.',
      },
      {
        location: { line: 12, column: 18 },
        evidence: {
          error: 'RangeError: BigInt division by zero\n... and 39 more',
          stack: 'RangeError: BigInt division by zero\n    at compressFrame (codec.js:12:18)',
          logs: 'mean 128\nvariance 0',
          code: '  11 | const total = sum(frame.y);\n> 12 | const scale = 1n / variance;\n  13 | return scale;',
          first_mismatch: null,
          experiments: [
            {
              name: 'inputs that cannot be changed',
              outcome: 'excluded',
              detail:
                'No call changes the frame, the bytes or the previous frame that it is given.',
            },
          ],
        },
      },
    ),
    { seen_before: [12], candidate: titled('Scale the step by the variance of the frame') },
  ),
  logic_error: failed(
    'measure',
    analysisOf(
      'logic_error',
      {
        cause: 'The decoder gives back another picture: dog, frame 3, plane Y.',
        fix: 'Update the model in the decoder after each sample, as the encoder does.',
      },
      {
        severity: 'medium',
        evidence: {
          ...noEvidence,
          first_mismatch: {
            clip: 'dog',
            frame: 3,
            plane: 'y',
            x: 40,
            y: 12,
            expected: 117,
            actual: 118,
          },
        },
      },
    ),
    { candidate: titled('Adapt the contexts after every sample') },
  ),
  timeout: failed(
    'measure',
    analysisOf('timeout', {
      cause: 'compressFrame took more than 7,703 ticks on frame 0 of city.',
      fix: 'Search 8 candidate vectors a block instead of all 1,024.',
    }),
    { candidate: titled('Search the whole frame for the best motion vector') },
  ),
  resource_error: failed(
    'measure',
    analysisOf('resource_error', {
      cause: 'More than 128 MB of memory on frame 2 of dog.',
      fix: 'Keep one context table for the clip instead of one for each block.',
    }),
    { candidate: titled('Keep a context table for each block') },
  ),
} as const;

/** Works on every clip, but its curve misses the window: evaluated, never compared. */
export const curveTrial = failed(
  'compare',
  analysisOf('validation_error', {
    cause: 'The curve of dog covers 30.2 to 36.0 dB; 31.0 to 40.0 is needed.',
    fix: 'Let quality 90 spend more: a finer step, down to 1.',
  }),
  {
    candidate: titled('Halve the number of coefficients'),
    benchmark: { name: 'lossy', measurement_digest: digestOf('measurement of lossy') },
    evaluation: lossyEvaluation(1.1, 36),
  },
);

/** Every sample trial by a name for its page. */
export const sampleTrials: Readonly<Record<string, Trial>> = {
  accepted: acceptedTrial,
  'accepted-lossy': acceptedLossyTrial,
  held: heldTrial,
  rejected: rejectedTrial,
  error: errorTrial,
  'failed-curve': curveTrial,
  ...Object.fromEntries(
    Object.entries(failedTrials).map(([category, trial]) => [`failed-${category}`, trial]),
  ),
};
