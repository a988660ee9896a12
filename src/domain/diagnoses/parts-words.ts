/** What putting back one changed part at a time showed. Only of the piece it ran on, and never more than that. */

import type { Experiment } from '../experiments/investigated.ts';
import type { PartCost, PartsFinding, PieceCost } from '../experiments/parts.ts';
import { plainLine } from '../text/plain-text.ts';
import { count, grouped } from '../text/wording.ts';

/** The change that costs most there, in a sentence; empty when none is found to cost anything. */
export function partsWords(found: PartsFinding | null): string {
  const worst = found && worstPart(found);
  if (!found || !worst) return '';
  const { candidate, baseline } = found;
  return `On ${pieceWords(found)}, undoing the change of ${nameOf(worst)} alone leads from ${costWords(candidate)} to ${costWords(worst)}; the baseline takes ${costWords(baseline)}.`;
}

/** What to do about that change; empty without one. */
export function partsFix(found: PartsFinding | null): string {
  const worst = found && worstPart(found);
  if (!found || !worst) return '';
  return isBetter(worst, found.baseline)
    ? `Put ${nameOf(worst)} back and keep the rest: the rest alone gains on that piece.`
    : `Look at ${nameOf(worst)} first: it is the change that costs most on that piece.`;
}

/** All that was run, for the evidence. */
export function partsExperiments(found: PartsFinding | null): readonly Experiment[] {
  if (found === null) return [];
  const { candidate, baseline, parts } = found;
  const each = parts.map((part) => `${nameOf(part)} ${costWords(part)}`).join(', ');
  const detail = `On ${pieceWords(found)}: ${costWords(candidate)}, the baseline ${costWords(baseline)}; with the baseline's part in place of one of its own: ${each}.`;
  return [
    {
      name: 'one changed part at a time put back',
      outcome: worstPart(found) === null ? 'open' : 'confirmed',
      detail: plainLine(detail, 600),
    },
  ];
}

/** The one without which the candidate gets better most; null when it gets better without none. */
function worstPart({ candidate, parts }: PartsFinding): PartCost | null {
  return parts
    .filter((part) => isBetter(part, candidate))
    .reduce<PartCost | null>(
      (worst, part) => (worst === null || part.bytes < worst.bytes ? part : worst),
      null,
    );
}

/** In bytes or error, and worse in neither: more of one for less of the other is no loss that could be told. */
function isBetter(one: PieceCost, other: PieceCost): boolean {
  const worse = one.bytes > other.bytes || one.error > other.error;
  return !worse && (one.bytes < other.bytes || one.error < other.error);
}

function costWords({ bytes, error }: PieceCost): string {
  const size = count(bytes, 'byte');
  return error === 0 ? size : `${size} with a squared error of ${grouped(error)}`;
}

function pieceWords({ clip, width, height, frames }: PartsFinding): string {
  return `a piece of ${plainLine(clip, 60)} (${width}x${height}, ${count(frames, 'frame')})`;
}

function nameOf({ name }: PartCost): string {
  return `\`${plainLine(name, 60).replaceAll('`', "'")}\``;
}
