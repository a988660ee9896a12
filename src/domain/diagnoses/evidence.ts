/** What an analysis rests on: errors with repeats folded, and the lines around the place. */

import type { CallFault, Failure, SourceLocation } from '../failure.ts';
import { plainLine, plainText } from '../text/plain-text.ts';
import { withoutSecrets } from '../text/secrets.ts';
import { count, grouped } from '../text/wording.ts';
import { gapWords } from './curve.ts';
import { normalised } from './fingerprint.ts';
import { mismatchWords } from './mismatch.ts';
import { placeWords } from './scene.ts';
import { thrownWords } from './thrown.ts';

const mostErrors = 5;
const lineWidth = 160;

/** The different failures, the first one first, at most five; how often each occurred. */
export function errorEvidence(failures: readonly Failure[]): string | null {
  const groups = new Map<string, { text: string; times: number }>();
  for (const failure of failures) {
    const text = failureWords(failure);
    const key = normalised(withoutPlace(failure, text));
    const group = groups.get(key);
    if (group) group.times += 1;
    else groups.set(key, { text, times: 1 });
  }
  const all = [...groups.values()];
  const lines = all.slice(0, mostErrors).flatMap(({ text, times }) => {
    const more = times === 1 ? [] : [`... and ${grouped(times - 1)} more like it`];
    return [text, ...more];
  });
  if (all.length > mostErrors) {
    const rest = all.slice(mostErrors).reduce((sum, { times }) => sum + times, 0);
    lines.push(`... and ${count(rest, 'other failure')}`);
  }
  return lines.length === 0 ? null : lines.join('\n');
}

/** One failure on one line: what and where. */
export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'static': {
      const { line, column, message } = failure.finding;
      return `${line}:${column} ${plainLine(message, 300)}`;
    }
    case 'call': {
      const { site, fault } = failure;
      const at = site.call === 'load' ? '' : `, quality ${site.quality}`;
      return `${faultWords(fault)} (${placeWords(site)}${at})`;
    }
    case 'curve':
      return gapWords(failure.gap);
    case 'infrastructure':
      return plainLine(failure.error, 500);
  }
}

function faultWords(fault: CallFault): string {
  switch (fault.kind) {
    case 'thrown': {
      const { location } = fault;
      const at = location === null ? '' : ` at ${location.line}:${location.column}`;
      return `${thrownWords(fault)}${at}`;
    }
    case 'missing_export':
      return `No function ${plainLine(fault.name, 60)} is exported: found ${plainLine(fault.found, 200)}`;
    case 'not_bytes':
      return `Returned ${plainLine(fault.returned, 200)}`;
    case 'wrong_size':
      return `Returned ${grouped(fault.actual)} bytes, ${grouped(fault.expected)} are needed`;
    case 'mismatch':
      return mismatchWords(fault.first);
    case 'tick_limit':
      return `More than ${grouped(fault.limit)} ticks`;
    case 'unresponsive':
      return `Hardly a tick for ${count(fault.seconds, 'second')}`;
    case 'out_of_memory':
      return `More than ${fault.limitMb} MB of memory`;
    case 'stack_overflow':
      return `More than ${fault.limitKb} KB of stack`;
    case 'engine_stopped':
      return `The engine stopped: ${plainLine(fault.message, 200)}`;
    case 'output_too_large':
      return `Returned ${grouped(fault.bytes)} bytes, at most ${grouped(fault.limit)} are allowed`;
  }
}

/** The same mistake on another clip, frame or plane is not another mistake. */
function withoutPlace(failure: Failure, text: string): string {
  if (failure.kind === 'curve') return `curve ${failure.gap.axis}`;
  if (failure.kind !== 'call') return text;
  const { fault, site } = failure;
  return fault.kind === 'mismatch' ? 'mismatch' : `${faultWords(fault)} ${site.call}`;
}

/** Three lines around a place, numbered, the line itself marked; null when there is no such line. */
export function codeEvidence(source: string, location: SourceLocation | null): string | null {
  if (location === null) return null;
  const lines = source.split('\n');
  if (lines[location.line - 1] === undefined) return null;
  const from = Math.max(1, location.line - 1);
  const to = Math.min(lines.length, location.line + 1);
  const digits = String(to).length;
  const shown: string[] = [];
  for (let line = from; line <= to; line++) {
    const mark = line === location.line ? '>' : ' ';
    const text = excerpt(lines[line - 1] ?? '', line === location.line ? location.column : 1);
    shown.push(`${mark} ${String(line).padStart(digits)} | ${text}`.trimEnd());
  }
  return shown.join('\n');
}

/** A long line is cut around the column that matters. */
function excerpt(line: string, column: number): string {
  // Half a secret has no form any more: they go before the cut.
  const safe = withoutSecrets(line);
  const start = column > lineWidth - 40 && safe === line ? column - 60 : 0;
  const text = plainText(safe.slice(start), 4 * lineWidth).replaceAll('\t', '  ');
  const cut = text.length > lineWidth ? `${text.slice(0, lineWidth - 3)}...` : text;
  return start === 0 ? cut : `...${cut}`;
}
