/** Which engine runs the candidates: part of the key of every evaluation. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EngineIdentity } from '../../domain/trial/trial.ts';

/** Raise it when a change of prelude or metrics changes results: cached evaluations are then measured anew. */
const evaluatorVersion = 3;

/** Reads the .wasm beside the bundle. */
export function engineIdentity(): EngineIdentity {
  const wasm = readFileSync(new URL('./quickjs.wasm', import.meta.url));
  return {
    name: 'quickjs',
    version: '2025-09-13',
    digest: createHash('sha256').update(wasm).digest('hex'),
    evaluator_version: evaluatorVersion,
  };
}
