/** The lineage as a step chart: what each accepted candidate left of the rate, and who tried. */

import { type Lineage, milestones, type Step } from '../../domain/lineage.ts';
import { count, grouped } from '../../domain/text/wording.ts';
import { type Html, html } from './html.ts';
import { type Box, type Label, leaderOf, type PlacedLabel, placeLabels } from './labels.ts';
import { linearScale, type Scale } from './scale.ts';
import { share, shortened } from './wording.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Two drawings, since letters in a picture shrink with it: the style sheet shows one of them. */
const wide: Size = { width: 1080, height: 420 };
const narrow: Size = { width: 360, height: 300 };
const margin = { left: 52, right: 16, top: 18, bottom: 58 };
/** Letters of an idea: as many as there is room for. */
const lengths = [72, 52, 36];
const mostLabels = 24;
const mostDots = 60;

interface Frame extends Size {
  readonly x: Scale;
  readonly y: Scale;
  readonly lineage: Lineage;
  /** The least and the largest rate that are shown. */
  readonly rates: readonly [low: number, high: number];
}

/** `reference` is what 100 % is, in a word. */
export function lineageChart(lineage: Lineage, reference: string): Html {
  const about = descriptionOf(lineage, reference);
  return html`<svg class="chart wide" viewBox="0 0 ${wide.width} ${wide.height}" role="img" aria-label="${about}">${drawing(lineage, wide, reference)}</svg>
<svg class="chart narrow" viewBox="0 0 ${narrow.width} ${narrow.height}" role="img" aria-label="${about}">${drawing(lineage, narrow, reference)}</svg>`;
}

function descriptionOf({ points, steps, start }: Lineage, reference: string): string {
  const last = steps.at(-1)?.rate ?? start;
  return `Rate in percent of ${reference} over ${count(points.length, 'trial')}: from ${share(start)} to ${share(last)} in ${count(steps.length, 'accepted step')}.`;
}

function drawing(lineage: Lineage, size: Size, reference: string): Html {
  const frame = frameOf(lineage, size);
  const placed = size === wide ? ideas(frame) : [];
  return html`${grid(frame)}${marks(frame, reference)}${attempts(frame)}${steps(frame)}${
    size === wide ? labelled(placed) : numbers(frame)
  }`;
}

function frameOf(lineage: Lineage, { width, height }: Size): Frame {
  const rates = shownRates(lineage);
  const last = lineage.points.length;
  const bottom = height - margin.bottom;
  return {
    ...{ width, height, lineage, rates },
    x: linearScale([0.4, last + 0.6], [margin.left, width - margin.right], width / 80),
    y: linearScale(rates, [bottom, margin.top], 3 + height / 140),
  };
}

/** The curve with some air, and the next milestone if it is not far. Odd candidates do not stretch the axis. */
function shownRates({ steps, start, unit }: Lineage): readonly [number, number] {
  const curve = [start, ...steps.map(({ rate }) => rate)];
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const length = Math.max(high - low, high * 0.05);
  const next = milestones.map((less) => 100 - less).find((rate) => rate < low);
  const near = unit === 'reference' && next !== undefined && low - next < length * 0.6;
  return [Math.max(0, (near ? next : low) - length * 0.12), high + length * 0.14];
}

function grid({ x, y, width, height, lineage }: Frame): Html {
  const bottom = height - margin.bottom;
  const rows = y.ticks.map(
    (tick) =>
      html`<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin.left - 8}" y="${y.at(tick) + 4}" text-anchor="end">${Number(tick.toPrecision(6))} %</text>`,
  );
  const whole = x.ticks.filter((tick) => Number.isInteger(tick) && tick >= 1);
  const columns = whole.map(
    (tick) =>
      html`<text class="tick" x="${x.at(tick)}" y="${bottom + 36}" text-anchor="middle">${grouped(tick)}</text>`,
  );
  const title = html`<text class="axis" x="${width - margin.right}" y="${height - 4}" text-anchor="end">candidate, of ${grouped(lineage.points.length)}</text>`;
  return html`${rows}${columns}${title}`;
}

/** What 100 % is, and the milestones, as far as they are in the picture. */
function marks({ y, rates, width, lineage }: Frame, reference: string): Html {
  if (lineage.unit !== 'reference') return html``;
  const lines = [
    { rate: 100, text: reference },
    ...milestones.map((less) => ({ rate: 100 - less, text: `${less} % less` })),
  ];
  return html`${lines
    .filter(({ rate }) => rate > rates[0] && rate < rates[1])
    .map(
      ({ rate, text }) =>
        html`<line class="mark" x1="${margin.left}" x2="${width - margin.right}" y1="${y.at(rate)}" y2="${y.at(rate)}"/><text class="mark-name" x="${margin.left + 6}" y="${y.at(rate) - 5}">${text}</text>`,
    )}`;
}

