/** First baseline and best step, clip by clip. */

import type { Benchmark } from '../../domain/benchmark.ts';
import type { Lineage, Step } from '../../domain/lineage.ts';
import { grouped, percent } from '../../domain/text/wording.ts';
import { type Column, inlineText, table } from '../markdown.ts';
import { shortReference } from '../page/wording.ts';
import { type ClipWay, clipWays } from './clip-ways.ts';
import { exactLevel, none } from './wording.ts';

const longestName = 60;

/** Bytes where the benchmark is lossless, else rates; the last row is the mean that the lineage is made of. */
export function clipWayTable(benchmark: Benchmark, lineage: Lineage, best: Step): string {
  const ways = clipWays(benchmark, lineage, best).map((way) => ({
    ...way,
    name: inlineText(way.name, longestName),
  }));
  const mean: ClipWay = {
    name: '**mean**',
    ...{ before: lineage.start, after: best.rate, bytes: null },
  };
  if (benchmark.objective === 'lossy') return rateTable([...ways, mean]);
  return byteTable([...ways, sumOf(ways), mean], shortReference(benchmark.reference_encoder));
}

const clip: Column = { title: 'clip', align: 'left' };
const right = (title: string): Column => ({ title, align: 'right' });

function rateTable(ways: readonly ClipWay[]): string {
  const columns = [clip, ...['first baseline, rate', 'best, rate', 'change'].map(right)];
  const rows = ways.map(({ name, before, after }) => [
    ...[name, exactLevel(before), exactLevel(after)],
    changeBetween(before, after),
  ]);
  return table(columns, rows);
}

/** `encoder` names the reference's column, which is there if the bytes are. */
function byteTable(ways: readonly ClipWay[], encoder: string): string {
  const hasReference = ways.every(({ bytes }) => bytes?.reference !== null);
  const numbers = ['first baseline, bytes', 'best, bytes', 'change', 'rate'];
  const titles = hasReference ? [`${inlineText(encoder)}, bytes`, ...numbers] : numbers;
  const rows = ways.map(({ name, bytes, before, after }) => [
    name,
    ...(hasReference ? [byteCell(bytes?.reference)] : []),
    ...[byteCell(bytes?.before), byteCell(bytes?.after)],
    ...[changeBetween(before, after), exactLevel(after)],
  ]);
  return table([clip, ...titles.map(right)], rows);
}

/** Empty in the mean's row: there is none of bytes. */
function byteCell(bytes: number | null | undefined): string {
  return bytes == null ? '' : grouped(bytes);
}

/** All clips as if they were one. */
function sumOf(ways: readonly ClipWay[]): ClipWay {
  const all = ways.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));
  const before = all.reduce((sum, bytes) => sum + bytes.before, 0);
  const after = all.reduce((sum, bytes) => sum + bytes.after, 0);
  const isKnown = all.every(({ reference }) => reference !== null);
  const reference = isKnown ? all.reduce((sum, bytes) => sum + (bytes.reference ?? 0), 0) : null;
  const whole = reference ?? before;
  return {
    name: '**sum**',
    ...{ before: (100 * before) / whole, after: (100 * after) / whole },
    bytes: { reference, before, after },
  };
}

function changeBetween(before: number | null, after: number | null): string {
  if (before === null || after === null || before === 0) return none;
  return percent(100 * (after / before - 1));
}
