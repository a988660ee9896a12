/** Comments that people do not see and the bot reads back: `<!-- codec-crucible:KIND vN TEXT -->`. */

/** How a comment of that kind begins. */
export function hiddenOpening(kind: string): string {
  return `<!-- codec-crucible:${kind} `;
}

const anyOpening = /<!-- codec-crucible:([a-z-]+) /g;
const wholeComment = /<!-- codec-crucible:[a-z-]+ v\d{1,9} [A-Za-z0-9_-]+ -->/y;

/**
 * A text without everything else: of each kind the last comment, which alone is ever read. Of one that is cut or
 * altered its opening stays, so that it is as broken as before and no older one takes its place.
 */
export function onlyHidden(text: string): string {
  const found = new Map<string, string>();
  for (const { 0: opening, 1: kind = '', index } of text.matchAll(anyOpening)) {
    wholeComment.lastIndex = index;
    found.set(kind, wholeComment.exec(text)?.[0] ?? opening);
  }
  return [...found.values()].join('\n');
}