/** Candidates that work as dots at their rate, or at the edge if it is far off; those without a rate as strokes below the axis. */
function attempts({ x, y, rates, height, lineage }: Frame): Html {
  const bottom = height - margin.bottom;
  const rest = lineage.points.filter(({ trial }) => trial.status !== 'accepted');
  const dots = rest.flatMap(({ position, rate }) => {
    if (rate === null) return [];
    const shown = Math.max(rates[0], Math.min(rate, rates[1]));
    return [`M${x.at(position)} ${y.at(shown)}h0`];
  });
  const strokes = rest
    .filter(({ rate }) => rate === null)
    .map(({ position }) => `M${x.at(position)} ${bottom + 9}v9`);
  return html`<path class="tried${dots.length > mostDots ? ' many' : ''}" d="${dots.join('')}"/><path class="broken" d="${strokes.join('')}"/>`;
}

function steps({ x, y, width, height, lineage }: Frame): Html {
  const bottom = height - margin.bottom;
  const path = [`M${margin.left} ${y.at(lineage.start)}`];
  for (const { position, rate } of lineage.steps) path.push(`H${x.at(position)}V${y.at(rate)}`);
  const line = `${path.join('')}H${width - margin.right}`;
  const area = `${line}V${bottom}H${margin.left}Z`;
  const radius = lineage.steps.length > mostLabels ? 3.5 : 5;
  const dots = lineage.steps.map(
    ({ position, rate }) =>
      html`<circle class="step" cx="${x.at(position)}" cy="${y.at(rate)}" r="${radius}"/>`,
  );
  return html`<path class="area" d="${area}"/><path class="line" d="${line}"/>${dots}`;
}

/** The largest steps first: where there is no room for all, the small ones go without words. */
function ideas({ x, y, width, height, lineage, rates }: Frame): readonly PlacedLabel[] {
  const labels = largest(lineage).map((step): Label => {
    const { title } = step.trial.candidate;
    const texts = lengths.map((length) => `${numberOf(step)}${shortened(title, length)}`);
    return { texts: [...new Set(texts)], x: x.at(step.position), y: y.at(step.rate) };
  });
  const area = {
    x: margin.left,
    y: 2,
    width: width - margin.left - margin.right,
    height: height - margin.bottom - 4,
  };
  const names = milestones
    .map((less) => 100 - less)
    .concat(lineage.unit === 'reference' ? 100 : []);
  const reserved = names
    .filter((rate) => rate > rates[0] && rate < rates[1])
    .map((rate): Box => ({ x: margin.left, y: y.at(rate) - 16, width: 84, height: 14 }));
  const obstacles = [...curveBoxes(lineage, x, y, width), ...reserved, ...dotBoxes(lineage, x, y)];
  return placeLabels(labels, obstacles, area);
}

/** Where there are many, words may cover some. */
function dotBoxes({ points }: Lineage, x: Scale, y: Scale): Box[] {
  const boxes = points.flatMap(({ trial, position, rate }) =>
    trial.status === 'accepted' || rate === null
      ? []
      : [{ x: x.at(position) - 4, y: y.at(rate) - 4, width: 8, height: 8 }],
  );
  return boxes.length > mostDots ? [] : boxes;
}

function largest({ steps: all }: Lineage): readonly Step[] {
  const gain = ({ trial }: Step) => trial.comparison?.rate_change_percent ?? 0;
  return all.toSorted((a, b) => gain(a) - gain(b) || b.position - a.position).slice(0, mostLabels);
}

/** The curve and its dots, which no word may cover. */
function curveBoxes({ steps: all, start }: Lineage, x: Scale, y: Scale, width: number): Box[] {
  const boxes: Box[] = [];
  let [fromX, fromY] = [margin.left, y.at(start)];
  for (const step of all) {
    const [toX, toY] = [x.at(step.position), y.at(step.rate)];
    boxes.push({ x: fromX, y: fromY - 2, width: toX - fromX, height: 4 });
    boxes.push({ x: toX - 2, y: Math.min(fromY, toY), width: 4, height: Math.abs(toY - fromY) });
    boxes.push({ x: toX - 6, y: toY - 6, width: 12, height: 12 });
    [fromX, fromY] = [toX, toY];
  }
  boxes.push({ x: fromX, y: fromY - 2, width: width - margin.right - fromX, height: 4 });
  return boxes;
}

function labelled(placed: readonly PlacedLabel[]): Html {
  return html`${placed.map((label) => {
    const leaders = leaderOf(label).map(
      (box) =>
        html`<line class="leader" x1="${box.x}" x2="${box.x}" y1="${box.y}" y2="${box.y + box.height}"/>`,
    );
    return html`${leaders}<text class="idea" x="${label.at.x}" y="${label.at.y}" text-anchor="${label.anchor}">${label.text}</text>`;
  })}`;
}

function numbers({ x, y, width, lineage }: Frame): Html {
  const room = Math.max(1, Math.ceil((lineage.steps.length * 34) / width));
  const shown = lineage.steps.filter((_, i) => i % room === 0);
  return html`${shown.map((step) => {
    const atEnd = x.at(step.position) > width - margin.right - 30;
    const place = x.at(step.position) + (atEnd ? -8 : 3);
    return html`<text class="idea" x="${place}" y="${y.at(step.rate) + (atEnd ? 18 : -9)}" text-anchor="${atEnd ? 'end' : 'start'}">${numberOf(step).trim()}</text>`;
  })}`;
}

/** `#12 `, or nothing without a pull request. */
function numberOf({ trial }: Step): string {
  const number = trial.candidate.pull_request;
  return number === null ? '' : `#${number} `;
}
