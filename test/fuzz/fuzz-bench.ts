/** Where a generated program is judged as the product judges a file, and everything that comes of it is looked at. */

import { isDeepStrictEqual } from 'node:util';
import { memoryCache } from '../../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import type { FailureCategory } from '../../src/domain/analysis.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { Stage } from '../../src/domain/evaluation.ts';
import type { EvaluationOutcome } from '../../src/domain/outcome.ts';
import { parseResult } from '../../src/domain/result/schema.ts';
import { parseTrial } from '../../src/domain/trial/schema.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import { sandboxEvaluator } from '../../src/flows/evaluate.ts';
import { evaluateFile, type FileTrial } from '../../src/flows/evaluate-file.ts';
import type { EvaluationCache } from '../../src/ports/evaluation-cache.ts';
import type { Evaluator } from '../../src/ports/evaluator.ts';
import type { Happening, Narrate } from '../../src/ports/narrator.ts';
import { parseMarker } from '../../src/render/marker.ts';
import { renderReview } from '../../src/render/review.ts';
import { baselines, fuzzBenchmarks, type Objective } from './fuzz-benchmarks.ts';

export interface Judged {
  readonly stage: Stage | null;
  /** null when the program was accepted, or did not come to its end. */
  readonly category: FailureCategory | null;
  /** The engine broke down in a way that none of its limits explains: rare, and worth a look. */
  readonly engineStopped: boolean;
  /** What is wrong with the bot; none when all is well. */
  readonly faults: readonly string[];
  readonly milliseconds: number;
  /** Processor time of static check and analysis, in milliseconds: no watchdog ends these. */
  readonly thought: number;
  /** The trial as JSON: the same program must give the same again. */
  readonly record: string;
  /** Ended by the watchdog: a clock took part, so another run may end elsewhere. */
  readonly byClock: boolean;
}

/** Static check and analysis of a program may take so much processor time, in milliseconds. */
const mostThought = 40_000;
/** A program of which nothing was heard for so long hangs, in milliseconds: far above what its limits allow. */
const patience = 180_000;

export class FuzzBench {
  #sandbox: QuickJsSandbox;
  readonly #workers: number;
  readonly #kept: EvaluationCache = memoryCache();
  #honest: string | null = null;

  constructor(workers = 1) {
    this.#workers = workers;
    this.#sandbox = new QuickJsSandbox(workers);
  }

  /** Measures the baselines, and what the honest codec gives while nothing has run yet. */
  async open(): Promise<void> {
    for (const objective of ['lossless', 'lossy'] as const) {
      const benchmark = fuzzBenchmarks[objective];
      const evaluator = this.#evaluator(this.#kept, () => {});
      const source = baselines[objective];
      const { trial } = await evaluateFile(
        { name: 'baseline', source, baselineSource: source },
        { benchmark, evaluator },
      );
      if (trial.stage !== 'compare' || trial.held_reason !== null) {
        throw new Error(`the baseline is none: ${JSON.stringify(trial.analysis)}`);
      }
    }
    this.#honest = await this.#honestRun();
  }

  async judge(source: string, objective: Objective): Promise<Judged> {
    const started = performance.now();
    const benchmark = fuzzBenchmarks[objective];
    const outcomes: EvaluationOutcome[] = [];
    const thinking = new Thinking();
    const ended = await this.#ended(source, benchmark, { outcomes, thinking });
    const thought = thinking.milliseconds();
    const milliseconds = performance.now() - started;
    if (typeof ended === 'string') {
      const none = {
        stage: null,
        category: null,
        record: '',
        byClock: false,
        engineStopped: false,
      };
      return { ...none, faults: [ended], milliseconds, thought };
    }
    const { trial } = ended;
    const faults = [
      ...trialFaults(trial, source),
      ...recordFaults(trial),
      ...outcomes.flatMap((outcome) => this.#artifactFaults(outcome, source, benchmark)),
      ...reviewFaults(ended, benchmark),
    ];
    const { stage } = trial;
    if (thought > mostThought) faults.push(`check and analysis take ${Math.round(thought)} ms`);
    if (stage !== 'static' && (await this.#honestRun()) !== this.#honest) {
      faults.push('the honest codec gives something else after it');
    }
    const record = JSON.stringify(trial);
    const byClock = record.includes('No tick for ');
    const category = trial.analysis?.failure_category ?? null;
    const engineStopped = trial.analysis?.evidence.error?.includes('The engine stopped:') ?? false;
    return { stage, category, engineStopped, faults, milliseconds, thought, record, byClock };
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  #evaluator(cache: EvaluationCache, onLife: Narrate): Evaluator {
    return sandboxEvaluator({
      sandbox: this.#sandbox,
      cache,
      narrate: onLife,
      experiments: 'none',
    });
  }

  /** The trial, or how the program did not come to its end. */
  async #ended(
    source: string,
    benchmark: Benchmark,
    { outcomes, thinking }: { outcomes: EvaluationOutcome[]; thinking: Thinking },
  ): Promise<FileTrial | string> {
    let last = performance.now();
    const alive = (happening: Happening) => {
      last = performance.now();
      if (happening.kind !== 'stage') return;
      if (happening.stage === 'static') thinking.begin();
      else thinking.pause();
    };
    // Evaluations of candidates are not kept: each program runs, and nothing grows.
    const inner = this.#evaluator({ get: this.#kept.get, put: async () => {} }, alive);
    const evaluator: Evaluator = {
      ...inner,
      evaluate: async (subject) => {
        const outcome = await inner.evaluate(subject);
        if (subject.what === 'candidate') outcomes.push(outcome);
        if (outcome.kind === 'failed' && outcome.stage !== 'static') thinking.begin();
        return outcome;
      },
    };
    const baselineSource = baselines[benchmark.objective];
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<string>((resolve) => {
      timer = setInterval(() => {
        if (performance.now() - last > patience) resolve('it hangs');
      }, 1_000);
    });
    try {
      const file = { name: 'program', source, baselineSource };
      const ended = await Promise.race([evaluateFile(file, { benchmark, evaluator }), hung]);
      thinking.pause();
      if (typeof ended === 'string') await this.#startAnew();
      return ended;
    } catch (error) {
      return `an exception: ${error instanceof Error ? error.stack : error}`;
    } finally {
      clearInterval(timer);
    }
  }

  async #startAnew(): Promise<void> {
    await this.#sandbox.close();
    this.#sandbox = new QuickJsSandbox(this.#workers);
  }

