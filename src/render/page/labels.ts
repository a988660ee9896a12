/** Words beside points of a chart, placed so that none covers another or a line. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Label {
  /** The same in fewer and fewer letters: the longest that finds room is taken. */
  readonly texts: readonly string[];
  /** The point it speaks of. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  /** Where the text's base line begins or, with anchor `end`, ends. */
  readonly at: { readonly x: number; readonly y: number };
}

/** For 12 units of height: wider than most letters, so that guesses err on the safe side. */
const letterWidth = 6.5;
const lineHeight = 16;
const gap = 10;
/** How far from its point a label may stand, in lines. */
const reach = 4;

/** In the order given, each at the nearest free place; what finds none is left out. */
export function placeLabels(
  labels: readonly Label[],
  obstacles: readonly Box[],
  area: Box,
): readonly PlacedLabel[] {
  const words: Box[] = [];
  const leaders: Box[] = [];
  return labels.flatMap((label) => {
    for (const placed of placesFor(label)) {
      const box = boxOf(placed);
      const leader = leaderOf(placed);
      if (!isInside(box, area) || isCovered(box, [...obstacles, ...words, ...leaders])) continue;
      if (leader.some((each) => isCovered(each, words))) continue;
      words.push(box);
      leaders.push(...leader);
      return [placed];
    }
    return [];
  });
}

/** A curve that falls leaves room above to the right and below to the left of its points. */
function placesFor(label: Label): readonly PlacedLabel[] {
  const { x, y, texts } = label;
  return Array.from({ length: reach }, (_, line) => line * lineHeight).flatMap((away) =>
    texts.flatMap((text) => [
      { text, x, y, anchor: 'start' as const, at: { x: x + gap / 2, y: y - gap - away } },
      { text, x, y, anchor: 'end' as const, at: { x: x - gap / 2, y: y + gap + 8 + away } },
    ]),
  );
}

function boxOf({ text, anchor, at }: PlacedLabel): Box {
  const width = text.length * letterWidth;
  const x = anchor === 'start' ? at.x : at.x - width;
  return { x, y: at.y - 12, width, height: lineHeight };
}

/** The thin line from a point to words that stand further away. */
export function leaderOf({ x, y, at }: PlacedLabel): readonly Box[] {
  const [top, bottom] = at.y < y ? [at.y + 4, y - 7] : [y + 7, at.y - 12];
  return bottom - top < 8 ? [] : [{ x, y: top, width: 0, height: bottom - top }];
}

function isInside(box: Box, area: Box): boolean {
  return (
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height
  );
}

function isCovered(box: Box, others: readonly Box[]): boolean {
  return others.some((each) => overlap(each, box));
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + 2 &&
    b.x < a.x + a.width + 2 &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}
