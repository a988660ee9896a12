/** Programs changed without understanding: by lines, by tokens, by the syntax tree, and two spliced into one. */

import type { AnyNode } from 'acorn';
import { applyEdits, mutationsOf } from '../../src/domain/mutation/mutant.ts';
import type { Edit } from '../../src/domain/mutation/sites.ts';
import { parseSource, type SourceCode, tokensOf } from '../../src/domain/source/code.ts';
import type { Dice, Weighted } from './dice.ts';
import { generateExpression, generateStatement } from './grammar.ts';
import * as words from './words.ts';

interface Meal {
  readonly dice: Dice;
  readonly source: string;
  /** Another program, to take pieces from. */
  readonly other: string;
}

type Change = (meal: Meal) => string;

/** The source with one to four changes. */
export function mutate(dice: Dice, source: string, other: string): string {
  const count = dice.weighted([
    [5, 1],
    [3, 2],
    [2, 4],
  ] as const);
  let text = source;
  for (let left = count; left > 0; left--) {
    text = dice.weighted(changes)({ dice, source: text, other });
  }
  return text;
}

const changes: Weighted<Change> = [
  [2, changeTokens],
  [7, changeTree],
  [2, tuneCodec],
  [2, splice],
  [1, changeLines],
];

// ---- lines ---------------------------------------------------------------------------------------

function changeLines({ dice, source, other }: Meal): string {
  const lines = source.split('\n');
  const at = dice.below(lines.length);
  switch (dice.below(5)) {
    case 0:
      lines.splice(at, dice.between(1, 4));
      break;
    case 1:
      lines.splice(at, 0, ...lines.slice(dice.below(lines.length), dice.below(lines.length)));
      break;
    case 2:
      lines.splice(at, 0, dice.pick(other.split('\n')));
      break;
    case 3:
      return source.slice(0, dice.below(source.length + 1));
    default:
      return source.slice(dice.below(source.length + 1));
  }
  return lines.join('\n');
}

// ---- tokens --------------------------------------------------------------------------------------

function changeTokens({ dice, source, other }: Meal): string {
  const tokens = [...tokensOf(source)];
  if (tokens.length < 2) return source;
  const one = dice.pick(tokens);
  const two = dice.pick(tokens);
  const textOf = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
  switch (dice.below(5)) {
    case 0:
      return applyEdits(source, [{ ...one, text: '' }]);
    case 1:
      return applyEdits(source, [{ ...one, text: `${textOf(one)} ${textOf(one)}` }]);
    case 2: {
      if (one === two) return source;
      const swapped = [
        { start: one.start, end: one.end, text: textOf(two) },
        { start: two.start, end: two.end, text: textOf(one) },
      ].sort((a, b) => a.start - b.start);
      return applyEdits(source, swapped);
    }
    case 3: {
      const same = tokens.filter(({ type }) => type === one.type);
      return applyEdits(source, [{ ...one, text: textOf(dice.pick(same)) }]);
    }
    default: {
      const strange = [...tokensOf(other)];
      if (strange.length === 0) return source;
      const { start, end } = dice.pick(strange);
      return applyEdits(source, [{ ...one, text: other.slice(start, end) }]);
    }
  }
}

// ---- the tree ------------------------------------------------------------------------------------

function changeTree({ dice, source, other }: Meal): string {
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') return changeTokens({ dice, source, other });
  const { code } = parsed;
  const edit = dice.weighted(treeChanges)({ dice, code, other });
  return edit === null ? source : applyEdits(source, [edit]);
}

interface Tree {
  readonly dice: Dice;
  readonly code: SourceCode;
  readonly other: string;
}

const treeChanges: Weighted<(tree: Tree) => Edit | null> = [
  [3, swapOperands],
  [3, changeOperator],
  [4, changeConstant],
  [3, dropStatement],
  [2, doubleStatement],
  [3, replaceExpression],
  [3, borrow],
  [1, insertStatement],
];

const isExpression = ({ type }: AnyNode) => /(Expression|Literal)$/.test(type);
const isStatement = ({ type }: AnyNode) => /(Statement|Declaration)$/.test(type);

function anyOf(
  { dice, code }: Pick<Tree, 'dice' | 'code'>,
  wanted: (node: AnyNode) => boolean,
): AnyNode | null {
  const found = code.nodes.filter(wanted);
  return found.length === 0 ? null : dice.pick(found);
}

function replacing(node: AnyNode | null, textOf: (node: AnyNode) => string): Edit | null {
  return node === null ? null : { start: node.start, end: node.end, text: textOf(node) };
}