  async #honestRun(): Promise<string> {
    const { limits, clips } = fuzzBenchmarks.lossless;
    const cases = clips.map(({ clip }) => ({ clip, quality: 100 }));
    const job = { source: baselines.lossless, cases, limits, exact: true };
    const outcomes = await this.#sandbox.run(job).catch((error: unknown) => [`${error}`]);
    return JSON.stringify(outcomes);
  }

  /** What a job that ran the program hands on must pass the checks of those that read it. */
  #artifactFaults(outcome: EvaluationOutcome, source: string, benchmark: Benchmark): string[] {
    if (outcome.kind === 'measured') return [];
    const artifact = {
      schema: 1,
      source_digest: digestOf(source),
      measurement_digest: benchmark.measurement_digest,
      engine: this.#sandbox.engine,
      shard: { index: 1, count: 1 },
      finding: { kind: 'stopped', failure: outcome },
    };
    const parsed = parseResult(JSON.parse(JSON.stringify(artifact)));
    if (parsed.kind === 'broken') return [`its artifact is refused: ${parsed.why}`];
    const same = isDeepStrictEqual(parsed.result, artifact);
    return same ? [] : ['its artifact is not read as written'];
  }
}

/** Processor time between `begin` and `pause`, summed up. In between nothing else must be waited for. */
class Thinking {
  #since: NodeJS.CpuUsage | null = null;
  #sum = 0;

  begin(): void {
    this.#since = process.cpuUsage();
  }

  pause(): void {
    if (this.#since === null) return;
    const { user, system } = process.cpuUsage(this.#since);
    this.#sum += (user + system) / 1_000;
    this.#since = null;
  }

  milliseconds(): number {
    return this.#sum;
  }
}

function trialFaults({ status, analysis }: Trial, source: string): string[] {
  if (analysis === null) return status === 'accepted' ? [] : [`${status} without an analysis`];
  const { failure_category, root_cause, fix_suggestion, location, evidence } = analysis;
  const faults: string[] = [];
  if (status === 'error' || failure_category === 'infrastructure_error') {
    faults.push(`the bot blames itself: ${root_cause} ${evidence.stack ?? ''}`);
  }
  if (root_cause.trim() === '') faults.push('no root cause');
  if (fix_suggestion.trim() === '') faults.push('no fix');
  if (location !== null) {
    const line = source.split('\n')[location.line - 1];
    if (line === undefined || location.column > line.length + 1) {
      faults.push(`the location ${location.line}:${location.column} is outside the source`);
    }
  }
  return faults;
}

function recordFaults(trial: Trial): string[] {
  const parsed = parseTrial(JSON.parse(JSON.stringify(trial)));
  if (parsed.kind === 'broken') return [`its record is refused: ${parsed.why}`];
  return isDeepStrictEqual(parsed.trial, trial) ? [] : ['its record is not read as written'];
}

function reviewFaults({ trial, baseline }: FileTrial, benchmark: Benchmark): string[] {
  try {
    const context = { benchmark, baseline, changedLines: [1], suggestion: null };
    const { body } = renderReview(trial, context);
    const marker = parseMarker(body);
    if (marker.kind !== 'trial') return [`the marker of its review is ${marker.kind}`];
    const same = marker.trial.experiment_id === trial.experiment_id;
    const acts = actsOf(body);
    return [
      ...(same ? [] : ['the marker of its review is of another trial']),
      ...(acts === null ? [] : [`its review does more than it says: ${acts}`]),
    ];
  } catch (error) {
    return [`its review: ${error instanceof Error ? error.stack : error}`];
  }
}

/** What GitHub or the runner would act on outside of code; null when there is nothing. */
function actsOf(body: string): string | null {
  const words = body
    .replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    .split('<!-- codec-crucible:trial')[0];
  const [found = null] =
    /.{0,40}(@\w|(?<!&)#\d|GH-\d|:\/\/|<img|<script|<!--|::|\u202e).{0,20}/.exec(words ?? '') ?? [];
  return found;
}
