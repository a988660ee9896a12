/** Where a text that should be JSON is none: the parser of the language says it in other words in each version. */

export interface JsonFault {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What is needed there: "a comma or `}`". */
  readonly needed: string;
  /** What stands there instead, and how to mend it; null when nothing is known of it. */
  readonly mend: string | null;
}

type Awaited = 'value' | 'item' | 'key' | 'member' | 'colon' | 'more' | 'end';

const needs: Readonly<Record<Exclude<Awaited, 'more'>, string>> = {
  value: 'a value',
  item: 'a value or `]`',
  key: 'a name in double quotes',
  member: 'a name in double quotes or `}`',
  colon: '`:`',
  end: 'the end of the file',
};

const token =
  /([{}[\]:,])|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const layout = /[ \t\n\r]*/y;

/** The first place at which a text is no JSON; null when it is. */
export function jsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  let at = 0;
  for (;;) {
    layout.lastIndex = at;
    layout.exec(text);
    at = layout.lastIndex;
    if (at === text.length && awaited === 'end') return null;
    token.lastIndex = at;
    const [found = ''] = token.exec(text) ?? [];
    const next = follow(found, awaited, open);
    if (next === null) return faultAt(text, at, neededWords(awaited, open));
    awaited = next;
    at += found.length;
  }
}

/** What may come after a token; null when the token itself may not come. Opens and closes brackets. */
function follow(found: string, awaited: Awaited, open: ('{' | '[')[]): Awaited | null {
  const after = (): Awaited => (open.length === 0 ? 'end' : 'more');
  const close = (): Awaited => {
    open.pop();
    return after();
  };
  switch (awaited) {
    case 'end':
      return null;
    case 'colon':
      return found === ':' ? 'value' : null;
    case 'more':
      if (found === ',') return open.at(-1) === '{' ? 'key' : 'value';
      return found === (open.at(-1) === '{' ? '}' : ']') ? close() : null;
    case 'key':
    case 'member':
      if (found === '}' && awaited === 'member') return close();
      return found.startsWith('"') ? 'colon' : null;
    default:
      if (found === ']' && awaited === 'item') return close();
      if (found === '{' || found === '[') {
        open.push(found);
        return found === '{' ? 'member' : 'item';
      }
      return found === '' || /^[}\]:,]/.test(found) ? null : after();
  }
}

function neededWords(awaited: Awaited, open: readonly string[]): string {
  if (awaited !== 'more') return needs[awaited];
  return `a comma or \`${open.at(-1) === '{' ? '}' : ']'}\``;
}

interface Mistake {
  /** What stands at the fault. */
  readonly pattern: RegExp;
  /** What comes before it, if that counts. */
  readonly after?: RegExp;
  readonly mend: string;
}

const mistakes: readonly Mistake[] = [
  { pattern: /^\/[/*]/, mend: 'JSON has no comments: remove it' },
  { pattern: /^#/, mend: 'JSON has no comments: remove it' },
  { pattern: /^[}\]]/, after: /,\s*$/, mend: 'remove the comma before it' },
  { pattern: /^['\u2018\u2019]/, mend: 'write double quotes in place of single ones' },
  {
    pattern: /^[\u201c\u201d\u201e\u00ab\u00bb]/,
    mend: 'write plain double quotes in place of typographic ones',
  },
  { pattern: /^[+-]?(?:NaN|Infinity)\b/, mend: 'JSON has no NaN and no Infinity: write a number' },
  { pattern: /^(?:True|False|None)\b/, mend: 'write true, false or null' },
  { pattern: /^undefined\b/, mend: 'write null, or leave the field out' },
  { pattern: /^[+-]?0[xXoObB\d]/, mend: 'write a plain decimal number without leading zeros' },
  {
    pattern: /^[+.]|^-?\d+\.(?!\d)/,
    mend: 'write the number with a digit before and after the point, without a plus',
  },
  {
    pattern: /^"(?:[^"\\\n]|\\["\\/bfnrtu])*\\/,
    mend: 'write `\\\\` for a backslash, or `/` in a path',
  },
  { pattern: /^"[^"\n]*\t/, mend: 'write `\\t` for the tab inside the text' },
  {
    pattern: /^"[^"\n]*(?:\n|$)/,
    mend: 'close the text on its line; write `\\n` for a line end in it',
  },
  { pattern: /^[\w$]+\s*:/, mend: 'put the name in double quotes' },
  {
    pattern: /^[{["]/,
    after: /["}\]\d]\s*$/,
    mend: 'put a comma before it, or remove what is one too many',
  },
  { pattern: /^$/, after: /^\s*$/, mend: 'the file is empty: write the object' },
  { pattern: /^$/, mend: 'the file is cut off: write its end' },
];

function faultAt(text: string, at: number, needed: string): JsonFault {
  const [here, before] = [text.slice(at, at + 400), text.slice(Math.max(0, at - 200), at)];
  const mistake = mistakes.find(
    ({ pattern, after }) => pattern.test(here) && (after?.test(before) ?? true),
  );
  return { ...placeAt(text, at), needed, mend: mistake?.mend ?? null };
}

/** A name that stands twice in one object: of two values one would be dropped without a word. The text is JSON. */
export function doubledName(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  const parts = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;
  for (const { 0: part, 1: colon } of text.matchAll(parts)) {
    if (part === '{' || part === '[') open.push(part === '{' ? new Set() : null);
    else if (part === '}' || part === ']') open.pop();
    else if (colon !== undefined) {
      const name: string = JSON.parse(part.slice(0, part.length - colon.length));
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return null;
}

function placeAt(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
