/** What the steps of a lineage are called, in a column beside the curve: each at its rate, as far as there is room. */

import type { Lineage, Step } from '../../domain/lineage.ts';
import { grouped } from '../../domain/text/wording.ts';
import { type Html, html } from '../page/html.ts';
import { shortened } from '../page/wording.ts';
import { wrap } from '../wrap.ts';
import { type Frame, names, plot, tenth } from './frame.ts';
import { levelWords, titleWords } from './wording.ts';

/** Beyond it the smallest steps go without a name: the picture would have more letters than curve. */
const mostNames = 40;
/** Up to so many names have two lines each if they need them. */
const mostLong = 16;
const lineHeight = 16;
const gap = 5;
/** Of the change and the number, which are set flush right before the idea. */
const changeWidth = 58;
const numberWidth = 34;
const letters = 44;

export interface Name {
  readonly step: Step;
  readonly lines: readonly string[];
}

export interface PlacedName extends Name {
  /** Upper edge. */
  readonly top: number;
}

/** Of the steps that get one, from the largest rate to the least. */
export function namesOf({ steps }: Lineage): readonly Name[] {
  const named = largest(steps).toSorted((a, b) => b.rate - a.rate || a.position - b.position);
  const most = named.length > mostLong ? 1 : 2;
  return named.map((step) => ({ step, lines: linesOf(step, most) }));
}

function largest(steps: readonly Step[]): readonly Step[] {
  const gain = ({ trial }: Step) => trial.comparison?.rate_change_percent ?? 0;
  return steps.toSorted((a, b) => gain(a) - gain(b) || a.position - b.position).slice(0, mostNames);
}

/** In as few lines as will do, and these about equally long. */
function linesOf({ trial }: Step, most: number): readonly string[] {
  const title = shortened(titleWords(trial), most * letters);
  const lines = wrap(title, letters);
  if (lines.length > most) {
    // Words do not fill lines: what is left over after the last one becomes its dots.
    const last = shortened(lines.slice(most - 1).join(' '), letters);
    return [...lines.slice(0, most - 1), last];
  }
  const widths = Array.from({ length: letters }, (_, i) => i + 1);
  const least = widths.find((width) => wrap(title, width).length === lines.length);
  return wrap(title, least ?? letters);
}

/** What all of them need, one below the other. */
export function heightOf(all: readonly Name[]): number {
  return all.reduce((sum, name) => sum + boxHeight(name) + gap, 0);
}

/** Each beside its rate; where they would overlap, the lower one moves down, and up again from the end. */
export function placeNames(all: readonly Name[], { y, bottom }: Frame): readonly PlacedName[] {
  const placed: PlacedName[] = [];
  let free = plot.top - lineHeight;
  for (const name of all) {
    const top = Math.max(free, y.at(name.step.rate) - lineHeight / 2);
    placed.push({ ...name, top });
    free = top + boxHeight(name) + gap;
  }
  let limit = bottom;
  for (let i = placed.length - 1; i >= 0; i--) {
    const name = placed[i] as PlacedName;
    const top = Math.min(name.top, limit - boxHeight(name));
    placed[i] = { ...name, top: tenth(top) };
    limit = top - gap;
  }
  return placed;
}

function boxHeight({ lines }: Name): number {
  return lines.length * lineHeight;
}

/** The thin line from a step to its name. */
export function leaderOf({ step, top }: PlacedName, { x, y }: Frame): Html {
  const level = y.at(step.rate);
  const path = `M${x.at(step.position)} ${level}H${plot.right}L${names.left - 4} ${tenth(top + lineHeight / 2)}`;
  return html`<path class="leader" d="${path}"/>`;
}

/** The idea is in a picture of its own, whose edges cut off whatever letters would leave it. */
export function nameOf({ step, lines, top }: PlacedName): Html {
  const left = names.left + changeWidth + numberWidth;
  const base = tenth(top + 12);
  const change = step.trial.comparison?.rate_change_percent ?? null;
  const words = lines.map(
    (line, i) => html`<text class="idea" x="0" y="${12 + i * lineHeight}">${line}</text>`,
  );
  const numbers = html`<text class="change" x="${names.left + changeWidth - 4}" y="${base}" text-anchor="end">${changeWords(change)}</text><text x="${left - 7}" y="${base}" text-anchor="end">${grouped(step.position)}</text>`;
  return html`${numbers}<svg x="${left}" y="${top}" width="${names.right - left}" height="${lines.length * lineHeight}">${words}</svg>`;
}

/** `−7.3 %`; a change too small for its one digit has no sign. */
function changeWords(change: number | null): string {
  if (change === null) return '';
  const size = levelWords(Math.abs(change));
  if (Number.parseFloat(size) === 0) return size;
  return `${change < 0 ? '−' : '+'}${size}`;
}
