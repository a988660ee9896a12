/** What encoder and decoder both do, but not in the same way: one is made like the other. */

import type { AnyNode } from 'acorn';
import type { Edit } from '../../../mutation/sites.ts';
import { inserted, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { type Hunk, isName, type Piece, piecesOf, type Twins, twinsOf } from '../twins.ts';
import { inPlace, kind, place, quoted } from '../wording.ts';

const other = (f: {
  readonly counterpart: {
    readonly functionName: string | null;
    readonly line: number;
    readonly text: string;
  } | null;
}) =>
  f.counterpart === null
    ? 'the other side'
    : `${place(f.counterpart)} has ${quoted(f.counterpart.text)}`;

const kinds = {
  differs_from_counterpart: kind(
    0.6,
    (f) =>
      `${inPlace(f)} stands ${quoted(f.before)}, but ${other(f)}: encoder and decoder do not do the same.`,
    { telling: true, fix: (f) => `Make both alike: ${quoted(f.after)} at line ${f.line}.` },
  ),
  missing_beside_counterpart: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, a step is missing that the other side does: ${other(f)}. After it the two no longer agree.`,
    { fix: (f) => `Add ${quoted(f.after)} at line ${f.line}.` },
  ),
  only_on_one_side: kind(
    0.3,
    (f) => `${inPlace(f)}, ${quoted(f.before)} is done, and the other side has no such step.`,
    {
      fix: (f) =>
        `Do the same on the other side, or leave ${quoted(f.before)} (line ${f.line}) away.`,
      masking: 'what is removed cannot fail',
    },
  ),
};

function find(tree: RepairTree): readonly Repair[] {
  const { code } = tree;
  const pieces = piecesOf(code).filter(({ within }) => within !== null);
  const twins = twinsOf(pieces);
  return [...twins.flatMap((each) => alike(tree, each)), ...steps(tree, twins)];
}

/** Each of the two made like the other. */
function alike(tree: RepairTree, twins: Twins): readonly Repair[] {
  const { a, b, hunks, likeness } = twins;
  if (hunks.length === 0 || hunks.length > 6) return [];
  const hard = hunks.filter(({ isSoft }) => !isSoft);
  const across = isAcross(tree, a, b);
  // The more names differ, the likelier the two do different things.
  const renamed = hunks.filter(({ isSoft }) => isSoft).length / a.words.length;
  const share = (across ? 1 : 0.35) * likeness * (1 - renamed);
  const chosen = hard.length === 1 ? hard : hard.length === 0 ? hunks : [];
  return chosen.flatMap((hunk) => {
    const weight = share * (hunk.isSoft ? 0.45 / hunks.length : 1);
    return [
      ...made(tree, { from: b, to: a, hunk: turned(hunk), hunks: hunks.map(turned), weight }),
      ...made(tree, { from: a, to: b, hunk, hunks, weight }),
    ];
  });
}

function turned({ a, b, isSoft }: Hunk): Hunk {
  return { a: b, b: a, isSoft };
}

/** Whether one belongs to the encoder and the other to the decoder. */
function isAcross({ sideOf }: RepairTree, a: Piece, b: Piece): boolean {
  const [p, q] = [sideOf(a.node), sideOf(b.node)];
  const encodes = (side: string) => side === 'encoder' || side === 'writer';
  return (encodes(p) && q === 'decoder') || (p === 'decoder' && encodes(q));
}

interface Making {
  /** `hunk.a` lies in `from`, `hunk.b` in `to`. */
  readonly from: Piece;
  readonly to: Piece;
  readonly hunk: Hunk;
  readonly hunks: readonly Hunk[];
  readonly weight: number;
}

/** `to` with the hunk as it stands in `from`, in names of `to`. */
function made({ code }: RepairTree, { from, to, hunk, hunks, weight }: Making): readonly Repair[] {
  const names = renaming(from, to, hunks);
  const text = inOtherNames(code.text, from, hunk.a, hunk.isSoft ? new Map() : names);
  const edit = hunkEdit(to, hunk.b, text);
  if (edit === null) return [];
  return [repair('differs_from_counterpart', to.node, [edit], { counterpart: from.node, weight })];
}

function hunkEdit(to: Piece, [start, end]: readonly [number, number], text: string): Edit | null {
  const [first, last] = [to.tokens[start], to.tokens[end - 1]];
  if (end > start)
    return first && last ? replaced({ start: first.start, end: last.end }, text) : null;
  const before = to.tokens[start - 1];
  const at = before?.end ?? first?.start;
  return at === undefined || text === ''
    ? null
    : inserted(at, /^[\w$]/.test(text) || /[\w$]$/.test(text) ? ` ${text} ` : text);
}

/** Names of `from` and what they are called in `to`. */
function renaming(from: Piece, to: Piece, hunks: readonly Hunk[]): ReadonlyMap<string, string> {
  return new Map(
    hunks
      .filter(({ isSoft }) => isSoft)
      .map(({ a, b }) => [from.words[a[0]] ?? '', to.words[b[0]] ?? '']),
  );
}

/** A stretch of a piece as text, with other names. */
function inOtherNames(
  text: string,
  piece: Piece,
  [start, end]: readonly [number, number],
  names: ReadonlyMap<string, string>,
): string {
  let result = '';
  let at = piece.tokens[start]?.start ?? 0;
  for (const token of piece.tokens.slice(start, end)) {
    const word = text.slice(token.start, token.end);
    result += text.slice(at, token.start) + (names.get(word) ?? word);
    at = token.end;
  }
  return result;
}

const stepTypes = new Set(['ExpressionStatement', 'IfStatement']);

/** Statements that only one side has, between such that both have. */
function steps(tree: RepairTree, twins: readonly Twins[]): readonly Repair[] {
  const { code } = tree;
  const twinOf = new Map<
    AnyNode,
    { readonly node: AnyNode; readonly twins: Twins; readonly isA: boolean }[]
  >();
  for (const each of twins) {
    if (each.hunks.some(({ isSoft }) => !isSoft) || !isAcross(tree, each.a, each.b)) continue;
    twinOf.set(each.a.node, [
      ...(twinOf.get(each.a.node) ?? []),
      { node: each.b.node, twins: each, isA: true },
    ]);
    twinOf.set(each.b.node, [
      ...(twinOf.get(each.b.node) ?? []),
      { node: each.a.node, twins: each, isA: false },
    ]);
  }
  const blocks = code.nodes.flatMap((node) =>
    node.type === 'BlockStatement' ? [node.body as readonly AnyNode[]] : [],
  );
  return blocks.flatMap((list) =>
    list.flatMap((step, i) => {
      if (!stepTypes.has(step.type) || twinOf.has(step) || step.end - step.start > 160) return [];
      const side = tree.sideOf(step);
      if (side !== 'encoder' && side !== 'decoder' && side !== 'writer') return [];
      return [
        ...added(list, step, i),
        repair('only_on_one_side', step, [replaced(step, '')], { weight: 0.5 }),
      ];
    }),
  );

  /** The step put beside the twin of its neighbour. */
  function added(list: readonly AnyNode[], step: AnyNode, i: number): readonly Repair[] {
    return [-1, 1].flatMap((way) => {
      const neighbour = list[i + way];
      const known = neighbour === undefined ? [] : (twinOf.get(neighbour) ?? []);
      return known.slice(0, 3).map(({ node, twins: pair, isA }) => {
        const [from, to] = isA ? [pair.a, pair.b] : [pair.b, pair.a];
        const names = renaming(from, to, isA ? pair.hunks : pair.hunks.map(turned));
        const text = renameText(textOf(code, step), names);
        const edit = way === -1 ? inserted(node.end, ` ${text}`) : inserted(node.start, `${text} `);
        return repair('missing_beside_counterpart', node, [edit], { counterpart: step });
      });
    });
  }
}

function renameText(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/(?<![.\w$])[A-Za-z_$][\w$]*/g, (word) =>
    isName(word) ? (names.get(word) ?? word) : word,
  );
}

export const counterparts: Family = { kinds, find };
