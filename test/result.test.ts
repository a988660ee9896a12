import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestOf } from '../src/domain/digest.ts';
import type { Investigation } from '../src/domain/experiments/investigated.ts';
import type { Failure } from '../src/domain/failure.ts';
import { type CaseOutcome, casesOf, concludeCases, endsJob } from '../src/domain/outcome.ts';
import { parsePlan } from '../src/domain/plan.ts';
import { joinResults } from '../src/domain/result/join.ts';
import {
  type EvaluationResult,
  parseShard,
  printShard,
  type Shard,
  shardCases,
} from '../src/domain/result/result.ts';
import { parseResult } from '../src/domain/result/schema.ts';
import { smallBenchmark } from './support/workshop.ts';

const benchmark = { ...smallBenchmark(), ladder: [10, 20, 30] };
const cases = casesOf(benchmark);

type Kind = 'measured' | 'wrong' | 'slow';

function outcomeOf(kind: Kind, at: number): CaseOutcome {
  const { clip, quality } = cases[at] as (typeof cases)[number];
  if (kind === 'measured') {
    const exact = { sse_y: 0, sse_u: 0, sse_v: 0, psnr_y: null, psnr_u: null, psnr_v: null };
    const rest = { psnr_yuv: null, ssim_y: 1, encode_ticks: 1, decode_ticks: 1 };
    const frames = clip.frames.length;
    const measurement = { clip: clip.name, quality, frames, bytes: 100 + at, ...exact, ...rest };
    return { kind, measurement };
  }
  const site = { call: 'decompress', clip: clip.name, quality, frame: 0 } as const;
  const fault =
    kind === 'slow'
      ? ({ kind: 'tick_limit', limit: 5 } as const)
      : ({ kind: 'wrong_size', expected: 2, actual: 1 } as const);
  return { kind: 'failed', faults: [{ site, fault }], logs: '' };
}

/** What the machine of one share finds: it stops at the first case that ends the job. */
function shareOf(kinds: readonly Kind[], shard: Shard): EvaluationResult {
  const found: { index: number; outcome: CaseOutcome }[] = [];
  for (const { index } of shardCases(benchmark, shard)) {
    const outcome = outcomeOf(kinds[index] as Kind, index);
    found.push({ index, outcome });
    if (endsJob(outcome)) break;
  }
  return {
    schema: 1,
    source_digest: digestOf('source'),
    measurement_digest: benchmark.measurement_digest,
    engine: { name: 'quickjs', version: '1', digest: digestOf('wasm'), evaluator_version: 1 },
    shard,
    finding: { kind: 'ran', cases: found },
  };
}

function sharesOf(kinds: readonly Kind[], count: number): EvaluationResult[] {
  return Array.from({ length: count }, (_, i) => shareOf(kinds, { index: i + 1, count }));
}

const allGood = cases.map((): Kind => 'measured');
const kindsOfCases = fc.array(fc.constantFrom<Kind>('measured', 'wrong', 'slow'), {
  minLength: cases.length,
  maxLength: cases.length,
});

describe('the investigations of shares', () => {
  const of = (name: string): Investigation => ({
    experiments: [{ name, outcome: 'open', detail: name }],
    clues: [],
    smallest: null,
    cause: null,
  });
  const named = ({ finding, shard, ...rest }: EvaluationResult): EvaluationResult => ({
    ...{ ...rest, shard },
    finding:
      finding.kind === 'ran' ? { ...finding, investigation: of(printShard(shard)) } : finding,
  });
  const nameIn = (results: readonly EvaluationResult[]) => {
    const joined = joinResults(benchmark, results);
    assert.equal(joined.kind, 'joined');
    const outcome = joined.kind === 'joined' ? joined.outcome : null;
    return outcome?.investigation?.experiments[0]?.name;
  };

  it('count where their case leads', () => {
    const kinds = cases.map((_, at): Kind => (at === 1 || at === 2 ? 'wrong' : 'measured'));
    assert.equal(nameIn(sharesOf(kinds, 3).map(named)), '2-of-3');
    assert.equal(nameIn(sharesOf(kinds, 1).map(named)), '1-of-1');
  });

  it('contradict nothing: what was seen does', () => {
    const failure = {
      kind: 'failed' as const,
      stage: 'smoke' as const,
      failures: failuresOf('wrong'),
      logs: '',
    };
    const stopped = (at: number): EvaluationResult => ({
      ...shareOf(allGood, { index: at, count: 2 }),
      finding: { kind: 'stopped', failure: { ...failure, investigation: of(`${at}`) } },
    });
    assert.equal(nameIn([stopped(1), stopped(2)]), '1');
  });
});

