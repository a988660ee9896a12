/** A run of the fuzzer: programs by number over some benches, what came of each, and what is wrong with the bot. */

import type { Food } from './food.ts';
import { FuzzBench, type Judged } from './fuzz-bench.ts';
import { makeProgram, type Program } from './program.ts';

export interface Finding {
  readonly program: Program;
  readonly faults: readonly string[];
}

export interface FuzzOptions {
  readonly seed: number;
  readonly food: Food;
  readonly benches: number;
  /** Number of the first program; 0 by default. */
  readonly first?: number;
  /** Whether to go on with another program; asked before each. */
  readonly goOn: (number: number) => boolean;
  readonly onFinding?: (finding: Finding, bench: FuzzBench) => Promise<void>;
}

/** One in so many runs twice, the second time on two workers; one in so many on the lossy benchmark. */
const twice = 8;
const lossy = 10;

export class FuzzRun {
  readonly findings: Finding[] = [];
  readonly counts = new Map<string, number>();
  programs = 0;
  /** Programs that ran twice, and those of them that came out another way where a clock took part. */
  repeated = 0;
  byClock = 0;
  slowest = { number: -1, milliseconds: 0 };
  /** The one over whose check and analysis the bot thought longest. */
  deepest = { number: -1, thought: 0 };
  readonly #options: FuzzOptions;
  #next: number;

  constructor(options: FuzzOptions) {
    this.#options = options;
    this.#next = options.first ?? 0;
  }

  /** Ends when `goOn` says so, on every bench. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.benches }, () => this.#work()));
  }

  async #work(): Promise<void> {
    const benches = [new FuzzBench(), new FuzzBench(2)] as const;
    try {
      for (const bench of benches) await bench.open();
      const { seed, food, goOn } = this.#options;
      while (goOn(this.#next)) await this.#try(benches, makeProgram(seed, this.#next++, food));
    } finally {
      for (const bench of benches) await bench.close();
    }
  }

  async #try([bench, other]: readonly [FuzzBench, FuzzBench], program: Program): Promise<void> {
    const judged = await judgeProgram(bench, program);
    this.#count(program, judged);
    const faults = [...judged.faults];
    if (program.number % twice === 0 && faults.length === 0) {
      const again = await judgeProgram(other, program);
      this.repeated += 1;
      const same = again.record === judged.record;
      if (!same && (again.byClock || judged.byClock)) this.byClock += 1;
      else if (!same) faults.push(`another outcome the second time: ${difference(judged, again)}`);
    }
    if (faults.length === 0) return;
    const finding = { program, faults };
    this.findings.push(finding);
    await this.#options.onFinding?.(finding, bench);
  }

  #count({ origin, number }: Program, judged: Judged): void {
    const { stage, category, engineStopped, milliseconds, thought } = judged;
    this.programs += 1;
    if (thought > this.deepest.thought) this.deepest = { number, thought };
    if (milliseconds > this.slowest.milliseconds) this.slowest = { number, milliseconds };
    const stopped = engineStopped ? ['engine stopped'] : [];
    for (const key of [`from ${origin}`, `at ${stage}`, category ?? 'accepted', ...stopped]) {
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }
}

/** The trial of one program, on the benchmark that its number chooses. */
export function judgeProgram(bench: FuzzBench, { number, source }: Program): Promise<Judged> {
  return bench.judge(source, number % lossy === 3 ? 'lossy' : 'lossless');
}

function difference({ record: one }: Judged, { record: other }: Judged): string {
  const at = Array.from(one).findIndex((unit, i) => unit !== other[i]);
  const from = Math.max(0, at - 60);
  return `${one.slice(from, at + 60)} | ${other.slice(from, at + 60)}`;
}
