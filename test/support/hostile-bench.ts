/** Where a trick is judged as the product judges a file, and what it leaves behind is looked at. */

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import { memoryCache } from '../../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import { failureWords } from '../../src/domain/diagnoses/evidence.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { EvaluationOutcome } from '../../src/domain/outcome.ts';
import { parseResult } from '../../src/domain/result/schema.ts';
import { parseTrial } from '../../src/domain/trial/schema.ts';
import { smokeCases } from '../../src/domain/video/smoke.ts';
import { sandboxEvaluator } from '../../src/flows/evaluate.ts';
import { evaluateFile } from '../../src/flows/evaluate-file.ts';
import type { Evaluator } from '../../src/ports/evaluator.ts';
import { expectationWords, gotWords, honestTrick, type Trick } from './hostile.ts';
import { quickCodecs } from './quick-codecs.ts';

export interface Run {
  readonly expected: string;
  readonly got: string;
  /** What is wrong beside the category; none when all is well. */
  readonly faults: readonly string[];
  readonly milliseconds: number;
  /** Root cause and fix as a person reads them. */
  readonly words: readonly [string, string];
}

export class HostileBench {
  readonly sandbox = new QuickJsSandbox();
  readonly #evaluator = sandboxEvaluator({
    sandbox: this.sandbox,
    experiments: 'none',
    cache: memoryCache(),
    narrate: () => {},
  });
  readonly #sources: ReadonlyMap<string, string>;
  readonly #benchmarks: Readonly<Record<Trick['benchmark'], Benchmark>>;
  #honestDigest: string | null = null;

  private constructor(
    tricks: readonly Trick[],
    benchmarks: Readonly<Record<Trick['benchmark'], Benchmark>>,
  ) {
    this.#sources = new Map(tricks.map(({ name, source }) => [name, source]));
    this.#benchmarks = benchmarks;
  }

  static async open(tricks: readonly Trick[]): Promise<HostileBench> {
    const [lossless, lossy] = await Promise.all([
      loadBenchmark('lossless', '.'),
      loadBenchmark('lossy', '.'),
    ]);
    return new HostileBench(tricks, { lossless, lossy });
  }

  /** Measures the baselines that these tricks are compared with: that is not the tricks' time. */
  async measureBaselines(tricks: readonly Trick[]): Promise<void> {
    for (const trick of tricks.filter(({ expects }) => expects.stage === 'compare')) {
      const benchmark = this.#benchmarks[trick.benchmark];
      const source = this.#baselineOf(trick);
      await this.#evaluator.evaluate({ source, benchmark, what: 'baseline' });
    }
  }

  /** One trial of the trick, as of any file; then its record and its artifact are checked. */
  async judge(trick: Trick): Promise<Run> {
    const benchmark = this.#benchmarks[trick.benchmark];
    const faults: string[] = [];
    const evaluator: Evaluator = {
      ...this.#evaluator,
      evaluate: async (subject) => {
        const outcome = await this.#evaluator.evaluate(subject);
        if (subject.what === 'candidate') faults.push(...this.#artifactFaults(trick, outcome));
        return outcome;
      },
    };
    const started = performance.now();
    const { trial } = await evaluateFile(
      { name: trick.name, source: trick.source, baselineSource: this.#baselineOf(trick) },
      { benchmark, evaluator },
    );
    const milliseconds = performance.now() - started;
    const record = parseTrial(JSON.parse(JSON.stringify(trial)));
    if (record.kind === 'broken') faults.push(`its record is refused: ${record.why}`);
    const { root_cause = '-', fix_suggestion = '-' } = trial.analysis ?? {};
    if (root_cause.trim() === '') faults.push('no root cause');
    if (fix_suggestion.trim() === '') faults.push('no fix');
    return {
      expected: expectationWords(trick.expects),
      got: gotWords(trial),
      faults,
      milliseconds,
      words: [root_cause, fix_suggestion],
    };
  }

  /** Runs a trick that works, without a baseline: what failed, nothing when it was measured. */
  async measures({ source, benchmark }: Trick): Promise<readonly string[]> {
    const outcome = await this.#evaluator.evaluate({
      source,
      benchmark: this.#benchmarks[benchmark],
      what: 'candidate',
    });
    return outcome.kind === 'measured' ? [] : outcome.failures.map(failureWords);
  }

  /**
   * Runs a trick that the static check stops as if that were not there: it is no barrier. What comes of it
   * does not matter, but the sandbox must end it and live on. Returns the kind of the first fault.
   */
  async runPastStaticCheck({ source, benchmark }: Trick): Promise<string> {
    const { limits } = this.#benchmarks[benchmark];
    const cases = smokeCases(this.#benchmarks[benchmark]).slice(0, 1);
    const [outcome] = await this.sandbox.run({ source, cases, limits, exact: true });
    return outcome?.kind === 'failed' ? outcome.faults[0].fault.kind : 'none';
  }

  /** Whether the honest codec still gives what it gave at first, in the same process. */
  async honestIsUnharmed(): Promise<boolean> {
    const { limits } = this.#benchmarks.lossless;
    const outcomes = await this.sandbox.run({
      source: this.#sources.get(honestTrick) as string,
      cases: smokeCases(this.#benchmarks.lossless),
      limits,
      exact: true,
    });
    const digest = digestOf(JSON.stringify(outcomes));
    this.#honestDigest ??= outcomes.every(({ kind }) => kind === 'measured') ? digest : null;
    return digest === this.#honestDigest;
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  #baselineOf({ against, benchmark }: Trick): string {
    if (against === null) return readFileSync(quickCodecs[benchmark], 'utf8');
    const source = this.#sources.get(against);
    if (source === undefined) throw new Error(`there is no trick ${against} to compare with`);
    return source;
  }

  /** What a job that ran the trick hands on must pass the checks of those that read it. */
  #artifactFaults(trick: Trick, outcome: EvaluationOutcome): readonly string[] {
    if (outcome.kind === 'measured') return [];
    const artifact = {
      schema: 1,
      source_digest: digestOf(trick.source),
      measurement_digest: this.#benchmarks[trick.benchmark].measurement_digest,
      engine: this.sandbox.engine,
      shard: { index: 1, count: 1 },
      finding: { kind: 'stopped', failure: outcome },
    };
    const parsed = parseResult(JSON.parse(JSON.stringify(artifact)));
    if (parsed.kind === 'broken') return [`its artifact is refused: ${parsed.why}`];
    return isDeepStrictEqual(parsed.result, artifact)
      ? []
      : ['its artifact is not read as written'];
  }
}
