/** A repair: a small edit that may mend a candidate. Nobody believes it before it was run. */

import type { AnyNode } from 'acorn';
import { type Side, sidesOf } from '../../mutation/sides.ts';
import type { Edit } from '../../mutation/sites.ts';
import type { SourceCode } from '../../source/code.ts';

export interface Repair {
  /** Which mistake it would mend: a key of the catalogue. */
  readonly kind: string;
  /** What is at fault. */
  readonly node: AnyNode;
  /** What is quoted, without and with the edits: the node, unless more belongs to it. */
  readonly quote: { readonly start: number; readonly end: number };
  /** In source order, without overlaps. */
  readonly edits: readonly Edit[];
  /** The name that matters, where there is one. */
  readonly name: string | null;
  /** The place on the other side that it is made equal to. */
  readonly counterpart: AnyNode | null;
  /** How much it is worth trying among those of its kind: 1 as a rule. */
  readonly weight: number;
}

/** What is said of a repair when it mends. */
export interface Words {
  readonly cause: string;
  readonly fix: string;
}

/** What is known of one that was run; texts are the candidate's, and hostile. */
export interface RepairFacts {
  readonly functionName: string | null;
  readonly line: number;
  /** The expression or statement as it stands, and with the edit; empty when nothing stands there. */
  readonly before: string;
  readonly after: string;
  readonly name: string | null;
  readonly counterpart: {
    readonly functionName: string | null;
    readonly line: number;
    readonly text: string;
  } | null;
}

/** One kind of mistake and its repair. */
export interface RepairKind {
  /** How often it is the truth, in general, where it mends: 0 to 1. */
  readonly prior: number;
  /** Why it could make a failure disappear without mending the mistake; null when it hardly can. */
  readonly masking: string | null;
  /**
   * Whether the code is wrong as it stands, whatever was meant: it does something else than it reads as, or differs from
   * its counterpart on the other side. Then a run with which all is well shows the mistake.
   */
  readonly telling: boolean;
  readonly words: (facts: RepairFacts) => Words;
}

export type RepairKinds = Readonly<Record<string, RepairKind>>;

/** A group of kinds that look for similar mistakes. */
export interface Family {
  readonly kinds: RepairKinds;
  readonly find: (tree: RepairTree) => readonly Repair[];
}

/** The source that is to be mended, with which side runs what. */
export interface RepairTree {
  readonly code: SourceCode;
  readonly sideOf: (node: AnyNode) => Side;
}

export function repairTree(code: SourceCode): RepairTree {
  const sides = sidesOf(code);
  const known = new Map<AnyNode, Side>();
  return {
    code,
    sideOf: (node) => {
      const side = known.get(node) ?? sides(node);
      known.set(node, side);
      return side;
    },
  };
}

/** A repair with the usual defaults. */
export function repair(
  kind: string,
  node: AnyNode,
  edits: readonly Edit[],
  more: Partial<Pick<Repair, 'name' | 'counterpart' | 'weight' | 'quote'>> = {},
): Repair {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const { start, end } = node;
  return {
    kind,
    node,
    quote: { start, end },
    edits: sorted,
    name: null,
    counterpart: null,
    weight: 1,
    ...more,
  };
}
