/** Where an instrumented source records, and how records are put there. */

import type { AnyNode } from 'acorn';
import type { SourceLocation } from '../failure.ts';
import type { SourceCode } from './code.ts';
import { enclosingFunction, type FunctionNode, functionName, isFunction } from './functions.ts';
import type { LoopNode } from './loop-variables.ts';
import { type Span, Weave } from './weave.ts';

export type SiteKind =
  | 'enter'
  | 'parameter'
  | 'assign'
  | 'update'
  | 'each'
  | 'taken'
  | 'return'
  | 'leave'
  | 'read'
  | 'write'
  | 'argument'
  | 'convert'
  | 'operation';

/** A place that records. Its number is its place in `Instrumented.sites`. */
export interface Site {
  readonly kind: SiteKind;
  /** Of the variable, property, array or function; null for what has none. */
  readonly name: string | null;
  readonly node: AnyNode;
  /** The innermost function around it; null at the top level. */
  readonly within: FunctionNode | null;
  readonly functionName: string | null;
  readonly location: SourceLocation;
}

export interface LoopSite {
  readonly node: LoopNode;
  readonly location: SourceLocation;
  readonly functionName: string | null;
  /** What it holds at the start of each round: `i`, `this.at`. */
  readonly held: readonly string[];
  /** Those of `held` that its condition looks at. */
  readonly tested: readonly string[];
  /** The first slot of its variables. */
  readonly slot: number;
}

/** A word that no name of the source begins with. */
export function freeWord(code: SourceCode): string {
  const names = code.nodes.flatMap((node) => (node.type === 'Identifier' ? [node.name] : []));
  for (let turn = 0; ; turn++) {
    const word = `$p${turn}`;
    if (!code.text.includes(word) && !names.some((name) => name.startsWith(word))) return word;
  }
}

/** Gathers sites while records are put around the nodes of one source. */
export class Loom {
  readonly code: SourceCode;
  readonly weave: Weave;
  readonly word: string;
  readonly sites: Site[] = [];
  readonly loops: LoopSite[] = [];
  slots = 0;

  constructor(code: SourceCode) {
    this.code = code;
    this.weave = new Weave(code.text);
    this.word = freeWord(code);
  }

  /** The number of a new site. */
  site(node: AnyNode, kind: SiteKind, name: string | null): number {
    const within = isFunction(node) ? node : enclosingFunction(this.code, node);
    this.sites.push({
      kind,
      name,
      node,
      within,
      functionName: within && functionName(this.code, within),
      location: this.code.locate(node),
    });
    return this.sites.length - 1;
  }

  /** Records the value of an expression. A function keeps the name that it is given here. */
  value(node: AnyNode, kind: SiteKind, name: string | null): void {
    if (isFunction(node) || node.type === 'ClassExpression') return;
    this.weave.around(node, `${this.word}a(${this.site(node, kind, name)},(`, '))');
  }

  /** The name of the function around a node. */
  nameAround(node: AnyNode): string | null {
    const around = enclosingFunction(this.code, node);
    return around && functionName(this.code, around);
  }

  /** The first such token from an offset on, with nothing but closing parentheses before it. */
  tokenAfter(offset: number, text: string): Span | null {
    const { tokens } = this.code;
    let [low, high] = [0, tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    for (let token = tokens[low]; token; token = tokens[++low]) {
      const found = this.code.text.slice(token.start, token.end);
      if (found === text) return token;
      if (found !== ')') return null;
    }
    return null;
  }
}

/** `pred`, `low` of `this.low`, `table` of `table[i]`. */
export function nameOf(code: SourceCode, node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return null;
  return node.computed ? nameOf(code, node.object) : code.excerpt(node.property, 40);
}
