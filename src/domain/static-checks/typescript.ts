/** TypeScript where JavaScript is needed: the parser stops at the first thing that only TypeScript has. */

import type { Token } from 'acorn';
import { closes, opens, type SyntaxProblem, tokensOf } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import type { Words } from './parser-messages.ts';

/** Characters on either side of the problem: a line may be the whole file. */
const around = 300;

export const typeScriptFix =
  'Remove the types: a candidate is plain JavaScript and runs as it is written. `npx esbuild --loader=ts < codec.js > plain.js` takes them out.';

export function typeScriptMessage(shown: string, what: string): string {
  return `TypeScript stands where JavaScript is needed: \`${plainLine(shown, 60)}\` (${what}).`;
}

/** What stands on either side of the place at which the parser stops. */
interface Place {
  readonly before: string;
  readonly after: string;
  readonly source: string;
  readonly offset: number;
}

type Recogniser = (place: Place) => { readonly shown: string; readonly what: string } | null;

export function typeScriptWords(source: string, { offset }: SyntaxProblem): Words | null {
  const before = source.slice(Math.max(0, offset - around), offset);
  const after = source.slice(offset, offset + around);
  for (const recognise of recognisers) {
    const found = recognise({ before, after, source, offset });
    if (found !== null)
      return { message: typeScriptMessage(found.shown, found.what), fix: typeScriptFix };
  }
  return null;
}

/** `interface A {`, `type A =`, `enum A {`, `declare const`, `namespace A {`, `abstract class`. */
function declaration({ before, after }: Place) {
  const line = `${before.split('\n').at(-1)}${after.split('\n', 1)[0]}`;
  const found =
    /^\s*(?:export\s+(?:default\s+)?)?(?:declare\s+)?(interface|type|enum|const\s+enum|namespace|module|abstract\s+class|declare)\s+(?:(?:const|let|var|function|class|global|module)\s+)?[\w$"']+/.exec(
      line,
    ) ?? /(?:^|[;}]\s*)(interface|enum|namespace)\s+[A-Z]\w*\s*(?:extends\s+\w+\s*)?\{/.exec(line);
  if (found === null) return null;
  const keyword = (found[1] ?? '').replace(/\s+/g, ' ');
  return {
    shown: found[0].replace(/^[;}]/, '').trim(),
    what: keyword === 'declare' ? 'a declaration' : `\`${keyword}\``,
  };
}

/** `import type { A }`, `export type { A }`, `import { type A }`, `import A = require()`. */
function typeImport({ before, after }: Place) {
  const start = Math.max(before.lastIndexOf(';'), before.lastIndexOf('\n\n'), -1) + 1;
  const statement = `${before.slice(start)}${after.split(/[;\n]/, 1)[0]}`;
  const found =
    /(?:import|export)\s+type\s+(?:\{[^}]*\}?|\*|\w+)(?:\s*from\s*['"][^'"]*['"]?)?[^;]*$/.exec(
      statement,
    ) ??
    /(?:import|export)\s*\{(?:[^}]*,)?\s*type\s+\w+[^;]*$/.exec(statement) ??
    /import\s+\w+\s*=\s*[^;]*$/.exec(statement);
  return found === null ? null : { shown: found[0], what: 'an import of types' };
}

/** `value as Uint8Array`, `value satisfies Table`, `class A implements B`. */
function operator({ before, after }: Place) {
  const found = /^(as|satisfies|implements|is|keyof|infer)\s+[\w$({['"`]/.exec(after);
  const operand = /[\w$)\]}'"`]\s*$/.test(before);
  if (found === null || !operand) return null;
  const left = /[\w$.)\]}]+\s*$/.exec(before)?.[0] ?? '';
  const right = /^\w+\s+[\w$.]*[^\s;,)]*/.exec(after)?.[0] ?? '';
  const what = found[1] === 'as' ? 'a type assertion' : `\`${found[1]}\``;
  return { shown: `${left}${right}`, what };
}

/** `previous!.data`, `table![0]`, `let table!: number[]`. */
function nonNull({ before, after }: Place) {
  const left = /[\w$.]*[\w$)\]]$/.exec(before)?.[0];
  if (
    left === undefined ||
    /^\d+$/.test(left) ||
    !/^!(?:[.[(;,)}\]:?]|\s*(?:$|\n|[-+*/%<>|&]))/.test(after)
  )
    return null;
  const right = /^!(?:\.[\w$]+|\[[^\]\n]{0,20}\])?/.exec(after)?.[0] ?? '!';
  return { shown: `${left}${right}`, what: 'a non-null assertion' };
}

