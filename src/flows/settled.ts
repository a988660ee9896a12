/** What became of an open candidate when it was looked at. */

export type Settled =
  | { readonly kind: 'merged' }
  | { readonly kind: 'closed' }
  /** It stays open as it is: a person decides, repairs it, or mends what is in the way. */
  | { readonly kind: 'stays' }
  /** Its head has no verdict: it has to be evaluated. */
  | { readonly kind: 'due' };
