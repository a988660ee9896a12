/** What keeps a winner out of the default branch, although everything that the bot decides speaks for it. */

export const hindranceKinds = [
  'reviews',
  'checks',
  'merge_queue',
  'squash_off',
  'conversations',
  /** The token, or nobody like it, may change the default branch. */
  'not_allowed',
  'conflict',
  'draft',
  /** It does not go into the default branch. */
  'other_branch',
  'unknown',
] as const;

export type HindranceKind = (typeof hindranceKinds)[number];

export interface Hindrance {
  readonly kind: HindranceKind;
  /** The forge's own words. */
  readonly why: string;
}