/** `private x`, `readonly table = ...`, `constructor(public size)`. */
function modifier({ before, after }: Place) {
  const words = 'private|public|protected|readonly|abstract|override|declare';
  const passed = new RegExp(`\\b(${words})\\s+$`).exec(before);
  const ahead = new RegExp(`^(${words})\\s+[\\w$#]+`).exec(after);
  if (ahead !== null) return { shown: ahead[0], what: 'an access modifier' };
  const name = /^[\w$#]+/.exec(after)?.[0];
  if (passed === null || name === undefined) return null;
  return { shown: `${passed[1]} ${name}`, what: 'an access modifier' };
}

const typeText = /^[\w$.\s,|&[\]<>'"?:{}=()]*$/;

/** `new Map<number, number>()`, `function f<T>(x)`, `class A<T> {`, `(<T>x)`, `<T>(x) => x`. */
function generic({ before, after, source, offset }: Place) {
  if (after.startsWith('<')) {
    const list =
      /^<\s*(?:const\s+)?[A-Za-z_$][\w$.]*(?:\s*(?:\[\]|,|=|\||&|extends\b)[^<>;(){}]*)?>(?!>)/.exec(
        after,
      );
    const left =
      /(?:(?:function|class|extends|implements)\s*\*?\s*)?[\w$.]*\s*$/.exec(before)?.[0] ?? '';
    return list === null ? null : { shown: `${left}${list[0]}`, what: 'type parameters' };
  }
  const start = Math.max(0, offset - around);
  const window = source.slice(start, offset + around);
  const calls = /(?:\bnew\s+)?[A-Za-z_$][\w$.]*<(?:[^<>;(){}]|<[^<>;(){}]*>)*>+\s*(?=\()/g;
  for (const { 0: call, index } of window.matchAll(calls)) {
    const inside = call.slice(call.indexOf('<'));
    const at = offset - start;
    if (index <= at && at <= index + call.length + 2 && typeText.test(inside)) {
      return { shown: call.trim(), what: 'type arguments' };
    }
  }
  return null;
}

/** `frame: Frame`, `): Uint8Array {`, `const n: number`, `size?: number`. */
function annotation({ before, after, source, offset }: Place) {
  const type = /^\??\s*:\s*(?:[A-Za-z_$][\w$.]*(?:<[^;(){}]*>)?(?:\[\])*|[{'"`]|(?<=\s)[[(])/.exec(
    after,
  );
  const optional = /^\?\s*[,)]/.test(after);
  if (type === null && !optional) return null;
  // `) : {` is a slip before a body as often.
  if (/\)\s*$/.test(before) && /^\s*:\s*\{/.test(after)) return null;
  const tokens = tokensAround(source, offset);
  if (!isBinding(tokens.before, tokens.after)) return null;
  const name = /[\w$]*[)\]}]?\s*\??\s*$/.exec(before)?.[0].trimStart() ?? '';
  return { shown: `${name}${type?.[0] ?? '?'}`, what: 'a type annotation' };
}

function tokensAround(source: string, offset: number) {
  const before: Token[] = [];
  const after: Token[] = [];
  for (const token of tokensOf(source)) (token.start < offset ? before : after).push(token);
  return { before, after };
}

/** Whether the last token before the colon ends what may be declared: a name, a pattern, a list of parameters. */
function isBinding(before: readonly Token[], after: readonly Token[]): boolean {
  let at = before.length - 1;
  if (label(before[at]) === '?') at -= 1;
  const last = before[at];
  if (last === undefined) return false;
  // The type that a function returns.
  if (label(last) === ')') return isFunctionHead(before, opener(before, at));
  if (label(last) === 'name' || closes(last) || isKeyword(last, 'this')) {
    const start = closes(last) ? opener(before, at) : at;
    if (isDeclarator(before, start)) return true;
    return inParameters(before, after, start) || (!closes(last) && inClassBody(before, start));
  }
  return false;
}

/** `let n`, also `let n = 1, m`. */
function isDeclarator(tokens: readonly Token[], start: number): boolean {
  let another = false;
  for (let at = start - 1; at >= 0; at--) {
    const token = tokens[at] as Token;
    if (['const', 'var'].includes(label(token)) || isLet(token)) return true;
    if (label(token) === ',') another = true;
    // A value, unless another variable comes after it.
    if (label(token) === '=' && !another) return false;
    if (closes(token)) at = opener(tokens, at);
    else if (opens(token) || label(token) === ';' || label(token) === ':') return false;
  }
  return false;
}

function isLet(token: Token): boolean {
  return label(token) === 'name' && 'value' in token && token.value === 'let';
}

/** A list of parameters: after `function`, `catch` or a method's name, or before `=>`, `{` or a type. */
function inParameters(before: readonly Token[], after: readonly Token[], start: number): boolean {
  const open = enclosing(before, start);
  if (label(before[open]) !== '(') return false;
  if (isFunctionHead(before, open) && label(before[open - 1]) !== 'name') return true;
  let depth = 1;
  for (const [i, token] of after.entries()) {
    if (opens(token)) depth += 1;
    if (closes(token)) depth -= 1;
    if (depth === 0) return ['=>', '{', ':'].includes(label(after[i + 1]));
  }
  return isFunctionHead(before, open);
}

/** Whether a parenthesis opens parameters: after `function`, `catch`, a name, or at the start of an arrow. */
function isFunctionHead(tokens: readonly Token[], open: number): boolean {
  const word = label(tokens[open - 1]);
  if (word === 'function' || word === 'catch' || word === 'name') return true;
  return ['=', '(', ',', 'return', '=>', ':', '?', '&&', '||', '*'].includes(word) || open === 0;
}

function inClassBody(tokens: readonly Token[], start: number): boolean {
  const open = enclosing(tokens, start);
  if (label(tokens[open]) !== '{') return false;
  for (let at = open - 1; at >= 0 && at > open - 12; at--) {
    const token = tokens[at] as Token;
    if (label(token) === 'class') return true;
    if (opens(token) || label(token) === ';') return false;
  }
  return false;
}

/** Index of the bracket that is open at a token; -1 at the top level. */
function enclosing(tokens: readonly Token[], start: number): number {
  for (let at = start - 1; at >= 0; at--) {
    const token = tokens[at] as Token;
    if (closes(token)) at = opener(tokens, at);
    else if (opens(token)) return at;
  }
  return -1;
}

/** Index of the bracket that the one at `end` closes. */
function opener(tokens: readonly Token[], end: number): number {
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    const token = tokens[at] as Token;
    if (closes(token)) depth += 1;
    if (opens(token)) depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

function label(token: Token | undefined): string {
  return token?.type.label ?? '';
}

function isKeyword(token: Token, word: string): boolean {
  return label(token) === word;
}

const recognisers: readonly Recogniser[] = [
  declaration,
  typeImport,
  operator,
  nonNull,
  modifier,
  generic,
  annotation,
];
