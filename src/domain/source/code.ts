/** A candidate's source as text, tokens and syntax tree: what the static check and the diagnosis look at. */

import { type AnyNode, type Options, Parser, type Program, type Token } from 'acorn';
import { analyze, type Reference, type ScopeManager, type Variable } from 'eslint-scope';
import type { SourceLocation } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';

/** What the engine understands: ES2025 is the newest that it runs whole (it has no `using`). */
const options: Options = { ecmaVersion: 2025, sourceType: 'module', ranges: true };

/** Levels of the syntax tree, and of brackets; far above what people and models write. */
export const mostLevels = 500;
const mostBrackets = 200;

export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}

export type ParseOutcome =
  | {
      readonly kind: 'parsed';
      readonly code: SourceCode;
      /** `export { name }` of names that nothing declares. */
      readonly undeclaredExports: readonly { readonly name: string; readonly offset: number }[];
    }
  | { readonly kind: 'unparsable'; readonly problem: SyntaxProblem }
  | { readonly kind: 'too_deep'; readonly offset: number };

/** Parses a module. Bounded in depth: hostile nesting is an outcome and never overflows the stack. */
export function parseSource(text: string): ParseOutcome {
  const deep = tooManyBrackets(text);
  if (deep !== null) return { kind: 'too_deep', offset: deep };
  const undeclaredExports: { name: string; offset: number }[] = [];
  const tokens: Token[] = [];
  const Tolerant = Parser.extend(
    (Base) =>
      class extends Base {
        /** The one mistake after which parsing goes on: everything else about the file is still worth saying. */
        raiseRecoverable(offset: number, message: string): void {
          const name = /^Export '(.*)' is not defined$/s.exec(message)?.[1];
          if (name === undefined) throw Object.assign(new SyntaxError(message), { pos: offset });
          undeclaredExports.push({ name, offset });
        }
      },
  );
  try {
    const program = Tolerant.parse(text, { ...options, onToken: tokens });
    const tree = growTree(program);
    if (tree.kind === 'too_deep') return tree;
    const code = new SourceCode(text, program, tree.parents, tokens);
    return { kind: 'parsed', code, undeclaredExports };
  } catch (error) {
    return unparsable(error);
  }
}

function unparsable(error: unknown): ParseOutcome {
  // Where the stack ends differs between machines: the finding must not.
  if (error instanceof RangeError) return { kind: 'too_deep', offset: 0 };
  if (!(error instanceof SyntaxError)) throw error;
  if (/^Not enough stack space/.test(error.message)) return { kind: 'too_deep', offset: 0 };
  const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  return { kind: 'unparsable', problem: { message, offset } };
}

/** The tokens up to the first that is none, or is nested too deeply to be one. */
export function* tokensOf(text: string): Generator<Token> {
  try {
    yield* Parser.tokenizer(text, options);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
  }
}

const opening = new Set(['(', '[', '{', '${']);
const closing = new Set([')', ']', '}']);

export function opens(token: Token): boolean {
  return opening.has(token.type.label);
}

export function closes(token: Token): boolean {
  return closing.has(token.type.label);
}

/** Offset of the bracket that is one too many. Parentheses leave no trace in the tree: they are counted before. */
function tooManyBrackets(text: string): number | null {
  let depth = 0;
  for (const token of tokensOf(text)) {
    if (opens(token)) depth += 1;
    if (closes(token)) depth -= 1;
    if (depth > mostBrackets) return token.start;
  }
  return null;
}

type Tree =
  | { readonly kind: 'grown'; readonly parents: ReadonlyMap<AnyNode, AnyNode | null> }
  | { readonly kind: 'too_deep'; readonly offset: number };

