/** Everything that can go wrong with a candidate, as data. `diagnose` turns it into an analysis. */

import type { PlaneName } from './video/frame.ts';

/** A place in the candidate's source; both count from 1. */
export interface SourceLocation {
  readonly line: number;
  readonly column: number;
}

/** The call during which something happened; `load` is the module's own top level. */
export interface CallSite {
  readonly call: 'load' | 'compress' | 'decompress';
  readonly clip: string;
  readonly quality: number;
  /** Counts from 0; -1 while the module loads. */
  readonly frame: number;
}

/** The first sample, in storage order, at which the decoded frame differs from the source. */
export interface FirstMismatch {
  readonly clip: string;
  readonly frame: number;
  readonly plane: PlaneName;
  readonly x: number;
  readonly y: number;
  readonly expected: number;
  readonly actual: number;
}

/** What a call into the candidate did wrong, as the sandbox saw it. */
export type CallFault =
  /** Threw. `name` and `message` are read without running any of the candidate's code. */
  | {
      readonly kind: 'thrown';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      readonly location: SourceLocation | null;
    }
  /** The module lacks a function that the contract asks for; `found` says what is there instead. */
  | { readonly kind: 'missing_export'; readonly name: string; readonly found: string }
  /** Returned something that is not bytes: "NaN", "undefined", "a string", "an Int16Array", ... */
  | { readonly kind: 'not_bytes'; readonly returned: string }
  /** The decoder gave back a frame of the wrong size, in bytes. */
  | { readonly kind: 'wrong_size'; readonly expected: number; readonly actual: number }
  /** A lossless benchmark's frame came back changed. */
  | { readonly kind: 'mismatch'; readonly first: FirstMismatch }
  | { readonly kind: 'tick_limit'; readonly limit: number }
  /** The watchdog ended the call: no tick was seen for so many seconds. */
  | { readonly kind: 'unresponsive'; readonly seconds: number }
  | { readonly kind: 'out_of_memory'; readonly limitMb: number }
  | {
      readonly kind: 'stack_overflow';
      readonly limitKb: number;
      readonly location: SourceLocation | null;
    }
  /** The engine broke down under the candidate's code, in a way none of its limits explains. */
  | { readonly kind: 'engine_stopped'; readonly message: string }
  | { readonly kind: 'output_too_large'; readonly bytes: number; readonly limit: number };

/** One finding of the static check. */
export interface Finding extends SourceLocation {
  readonly rule:
    | 'syntax'
    | 'too_large'
    | 'too_deep'
    | 'builtin_import'
    | 'missing_import'
    | 'unlinkable_export'
    | 'unknown_global'
    | 'eval'
    | 'async'
    | 'missing_export';
  /** One sentence that names the thing: "Forbidden import: node:os". */
  readonly message: string;
  /** What to do instead, one or two sentences. */
  readonly fix: string;
}

/** A curve that does not span the window over which rates are compared; `axis` in dB. */
export interface CurveGap {
  readonly clip: string;
  readonly axis: 'psnr_db' | 'ssim_db';
  readonly covered: readonly [number, number] | null;
  readonly needed: readonly [number, number];
}

/** A window that neither the candidate nor the baseline reaches. */
export interface MissedWindow {
  readonly gap: CurveGap;
  /** The clip's place in benchmark.json, from 0. */
  readonly place: number;
  /** What the baseline's curve covers. */
  readonly baseline: readonly [number, number] | null;
}

export type Failure =
  | { readonly kind: 'static'; readonly finding: Finding }
  | { readonly kind: 'call'; readonly site: CallSite; readonly fault: CallFault }
  | { readonly kind: 'curve'; readonly gap: CurveGap }
  | { readonly kind: 'infrastructure'; readonly error: string; readonly stack: string };
