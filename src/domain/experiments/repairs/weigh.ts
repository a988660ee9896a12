/** How convincing a repair is that holds: a true one changes as little as possible of what was right. */

import type { FailureScene } from '../scene.ts';
import { kindOf } from './catalogue.ts';
import type { Turn } from './groups.ts';
import type { Ranked } from './rank.ts';
import type { RepairTree } from './repair.ts';

export interface Held extends Ranked {
  readonly weight: number;
}

/** A repair that changes bytes of cases that were right before mends something else, or more than it should. */
const changesRightBytes = 0.3;
/** A repair after which the encoder compresses worse may only keep it from doing what failed. */
const needsMoreBytes = 0.3;
/** The same where what was right keeps its bytes: what failed may have been shorter because it was lost. */
const needsMoreWhereItFailed = 0.6;
const growth = 1.03;
const mayMask = 0.6;
/** What such a mistake loses was shorter for it. */
const changesRightBytesOfTelling = 0.7;
/** An edit of what both sides run changes both alike: they may agree on something that was not meant. */
const changesBothSides = 0.4;
/** Code that is wrong as it stands needs no further reason to be wrong. */
const isTelling = 1.5;

/** The share of a repair that reaches just what is asked; one that reaches twice as much has its whole weight. */
const justEnough = 0.4;

/** Weighs what held by what it did in cases in which something is known of the source as it is. */
export function weighed(
  { floor, sideOf }: Pick<FailureScene, 'floor'> & Pick<RepairTree, 'sideOf'>,
  holding: readonly { readonly ranked: Ranked; readonly turns: readonly Turn[] }[],
  before: readonly Turn[],
): readonly Held[] {
  return holding.map(({ ranked, turns }) => {
    const right = before.flatMap((turn, i) => (turn.cameBack ? [{ turn, now: turns[i] }] : []));
    const kept = right.every(
      ({ turn, now }) => now !== undefined && sameBytes(turn.encoded, now.encoded),
    );
    const comparable = before
      .map((turn, i) => ({ turn, now: turns[i] }))
      .filter(({ turn, now }) => now?.encoded.length === turn.encoded.length);
    const size = (list: readonly Uint8Array[]) => list.reduce((sum, { length }) => sum + length, 0);
    const old = comparable.reduce((sum, { turn }) => sum + size(turn.encoded), 0);
    const now = comparable.reduce((sum, each) => sum + size(each.now?.encoded ?? []), 0);
    const reached =
      floor && turns[0]?.decibels != null ? (turns[0].decibels - floor.decibels) / floor.margin : 1;
    const isLarger = now > growth * old + 8;
    const { telling, masking } = kindOf(ranked.repair);
    const factors = [
      justEnough + (1 - justEnough) * Math.max(0, Math.min(1, reached)),
      kept ? 1 : telling ? changesRightBytesOfTelling : changesRightBytes,
      !isLarger || telling ? 1 : kept && right.length > 0 ? needsMoreWhereItFailed : needsMoreBytes,
      masking === null ? 1 : mayMask,
      telling ? isTelling : sideOf(ranked.repair.node) === 'both' ? changesBothSides : 1,
    ];
    return {
      ...ranked,
      weight: factors.reduce((product, factor) => product * factor, ranked.score),
    };
  });
}

function sameBytes(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (bytes, i) => bytes.length === b[i]?.length && bytes.every((byte, at) => byte === b[i]?.[at]),
    )
  );
}
