/** The lineage as a picture of its own: an SVG that asks nothing of any server, in light and dark. */

import type { Benchmark } from '../../domain/benchmark.ts';
import { type Lineage, milestones } from '../../domain/lineage.ts';
import { grouped } from '../../domain/text/wording.ts';
import { type Html, html, ownHtml } from '../page/html.ts';
import { oneLine } from '../sanitize.ts';
import { names as column, type Frame, frameOf, isShown, plot, tenth, width } from './frame.ts';
import { heightOf, leaderOf, nameOf, namesOf, placeNames } from './names.ts';
import style from './picture.css';
import { levelWords, referenceOf, wayWords } from './wording.ts';

/** Beyond it dots and steps are drawn smaller. */
const mostDots = 100;
const mostSteps = 40;

/** The whole file. */
export function renderPicture(benchmark: Benchmark, lineage: Lineage): string {
  const names = namesOf(lineage);
  const frame = frameOf(lineage, heightOf(names));
  const placed = placeNames(names, frame);
  const reference = referenceOf(lineage, benchmark);
  const { height } = frame;
  // Numbers and names are drawn after lines, so that none of these crosses a letter.
  const drawing = html`${heading(benchmark, reference)}${legend(frame)}
${grid(frame)}${placed.map((name) => leaderOf(name, frame))}${marks(frame, reference)}
${curve(frame)}
${attempts(frame)}
${levels(frame)}
${placed.length === 0 ? nothingYet() : placed.map((name) => html`${nameOf(name)}\n`)}`;
  const svg = html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">
<title id="title">${titleOf(benchmark, reference)}</title>
<desc id="about">${wayWords(lineage)}</desc>
<style>${ownHtml(style)}</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
${drawing}</svg>
`;
  // The two characters that are visible to Unicode and yet no characters of XML: a browser would show nothing.
  return svg.html.replace(/[\ufffe\uffff]/g, '\ufffd');
}

/** "Lineage of lossless: rate in percent of PNG by the number of the trial". */
function titleOf({ name }: Benchmark, reference: string): string {
  return `Lineage of ${oneLine(name, 100)}: rate in percent of ${reference}, by the number of the trial`;
}

function heading({ name }: Benchmark, reference: string): Html {
  return html`<text class="heading" x="20" y="30">${oneLine(name, 40)}</text><text x="20" y="48">rate in percent of ${reference}, lower is better</text>`;
}

function nothingYet(): Html {
  return html`<text x="${column.left}" y="${plot.top + 12}">No candidate was accepted yet.</text>\n`;
}

/** Only what there is in this picture. */
function legend(frame: Frame): Html {
  const { dots, offs, crosses } = attemptsOf(frame);
  const entries = [
    {
      mark: html`<circle class="step" cx="0" cy="0" r="5"/>`,
      words: 'accepted',
      shown: frame.lineage.steps.length > 0,
    },
    {
      mark: html`<path class="tried" d="M0 0h0"/>`,
      words: 'works, not accepted',
      shown: dots.length > 0,
    },
    {
      mark: html`<path class="off" d="${caret(0, -3)}"/>`,
      words: 'far off',
      shown: offs.length > 0,
    },
    {
      mark: html`<path class="broken" d="${cross(0, 0)}"/>`,
      words: 'failed',
      shown: crosses.length > 0,
    },
  ].filter(({ shown }) => shown);
  let right = width - 20;
  const drawn = entries.toReversed().map(({ mark, words }) => {
    const left = tenth(right - words.length * 6.6 - 12);
    right = left - 22;
    return html`<g transform="translate(${left} 44)">${mark}<text x="11" y="4">${words}</text></g>`;
  });
  return html`${drawn.toReversed()}`;
}

function grid({ x, y, height, bottom }: Frame): Html {
  const rows = y.ticks.map(
    (tick) =>
      html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text x="${plot.left - 10}" y="${tenth(y.at(tick) + 4)}" text-anchor="end">${Number(tick.toPrecision(6))} %</text>`,
  );
  const whole = x.ticks.filter((tick) => Number.isInteger(tick) && tick >= 1);
  const columns = whole.map(
    (tick) =>
      html`<text x="${x.at(tick)}" y="${tenth(bottom + 36)}" text-anchor="middle">${grouped(tick)}</text>`,
  );
  return html`${rows}${columns}<text x="${plot.right}" y="${height - 8}" text-anchor="end">number of the trial</text>`;
}

