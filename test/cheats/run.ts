/** `npm run cheats`: every cheat and every honest step through the whole bot; exit code 1 when one errs. */

import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import { CheatBench, type Outcome } from './bench.ts';
import { baselineOf, cheats } from './cheats.ts';
import { sourceOf, steps } from './honest.ts';
import { cutBenchmark } from './small.ts';
import { stock } from './stock.ts';

const only = process.argv.slice(2).filter((word) => word !== '--full');
const full = process.argv.includes('--full');
const cut = { side: 500, frames: 4 };
const load = (name: 'lossless' | 'lossy') =>
  full ? loadBenchmark(name, '.') : cutBenchmark(name, cut);
const benchmarks = { lossless: await load('lossless'), lossy: await load('lossy') };
const bench = new CheatBench();

function benchmarkOf(from: string): Benchmark {
  return from.startsWith('lossy') ? benchmarks.lossy : benchmarks.lossless;
}

function row(...cells: readonly string[]): void {
  const widths = [46, 66, 9, 9, 42, 42];
  console.log(
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

const percent = (value: number | null) => (value === null ? '-' : value.toFixed(2)).padStart(8);

interface Offered {
  readonly name: string;
  readonly tries: string;
  readonly expects: string;
  readonly outcome: Outcome;
}

/** A step that gains too little may well lose in the second metric, too. */
function isExpected({ outcome: { got }, expects }: Offered): boolean {
  return (
    got === expects || (expects === 'rejected: not_enough_gain' && got.startsWith(`${expects},`))
  );
}

function show(offered: Offered): void {
  const { name, tries, expects, outcome } = offered;
  const { shown, heldOut, got } = outcome;
  row(name, tries, percent(shown), percent(heldOut), expects, isExpected(offered) ? 'same' : got);
}

const wanted = ({ name, from }: { name: string; from: string }) =>
  only.length === 0 || only.some((part) => `${from} ${name}`.includes(part));

async function offer(
  { from, name }: { from: string; name: string },
  source: string,
): Promise<Outcome> {
  return bench.offer({ title: name, source, baseline: stock(from) }, benchmarkOf(from));
}

row('candidate', 'what it tries', '  shown %', 'held-out', 'expected', 'got');
const tricks: Offered[] = [];
for (const cheat of cheats.filter(wanted)) {
  const { name, tries, expects } = cheat;
  const source = await cheat.source(baselineOf(cheat), benchmarkOf(cheat.from));
  tricks.push({ name, tries, expects, outcome: await offer(cheat, source) });
  show(tricks.at(-1) as Offered);
}
const honest: Offered[] = [];
for (const step of steps.filter(wanted)) {
  const { name, from, enough } = step;
  const expects = enough === 'yes' ? 'accepted' : 'rejected: not_enough_gain';
  const tries = `on ${from}: an honest ${enough === 'yes' ? 'winner' : 'step that is too small'}`;
  honest.push({ name, tries, expects, outcome: await offer(step, sourceOf(step)) });
  show(honest.at(-1) as Offered);
}
await bench.close();

const winners = honest.filter(({ expects }) => expects === 'accepted');
const merged = tricks.filter(({ outcome }) => outcome.merged === 'merged');
const lost = winners.filter(({ outcome }) => outcome.merged !== 'merged');
const small = honest.filter(({ expects }) => expects !== 'accepted');
const smallMerged = small.filter(({ outcome }) => outcome.merged === 'merged');
const odd = [...tricks, ...honest].filter((offered) => !isExpected(offered));
const ratios = winners
  .flatMap(({ outcome: { shown, heldOut } }) => (shown && heldOut ? [heldOut / shown] : []))
  .sort((a, b) => a - b);
const at = (share: number) => (ratios[Math.floor(share * (ratios.length - 1))] ?? 0).toFixed(2);
console.log(`cheaters merged: ${merged.length} of ${tricks.length}`);
console.log(`honest winners lost: ${lost.length} of ${winners.length}`);
console.log(`steps that are too small, merged: ${smallMerged.length} of ${small.length}`);
console.log(`held-out gain over shown gain: least ${at(0)}, median ${at(0.5)}, most ${at(1)}`);
console.log(`other verdicts than expected: ${odd.length}`);
process.exitCode = merged.length + lost.length + smallMerged.length + odd.length === 0 ? 0 : 1;
