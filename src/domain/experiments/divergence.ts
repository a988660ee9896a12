/** Where module variables differ between the two machines after a frame. */

import { moduleVariables, renewState } from '../source/module-state.ts';
import { mostFact } from './bounds.ts';
import type { Divergence } from './causes/state.ts';
import type { Experimenting, ProbeResult } from './probe.ts';
import { type FailureScene, probeOf } from './scene.ts';

/** What the module variables of both machines held, as far as the readings tell. */
export interface HeldState {
  /** All module variables, in the order of the readings. */
  readonly names: readonly string[];
  readonly result: ProbeResult | undefined;
  readonly frames: number;
}

/** Runs the scene's clip with all variables told. */
export function* readState(scene: FailureScene): Experimenting<HeldState | null> {
  const source = renewState(scene.code, { how: 'as_loaded', encoder: [], decoder: [] });
  if (source === null) return null;
  const [result] = yield [probeOf(scene, { source, ticksPerCall: 4 * scene.ticksPerCall })];
  const names = moduleVariables(scene.code).map(({ name }) => name);
  return { names, result, frames: scene.clip.frames.length };
}

/** The first difference between the machines in one of these variables; null when none is seen. */
export function divergenceIn(
  { names, result, frames }: HeldState,
  variables: readonly string[],
): Divergence | null {
  for (let frame = 0; frame < frames; frame++) {
    const encoder = heldAfter(result, 'compress', frame);
    const decoder = heldAfter(result, 'decompress', frame);
    if (encoder === null || decoder === null) return null;
    for (const name of variables) {
      const at = names.indexOf(name);
      const found = difference(name, encoder[at], decoder[at]);
      if (found !== null) return { ...found, afterFrame: frame };
    }
  }
  return null;
}

/** The variables that one side changes after they were loaded. */
export function changedBy(
  { names, result, frames }: HeldState,
  call: 'compress' | 'decompress',
): readonly string[] {
  const loaded = heldAfter(result, 'load', -1);
  return names.filter((_, at) =>
    Array.from({ length: frames }, (__, frame) => heldAfter(result, call, frame)).some(
      (held) => held !== null && JSON.stringify(held[at]) !== JSON.stringify(loaded?.[at]),
    ),
  );
}

/** What a reading tells of all variables. It comes from the candidate's world: any form is possible. */
function heldAfter(
  result: ProbeResult | undefined,
  call: 'load' | 'compress' | 'decompress',
  frame: number,
): readonly unknown[] | null {
  if (result?.kind !== 'ran') return null;
  const found = result.calls.find((each) => each.call === call && each.frame === frame);
  if (!found?.reading) return null;
  try {
    const held: unknown = JSON.parse(found.reading);
    return Array.isArray(held) ? held : null;
  } catch {
    return null;
  }
}

function difference(
  what: string,
  a: unknown,
  b: unknown,
  depth = 0,
): Omit<Divergence, 'afterFrame'> | null {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return null;
    return { what: what.slice(0, mostFact), encoder: shown(a), decoder: shown(b) };
  }
  if (depth > 4 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return null;
  }
  const own: Readonly<Record<string, unknown>> = { ...a };
  const other: Readonly<Record<string, unknown>> = { ...b };
  for (const key of Object.keys(own)) {
    const name = Array.isArray(a) ? `${what}[${key}]` : `${what}.${key}`;
    const found = difference(name, own[key], other[key] ?? 'absent', depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function shown(value: string): string {
  return value === '' ? 'an empty text' : value.slice(0, mostFact);
}
