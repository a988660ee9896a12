/** `npm run hostile`: every trick of the corpus through the whole pipeline; exit code 1 when anything differs. */

import { childProcesses, type ProcessUse, processUse } from './evaluator-process.ts';
import { readCorpus, type Trick } from './hostile.ts';
import { HostileBench, type Run } from './hostile-bench.ts';

/** The longest a trick may take, by the clock or by processor time, whichever is less. */
const mostMilliseconds = 12_000;

/** How much more memory the evaluator may hold at the end than before; what its engine compiled and keeps is in it. */
const mostGrowthMb = 128;

const inWords = process.argv.includes('--words');
const only = process.argv.slice(2).filter((name) => name !== '--words');
const corpus = readCorpus();
const chosen = corpus.filter(
  ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
);
const bench = await HostileBench.open(corpus);

interface Row extends Run {
  readonly trick: Trick;
  readonly cpuMs: number;
  readonly after: ProcessUse;
}

/** The evaluator's process now; zeros where the system does not say. */
function look(): ProcessUse {
  const [pid = 0] = childProcesses();
  return processUse(pid) ?? { megabytes: 0, threads: 0, cpuMs: 0 };
}

async function runTrick(trick: Trick): Promise<Row> {
  const before = look();
  const own = process.cpuUsage();
  const pid = childProcesses()[0];
  const run = await bench.judge(trick);
  const { user, system } = process.cpuUsage(own);
  const cpuMs = Math.round(look().cpuMs - before.cpuMs + (user + system) / 1000);
  const faults = [...run.faults];
  if (Math.min(run.milliseconds, cpuMs) > mostMilliseconds) faults.push('takes too long');
  if (trick.expects.stage === 'static') faults.push(...(await runPastStaticCheck(trick)));
  if (!(await bench.honestIsUnharmed())) faults.push('the honest codec gives other bytes after it');
  if (childProcesses()[0] !== pid) faults.push("the evaluator's process died");
  return { ...run, faults, trick, cpuMs, after: look() };
}

/** What is wrong with how the sandbox alone ends it. */
async function runPastStaticCheck(trick: Trick): Promise<readonly string[]> {
  const started = performance.now();
  const before = look().cpuMs;
  const kind = await bench.runPastStaticCheck(trick);
  if (inWords) console.log(`    past the static check: ${kind}`);
  const milliseconds = Math.min(performance.now() - started, look().cpuMs - before);
  return milliseconds > mostMilliseconds ? ['takes too long past the static check'] : [];
}

const columns = [32, 44, 44, 7, 7, 7, 8];
function print(...cells: readonly (string | number)[]): void {
  const padded = cells.map((cell, i) =>
    typeof cell === 'number' ? `${cell}`.padStart(columns[i] ?? 0) : cell.padEnd(columns[i] ?? 0),
  );
  console.log(padded.join(' ').trimEnd());
}

function printRow({ trick, expected, got, milliseconds, cpuMs, after, faults, words }: Row): void {
  const same = got === expected ? 'the same' : got;
  const [ms, megabytes] = [Math.round(milliseconds), after.megabytes];
  print(trick.name, expected, same, ms, cpuMs, megabytes, after.threads);
  for (const line of [...faults, ...(inWords ? words : [])]) console.log(`    ${line}`);
}

// The first runs compile the engine: what is held then is where memory must come back to.
await bench.honestIsUnharmed();
await bench.measureBaselines(chosen);
await bench.honestIsUnharmed();
const before = look();
print('trick', 'expected', 'got', '     ms', ' cpu ms', '     MB', ' threads');
const rows: Row[] = [];
for (const trick of chosen) {
  const row = await runTrick(trick);
  printRow(row);
  rows.push(row);
}
const after = look();
await bench.close();

const good = rows.filter(({ expected, got, faults }) => expected === got && faults.length === 0);
const slowest = rows.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
const grown = after.megabytes > before.megabytes + mostGrowthMb || after.threads !== before.threads;
console.log(
  [
    `${rows.length} tricks, ${good.length} as expected, ${rows.length - good.length} not`,
    `slowest: ${slowest.trick.name}, ${(slowest.milliseconds / 1000).toFixed(1)} s`,
    `evaluator before: ${before.megabytes} MB, ${before.threads} threads; after: ${after.megabytes} MB, ${after.threads} threads (${grown ? 'more than' : 'within'} the margin of ${mostGrowthMb} MB)`,
  ].join('\n'),
);
process.exitCode = good.length === rows.length && !grown ? 0 : 1;
