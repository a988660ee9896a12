/** Names of functions that belong together: what one writes, the other reads; what one does, the other undoes. */

const writes =
  /^[_#]?(write|put|encode|emit|push|pack|enc|set|add|append|store|send|w|code|out|forward|fold|zigzag|to)(?=[A-Z_\d]|$|[a-z]{2,3}$)/i;
const reads =
  /^[_#]?(read|get|take|decode|fetch|pop|unpack|dec|next|load|receive|r|in|inverse|unfold|unzigzag|from|pull)(?=[A-Z_\d]|$|[a-z]{2,3}$)/i;

/** `rice` of `writeRice`; null for what does not sound like a writer. */
export function writtenThing(name: string): string | null {
  return writes.test(name) ? name.replace(writes, '').toLowerCase() : null;
}

/** `rice` of `readRice`; null for what does not sound like a reader. */
export function readThing(name: string): string | null {
  return reads.test(name) ? name.replace(reads, '').toLowerCase() : null;
}

const opposites: readonly (readonly [there: RegExp, back: string])[] = [
  [/^/, 'un'],
  [/^/, 'de'],
  [/^/, 'inverse'],
  [/^/, 'undo'],
  [/^to/, 'from'],
  [/^enc(?:ode)?/, 'dec'],
  [/^enc(?:ode)?/, 'decode'],
  [/^forward/, 'inverse'],
  [/^forward/, 'backward'],
  [/^map/, 'unmap'],
  [/^(?:map|fold|to)/, 'from'],
  [/^wrap/, 'unwrap'],
  [/^pack/, 'unpack'],
];

/** Whether `back` is called as what undoes `there`: fold and unfold, toGray and fromGray. */
export function undoes(there: string, back: string): boolean {
  const [a, b] = [there.toLowerCase(), back.toLowerCase()];
  return opposites.some(([from, to]) => from.test(a) && a.replace(from, to) === b);
}