function swapOperands(tree: Tree): Edit | null {
  const { text } = tree.code;
  return replacing(
    anyOf(tree, ({ type }) => type === 'BinaryExpression' || type === 'LogicalExpression'),
    (node) => {
      if (!('left' in node) || !('right' in node) || !('operator' in node)) return '';
      const [left, right] = [node.left, node.right].map((each) => {
        const { start, end } = each as AnyNode;
        return text.slice(start, end);
      });
      return `(${right}) ${node.operator} (${left})`;
    },
  );
}

function changeOperator({ dice, code }: Tree): Edit | null {
  const node = anyOf({ dice, code }, (each) => 'operator' in each);
  if (node === null || !('operator' in node)) return null;
  const at = code.text.indexOf(
    node.operator,
    'left' in node ? (node.left as AnyNode).end : node.start,
  );
  if (at < 0 || at >= node.end) return null;
  const text =
    node.type === 'AssignmentExpression'
      ? dice.pick(words.assignmentOperators)
      : ` ${dice.weighted(words.binaryOperators)} `;
  return { start: at, end: at + node.operator.length, text };
}

function changeConstant(tree: Tree): Edit | null {
  const { dice } = tree;
  return replacing(
    anyOf(tree, ({ type }) => type === 'Literal'),
    () =>
      dice.weighted<() => string>([
        [6, () => dice.weighted(words.numbers)],
        [1, () => dice.pick(words.strings)],
        [1, () => dice.pick(words.bigNumbers)],
        [1, () => String(dice.below(1000))],
      ])(),
  );
}

function dropStatement(tree: Tree): Edit | null {
  return replacing(anyOf(tree, isStatement), () => tree.dice.pick(['', '', ';', '{}']));
}

function doubleStatement(tree: Tree): Edit | null {
  const { text } = tree.code;
  return replacing(anyOf(tree, isStatement), ({ start, end }) =>
    `${text.slice(start, end)}\n`.repeat(2),
  );
}

function replaceExpression(tree: Tree): Edit | null {
  const names = namesOf(tree);
  return replacing(anyOf(tree, isExpression), () => `(${generateExpression(tree.dice, names)})`);
}

function insertStatement(tree: Tree): Edit | null {
  const node = anyOf(tree, isStatement);
  if (node === null) return null;
  const text = `\n${generateStatement(tree.dice, namesOf(tree))}\n`;
  return { start: node.end, end: node.end, text };
}

/** A piece of the same or the other program in the place of one of its kind. */
function borrow({ dice, code, other }: Tree): Edit | null {
  const parsed = parseSource(other);
  const giver = parsed.kind === 'parsed' && dice.chance(0.6) ? parsed.code : code;
  const kind = dice.chance(0.7) ? isExpression : isStatement;
  const given = anyOf({ dice, code: giver }, kind);
  if (given === null) return null;
  return replacing(anyOf({ dice, code }, kind), () => giver.text.slice(given.start, given.end));
}

function namesOf({ dice, code }: Tree): readonly string[] {
  const names = code.nodes.flatMap((node) => (node.type === 'Identifier' ? [node.name] : []));
  return names.length === 0 ? [] : dice.times(1, 6, () => dice.pick(names));
}

// ---- whole codecs --------------------------------------------------------------------------------

/** One of the changes that the product itself would try. */
function tuneCodec({ dice, source, other }: Meal): string {
  if (source.length > 8_000) return changeTree({ dice, source, other });
  const mutations = mutationsOf(source);
  return mutations.length === 0 ? source : applyEdits(source, dice.pick(mutations).edits);
}

/** The encoder of one and the decoder of the other, with whatever each declares; what clashes is left out. */
function splice({ dice, source, other }: Meal): string {
  const [one, two] = [parseSource(source), parseSource(other)];
  if (one.kind !== 'parsed' || two.kind !== 'parsed') return `${source}\n${other}`;
  const declared = new Set<string>();
  const parts: string[] = [];
  for (const [code, without] of [
    [one.code, 'decompressFrame'],
    [two.code, 'compressFrame'],
  ] as const) {
    for (const node of code.program.body) {
      const names = namesDeclaredBy(code, node);
      const clashes = names.some((name) => declared.has(name) || name === without);
      if (clashes && dice.chance(0.95)) continue;
      for (const name of names) declared.add(name);
      parts.push(code.text.slice(node.start, node.end));
    }
  }
  return `${parts.join('\n')}\n`;
}

function namesDeclaredBy(code: SourceCode, node: AnyNode): readonly string[] {
  const inner = 'declaration' in node && node.declaration ? (node.declaration as AnyNode) : node;
  const declarations = inner.type === 'VariableDeclaration' ? inner.declarations : [inner];
  return declarations.flatMap((each) => code.declaredBy(each).map(({ name }) => name));
}
