/** Where a text that should be JSON is none: the parser of the language says it in other words in each version. */

export interface JsonFault {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What is needed there: "a comma or `}`". */
  readonly needed: string;
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
    if (next === null) return { ...placeAt(text, at), needed: neededWords(awaited, open) };
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

function placeAt(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