/** What 100 % is, and the milestones, as far as they are in the picture: the curve leaves room below it. */
function marks(frame: Frame, reference: string): Html {
  if (frame.lineage.unit !== 'reference') return html``;
  const lines = [
    { rate: 100, text: reference },
    ...milestones.map((less) => ({ rate: 100 - less, text: `${less} % less` })),
  ];
  return html`${lines
    .filter(({ rate }) => isShown(frame, rate))
    .map(({ rate, text }) => {
      const place = frame.y.at(rate);
      const isFree = isBelowCurve(frame, plot.left + 12 + text.length * 6, place - 18);
      const [x, anchor] = isFree ? [plot.left + 6, 'start'] : [plot.right - 4, 'end'];
      return html`<line class="mark" x1="${plot.left}" x2="${plot.right}" y1="${place}" y2="${place}"/><text class="mark-name" x="${x}" y="${tenth(place - 5)}" text-anchor="${anchor}">${text}</text>`;
    })}`;
}

/** Whether the curve stays above a place in the picture, from its start as far as `right`. */
function isBelowCurve({ x, y, lineage }: Frame, right: number, top: number): boolean {
  const passed = lineage.steps.filter(({ position }) => x.at(position) <= right + 6);
  return [lineage.start, ...passed.map(({ rate }) => rate)].every((rate) => y.at(rate) + 6 < top);
}

function curve({ x, y, bottom, lineage }: Frame): Html {
  const path = [`M${plot.left} ${y.at(lineage.start)}`];
  for (const { position, rate } of lineage.steps) path.push(`H${x.at(position)}V${y.at(rate)}`);
  const line = `${path.join('')}H${plot.right}`;
  return html`<path class="area" d="${line}V${bottom}H${plot.left}Z"/><path class="line" d="${line}"/>`;
}

interface Attempts {
  /** Candidates that work, at their rate. */
  readonly dots: readonly string[];
  /** Those whose rate is beyond the picture's edge. */
  readonly offs: readonly string[];
  /** Those without a rate, below the axis. */
  readonly crosses: readonly string[];
}

function attemptsOf(frame: Frame): Attempts {
  const { x, y, bottom, lineage } = frame;
  const rest = lineage.points.filter(({ trial }) => trial.status !== 'accepted');
  const rated = rest.flatMap(({ position, rate }) => (rate === null ? [] : [{ position, rate }]));
  const broken = rest.filter(({ rate }) => rate === null);
  return {
    dots: rated
      .filter(({ rate }) => isShown(frame, rate))
      .map(({ position, rate }) => `M${x.at(position)} ${y.at(rate)}h0`),
    offs: rated
      .filter(({ rate }) => !isShown(frame, rate))
      .map(({ position, rate }) => {
        const isHigh = rate >= frame.rates[1];
        return isHigh
          ? caret(x.at(position), plot.top + 1)
          : caret(x.at(position), bottom - 7, 'down');
      }),
    crosses: broken.map(({ position }) => cross(x.at(position), bottom + 13)),
  };
}

function attempts(frame: Frame): Html {
  const { dots, offs, crosses } = attemptsOf(frame);
  const paths = [
    { kind: dots.length > mostDots ? 'tried many' : 'tried', parts: dots },
    { kind: 'off', parts: offs },
    { kind: 'broken', parts: crosses },
  ].filter(({ parts }) => parts.length > 0);
  return html`${paths.map(({ kind, parts }) => html`<path class="${kind}" d="${parts.join('')}"/>`)}`;
}

/** Where the curve began, its steps, and where it stands. */
function levels({ x, y, lineage }: Frame): Html {
  const { start, steps } = lineage;
  const radius = steps.length > mostSteps ? 3.5 : 5;
  const dots = steps.map(
    ({ position, rate }) =>
      html`<circle class="step" cx="${x.at(position)}" cy="${y.at(rate)}" r="${radius}"/>`,
  );
  const last = steps.at(-1);
  const now =
    last === undefined
      ? null
      : html`<text class="now" x="${plot.right - 4}" y="${tenth(y.at(last.rate) + 17)}" text-anchor="end">${levelWords(last.rate)}</text>`;
  return html`<circle class="start" cx="${plot.left}" cy="${y.at(start)}" r="4.5"/><text class="start-name" x="${plot.left + 8}" y="${tenth(y.at(start) - 9)}">first baseline, ${levelWords(start)}</text>${dots}${now}`;
}

function cross(x: number, y: number): string {
  return `M${tenth(x - 3)} ${tenth(y - 3)}l6 6m0 -6l-6 6`;
}

/** An arrowhead that points out of the picture. */
function caret(x: number, y: number, way: 'up' | 'down' = 'up'): string {
  return way === 'up'
    ? `M${tenth(x - 4)} ${tenth(y + 5)}l4 -5l4 5`
    : `M${tenth(x - 4)} ${tenth(y)}l4 5l4 -5`;
}