/** Every node, parents first and in source order, with its parent. */
function growTree(program: Program): Tree {
  const parents = new Map<AnyNode, AnyNode | null>();
  const waiting: [node: AnyNode, parent: AnyNode | null, level: number][] = [[program, null, 1]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, parent, level] = next;
    if (level > mostLevels) return { kind: 'too_deep', offset: node.start };
    // `export { a }` holds one node twice.
    if (parents.has(node)) continue;
    parents.set(node, parent);
    const children = childrenOf(node).sort((a, b) => b.start - a.start);
    for (const child of children) waiting.push([child, node, level + 1]);
  }
  return { kind: 'grown', parents };
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

export class SourceCode {
  readonly text: string;
  readonly program: Program;
  readonly tokens: readonly Token[];
  /** Parents first, in source order. */
  readonly nodes: readonly AnyNode[];
  #places = new Map<AnyNode, number>();
  #parents: ReadonlyMap<AnyNode, AnyNode | null>;
  #scopes: ScopeManager;
  #references = new Map<unknown, Reference>();
  #lineStarts: readonly number[] | null = null;

  constructor(
    text: string,
    program: Program,
    parents: ReadonlyMap<AnyNode, AnyNode | null>,
    tokens: readonly Token[],
  ) {
    this.text = text;
    this.program = program;
    this.tokens = tokens;
    this.nodes = [...parents.keys()];
    for (const [place, node] of this.nodes.entries()) this.#places.set(node, place);
    this.#parents = parents;
    // The same tree in the words of another library.
    this.#scopes = analyze(program as Parameters<typeof analyze>[0], {
      ecmaVersion: 2025,
      sourceType: 'module',
      ignoreEval: true,
    });
    for (const scope of this.#scopes.scopes) {
      for (const reference of scope.references) {
        this.#references.set(reference.identifier, reference);
      }
    }
  }

  parent(node: AnyNode): AnyNode | null {
    return this.#parents.get(node) ?? null;
  }

  /** From the parent outwards. */
  *ancestors(node: AnyNode): Generator<AnyNode> {
    for (let at = this.parent(node); at !== null; at = this.parent(at)) yield at;
  }

  /** The node and all that is inside it. */
  within(node: AnyNode): readonly AnyNode[] {
    const from = this.#places.get(node);
    if (from === undefined) return [];
    // Parents come first and nodes in source order: what is inside follows without a gap.
    let to = from + 1;
    while (to < this.nodes.length && contains(node, this.nodes[to] as AnyNode)) to += 1;
    return this.nodes.slice(from, to);
  }

  /** Names that nothing in the file declares. */
  unresolved(): readonly Reference[] {
    return this.#scopes.globalScope?.through ?? [];
  }

  /** Every variable of that name, wherever it is declared. */
  variablesNamed(name: string): readonly Variable[] {
    return this.#scopes.scopes.flatMap(({ set }) => set.get(name) ?? []);
  }

  /** What an identifier that is used (not declared) stands for. */
  variableOf(node: AnyNode): Variable | null {
    return this.#references.get(node)?.resolved ?? null;
  }

  /** What a declaration declares. */
  declaredBy(node: AnyNode): readonly Variable[] {
    return this.#scopes.getDeclaredVariables(
      node as Parameters<ScopeManager['getDeclaredVariables']>[0],
    );
  }

  /** One line of source, clipped. */
  excerpt(node: AnyNode, max = 60): string {
    return plainLine(this.text.slice(node.start, node.end), max);
  }

  locate(at: AnyNode | number): SourceLocation {
    const offset = typeof at === 'number' ? at : at.start;
    this.#lineStarts ??= lineStartsOf(this.text);
    // The last line that starts there or before.
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] as number) + 1 };
  }
}

export function contains(outer: AnyNode, inner: AnyNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function lineStartsOf(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** Line and column of an offset; only line feeds end lines, as in a diff. */
export function locate(text: string, offset: number): SourceLocation {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** Offset of a place that the engine names: it counts columns in code points. null when there is no such place. */
export function offsetOf(text: string, { line, column }: SourceLocation): number | null {
  const lines = text.split('\n');
  const named = lines[line - 1];
  if (named === undefined) return null;
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return start + [...named].slice(0, column - 1).join('').length;
}
