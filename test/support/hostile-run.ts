/** `npm run hostile`: every trick of the corpus through the whole pipeline; exit code 1 when anything differs. */

import { childProcesses, type ProcessUse, processUse } from './evaluator-process.ts';
import { readCorpus, type Trick } from './hostile.ts';
import { HostileBench, type Run } from './hostile-bench.ts';

/** The longest a trick may take, by the clock or by processor time, whichever is less. */
const mostMilliseconds = 12_000;

const inWords = process.argv.includes('--words');
const only = process.argv.slice(2).filter((name) => name !== '--words');
const corpus = readCorpus();
const chosen = corpus.filter(
  ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
);
const bench = await HostileBench.open(corpus);

const columns = [44, 46, 46, 7, 7, 7, 8];
function row(...cells: readonly (string | number)[]): void {
  const padded = cells.map((cell, i) =>
    typeof cell === 'number' ? `${cell}`.padStart(columns[i] ?? 0) : cell.padEnd(columns[i] ?? 0),
  );
  console.log(padded.join(' ').trimEnd());
}

function look(): ProcessUse {
  const [pid = 0] = childProcesses();
  return processUse(pid) ?? { megabytes: 0, threads: 0, cpuMs: 0 };
}

interface Row extends Run {
  readonly trick: Trick;
  readonly cpuMs: number;
  readonly after: ProcessUse;
}

async function runTrick(trick: Trick): Promise<Row> {
  const before = look();
  const own = process.cpuUsage();
  const pid = childProcesses()[0];
  const run = await bench.judge(trick);
  const { user, system } = process.cpuUsage(own);
  const cpuMs = Math.round(look().cpuMs - before.cpuMs + (user + system) / 1000);
  const faults = [...run.faults];
  if (!(await bench.honestIsUnharmed())) faults.push('the honest codec gives other bytes after it');
  if (childProcesses()[0] !== pid) faults.push("the evaluator's process died");
  if (Math.min(run.milliseconds, cpuMs) > mostMilliseconds) faults.push('takes too long');
  return { ...run, faults, trick, cpuMs, after: look() };
}

await bench.honestIsUnharmed();
await bench.measureBaselines(chosen);
await bench.honestIsUnharmed();
const before = look();
row('trick', 'expected', 'got', '     ms', ' cpu ms', '     MB', 'threads');
const rows: Row[] = [];
for (const trick of chosen) {
  const run = await runTrick(trick);
  rows.push(run);
  const { expected, got, milliseconds, cpuMs, after } = run;
  const same = got === expected;
  row(
    trick.name,
    expected,
    same ? 'same' : got,
    Math.round(milliseconds),
    cpuMs,
    after.megabytes,
    after.threads,
  );
  const lines = [...run.faults, ...(inWords ? run.words : [])];
  for (const line of lines) console.log(`    ${line}`);
}
const good = rows.filter(({ expected, got, faults }) => expected === got && faults.length === 0);
const slowest = rows.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
const after = look();
console.log(
  `${rows.length} tricks, ${good.length} as expected, ${rows.length - good.length} not; slowest ${slowest.trick.name} ${(slowest.milliseconds / 1000).toFixed(1)} s; evaluator ${before.megabytes} MB and ${before.threads} threads before, ${after.megabytes} MB and ${after.threads} after`,
);
await bench.close();
process.exitCode = good.length === rows.length ? 0 : 1;
