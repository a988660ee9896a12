/** What an error's message means, rule by rule. */

import type { FailureCategory } from '../analysis.ts';
import type { CallFault, SourceLocation } from '../failure.ts';
import type { Scene } from './scene.ts';

export type Thrown = Extract<CallFault, { kind: 'thrown' }>;

/** A scene in which something was thrown, with what can be read off the stack. */
export interface ThrownScene extends Scene {
  readonly fault: Thrown;
  /** Where in the text; null when the engine did not say. */
  readonly offset: number | null;
  /** " at line 12", or nothing. */
  readonly line: string;
  /** The built-in function in which it was thrown: "set", "Uint8Array". */
  readonly native: string | null;
}

export interface Clause {
  /** What is wrong, a sentence without its full stop: the place follows in brackets. */
  readonly what: string;
  /** Why, a whole sentence. */
  readonly why?: string | null;
  readonly fix: string;
  readonly category?: FailureCategory;
  readonly location?: SourceLocation | null;
  readonly subject?: string;
}

/** A message of the engine, and what it means in a given place. null: look at the next rule. */
export interface ThrownRule {
  readonly pattern: RegExp;
  readonly explain: (scene: ThrownScene, match: RegExpExecArray) => Clause | null;
}
