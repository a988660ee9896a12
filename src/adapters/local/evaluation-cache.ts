/** Evaluations by key: as files, or for as long as the process lives. */

import type { Evaluation } from '../../domain/evaluation.ts';
import { evaluationSchema } from '../../domain/trial/schema.ts';
import type { EvaluationCache } from '../../ports/evaluation-cache.ts';
import { JsonFolder } from './json-folder.ts';

export class FileCache implements EvaluationCache {
  readonly #files: JsonFolder<Evaluation>;

  constructor(folder: string) {
    this.#files = new JsonFolder(folder, evaluationSchema);
  }

  /** A file that is damaged counts as none: it is computed again and written anew. */
  async get(key: string): Promise<Evaluation | null> {
    const read = this.#files.read(key);
    return read.kind === 'value' ? read.value : null;
  }

  async put(key: string, evaluation: Evaluation): Promise<void> {
    this.#files.write(key, evaluation);
  }
}

/** Remembers nothing beyond the process. */
export function memoryCache(): EvaluationCache {
  const known = new Map<string, Evaluation>();
  return {
    get: async (key) => known.get(key) ?? null,
    put: async (key, evaluation) => {
      known.set(key, evaluation);
    },
  };
}
