/** Which parts of a source a call runs: counters in every function and branch, read after each call. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { isFunction } from '../../source/functions.ts';
import { readingExport } from '../probe.ts';
import { applyOrdered, type Edit } from './woven.ts';

/** A part of the source that runs as a whole, or not at all. */
export interface Region {
  readonly node: AnyNode;
}

export interface Instrumented {
  readonly source: string;
  readonly regions: readonly Region[];
  /** The region a node lies in; -1 at the top level. */
  readonly regionOf: (node: AnyNode) => number;
}

const counter = '__crucible_runs';

/** The source with counters. It does what it did before, a little slower. */
export function withCounters(code: SourceCode): Instrumented {
  const regions: Region[] = [];
  const edits: Edit[] = [];
  const numbers = new Map<AnyNode, number>();
  for (const node of code.nodes) {
    for (const part of branchesOf(node)) {
      if (numbers.has(part)) continue;
      const count = `${counter}[${regions.length}]=1`;
      numbers.set(part, regions.length);
      regions.push({ node: part });
      edits.push(...countersIn(code, part, count));
    }
  }
  const head = `const ${counter} = new Uint8Array(${Math.max(1, regions.length)});\n`;
  const tail = `\nexport function ${readingExport}() { const seen = ${counter}.join(''); ${counter}.fill(0); return seen; }\n`;
  return {
    source: head + applyOrdered(code.text, edits) + tail,
    regions,
    regionOf: (node) => {
      const own = numbers.get(node);
      if (own !== undefined) return own;
      for (const outer of code.ancestors(node)) {
        const number = numbers.get(outer);
        if (number !== undefined) return number;
      }
      return -1;
    },
  };
}

/** The parts of a node that may run without the others. */
function branchesOf(node: AnyNode): readonly AnyNode[] {
  if (isFunction(node)) return [node.body];
  switch (node.type) {
    case 'IfStatement':
      return node.alternate ? [node.consequent, node.alternate] : [node.consequent];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'LogicalExpression':
      return [node.right];
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [node.body];
    case 'SwitchCase':
      return node.consequent.length > 0 ? [node] : [];
    default:
      return [];
  }
}

function countersIn(code: SourceCode, part: AnyNode, count: string): readonly Edit[] {
  if (part.type === 'SwitchCase') {
    const [first] = part.consequent;
    return first ? [{ start: first.start, end: first.start, text: `${count};` }] : [];
  }
  if (part.type === 'BlockStatement') {
    return [{ start: afterDirectives(part), end: afterDirectives(part), text: `${count};` }];
  }
  if (/Statement$|^VariableDeclaration$/.test(part.type)) return around(part, `{${count};`, '}');
  const parent = code.parent(part);
  // A name in a pattern's default and the like is left alone.
  return parent === null ? [] : around(part, `(${count},`, ')');
}

function afterDirectives(block: AnyNode & { type: 'BlockStatement' }): number {
  const directive = block.body.findLast((each) => 'directive' in each && each.directive);
  return directive?.end ?? block.start + 1;
}

function around(node: AnyNode, before: string, after: string): readonly Edit[] {
  return [
    { start: node.start, end: node.start, text: before },
    { start: node.end, end: node.end, text: after },
  ];
}

/** The regions of a reading; none when it cannot be read. */
export function seenIn(reading: string | null): ReadonlySet<number> {
  const seen = new Set<number>();
  for (let i = 0; i < (reading?.length ?? 0); i++) if (reading?.[i] === '1') seen.add(i);
  return seen;
}