function failuresOf(kind: Kind): Failure[] {
  const outcome = outcomeOf(kind, 0);
  return outcome.kind === 'failed'
    ? outcome.faults.map(({ site, fault }) => ({ kind: 'call', site, fault }))
    : [];
}

describe('the shares of an evaluation', () => {
  it('join to what one machine would have found, however many they are', () => {
    fc.assert(
      fc.property(
        kindsOfCases,
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.nat()),
        (kinds, count, order) => {
          const end = kinds.indexOf('slow');
          const whole = kinds
            .slice(0, end < 0 ? undefined : end + 1)
            .map((kind, at) => outcomeOf(kind, at));
          const shuffled = sharesOf(kinds, count)
            .map((share) => ({ share, key: order.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ share }) => share);
          const joined = joinResults(benchmark, shuffled);
          assert.deepEqual(joined, { kind: 'joined', outcome: concludeCases(benchmark, whole) });
        },
      ),
    );
  });

  it('are unusable when one is missing, doubled, of another cut, or holds the cases of another', () => {
    const why = (results: readonly EvaluationResult[]) => {
      const joined = joinResults(benchmark, results);
      return joined.kind === 'unusable' ? joined.why : 'usable';
    };
    const shares = sharesOf(allGood, 3);
    const [first, second, third] = shares as [EvaluationResult, EvaluationResult, EvaluationResult];
    assert.equal(why(shares), 'usable');
    assert.match(why([]), /is missing/);
    assert.match(why([first, third]), /shard 2-of-3 is missing/);
    assert.match(why([...shares, second]), /shard 2-of-3 is there twice/);
    assert.match(why([first, second, third, ...sharesOf(allGood, 1)]), /two ways/);
    assert.match(why([first, second, { ...third, finding: second.finding }]), /not one of shard 3/);
    const { finding } = first;
    assert.ok(finding.kind === 'ran');
    const less = { ...finding, cases: finding.cases.slice(1) };
    assert.match(why([{ ...first, finding: less }, second, third]), /case 0 .* is missing/);
    const swapped = finding.cases.map((each) => ({ ...each, outcome: outcomeOf('measured', 1) }));
    assert.match(
      why([{ ...first, finding: { ...finding, cases: swapped } }, second, third]),
      /not that of/,
    );
  });

  it('are written and read in one form', () => {
    assert.deepEqual(parseShard('2/8'), { index: 2, count: 8 });
    assert.deepEqual(parseShard(printShard({ index: 2, count: 8 })), { index: 2, count: 8 });
    for (const wrong of ['', '0/3', '4/3', '1', '1/0', '1/2/3', '-1/2', '1/9999']) {
      assert.equal(parseShard(wrong), null, wrong);
    }
  });
});

describe('a result or plan from another job', () => {
  it('is taken as it was written', () => {
    for (const result of sharesOf(['measured', 'wrong', 'slow', ...allGood.slice(3)], 2)) {
      assert.deepEqual(parseResult(JSON.parse(JSON.stringify(result))), { kind: 'result', result });
    }
  });

  it('is refused, with the field, when it is not of the form', () => {
    const [result] = sharesOf(allGood, 1);
    const why = (change: object) => {
      const parsed = parseResult({ ...result, ...change });
      return parsed.kind === 'broken' ? parsed.why : 'taken';
    };
    assert.match(why({ schema: 2 }), /^schema: /);
    assert.match(why({ more: 1 }), /more/);
    assert.match(why({ shard: { index: 3, count: 2 } }), /^shard: /);
    assert.match(why({ source_digest: '../../etc' }), /^source_digest: /);
    assert.match(why({ finding: { kind: 'ran', cases: [{ index: -1 }] } }), /^finding/);
    const long = { kind: 'broke', error: 'x'.repeat(100_000) };
    assert.match(why({ finding: long }), /^finding\.error: /);
  });

  it('never breaks the reader, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(parseResult(value).kind, 'broken');
        assert.equal(parsePlan(value).kind, 'broken');
      }),
    );
  });

  it('is refused when a source is not the one that its digest names', () => {
    const plan = {
      ...{ schema: 1, shards: 1, benchmarks: [], candidates: [], spending: null, sources: {} },
    };
    assert.equal(parsePlan(plan).kind, 'plan');
    const forged = parsePlan({ ...plan, sources: { [digestOf('a')]: 'b' } });
    assert.ok(forged.kind === 'broken' && /the digest is another/.test(forged.why));
    const candidate = {
      ...{ benchmark: 'small', pull_request: 1, head_sha: 'a'.repeat(40) },
      ...{ source_digest: digestOf('a'), title: 'A', hypothesis: '', author: 'person' },
      ...{ attempts: [], repairs_left: 0 },
    };
    const missing = parsePlan({ ...plan, candidates: [candidate] });
    assert.ok(missing.kind === 'broken' && /is missing/.test(missing.why));
  });
});
