/**
 * `npm run fuzz [-- --minutes N] [--programs N] [--seed S] [--jobs N] [--food FOLDER ...] [--only NUMBER]`:
 * generated programs through the whole pipeline, an hour of them by default. Findings are written to
 * .build/findings, as small as they get; exit code 1 when there are any, or when memory grows.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readFood } from './food.ts';
import { type Finding, FuzzRun, judgeProgram } from './fuzz.ts';
import type { FuzzBench } from './fuzz-bench.ts';
import { growth, type MemorySample, sampleMemory } from './memory.ts';
import { shrink } from './shrink.ts';

/** So often a smaller program is tried, for the first findings; the others are written as they are. */
const mostTries = 300;
const mostShrunk = 20;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    programs: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    food: { type: 'string', multiple: true, default: [] },
    folder: { type: 'string', default: path.join('.build', 'findings') },
  },
});
const seed = Number(values.seed);
const only = values.only === undefined ? null : Number(values.only);
const food = readFood(values.food);
const started = performance.now();
const minutes = () => (performance.now() - started) / 60_000;

const most = only === null ? Number(values.programs) : 1;
let asked = 0;
const run = new FuzzRun({
  seed,
  food,
  benches: only === null ? Number(values.jobs) : 1,
  goOn: () => minutes() < Number(values.minutes) && asked++ < most,
  onFinding: report,
  ...(only === null ? {} : { first: only }),
});
const samples: MemorySample[] = [];
const { codecs, tricks, foreign } = food;
console.log(
  `seed ${seed}; food: ${codecs.length} codecs, ${tricks.length} tricks, ${foreign.length} programs of other suites`,
);
const timer = setInterval(() => {
  samples.push(sampleMemory());
  tell();
}, 60_000);
await run.run();
clearInterval(timer);
tell();
const grown = growth(samples);
for (const line of grown) console.log(`memory: ${line}`);
const wrong = run.findings.length + grown.length;
console.log(
  `${run.programs} programs in ${minutes().toFixed(1)} minutes, ${run.repeated} of them twice; ${run.findings.length} findings; memory ${grown.length === 0 ? 'flat' : 'grows'}`,
);
process.exitCode = wrong === 0 ? 0 : 1;

function tell(): void {
  const memory = samples.at(-1) ?? sampleMemory();
  const counts = [...run.counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${what} ${count}`);
  console.log(
    [
      `${minutes().toFixed(1)} min: ${run.programs} programs, ${(run.programs / minutes() / 60).toFixed(1)} a second, ${run.findings.length} findings`,
      `  ${counts.join(', ')}`,
      `  ${run.repeated} ran twice, ${run.byClock} of them ended by the clock otherwise; slowest: number ${run.slowest.number}, ${(run.slowest.milliseconds / 1000).toFixed(1)} s; longest check and analysis: number ${run.deepest.number}, ${(run.deepest.thought / 1000).toFixed(1)} s of processor time`,
      `  memory: ${memory.own} MB here, ${memory.evaluators} MB in ${memory.threads} threads of the evaluators, ${memory.reserved} GB of addresses`,
    ].join('\n'),
  );
}

/** Prints the finding and writes the program down, as small as it gets. */
async function report({ program, faults }: Finding, bench: FuzzBench): Promise<void> {
  const name = path.join(values.folder, `${seed}-${program.number}`);
  mkdirSync(values.folder, { recursive: true });
  writeFileSync(`${name}.js`, program.source);
  console.log(`FINDING ${name}.js (${program.origin}): ${faults.join('; ').slice(0, 1_000)}`);
  console.log(`  again: npm run fuzz -- --seed ${seed} --only ${program.number}`);
  if (run.findings.length > mostShrunk) return;
  const kind = kindOf(faults);
  const small = await shrink(
    program.source,
    async (source) => kindOf((await judgeProgram(bench, { ...program, source })).faults) === kind,
    mostTries,
  );
  writeFileSync(`${name}.small.js`, small);
  console.log(`  smallest: ${name}.small.js, ${small.length} characters`);
}

/** The first fault without numbers and names. */
function kindOf([first = '']: readonly string[]): string {
  return first.replace(/[^a-z ]/gi, '').slice(0, 30);
}
