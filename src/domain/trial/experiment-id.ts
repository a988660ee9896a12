import { shortDigest } from '../digest.ts';

/** What a trial is about: one source, as one head commit, against one baseline. */
export interface Experiment {
  readonly benchmark: string;
  readonly sourceDigest: string;
  /** null outside a pull request. */
  readonly headSha: string | null;
  readonly baselineDigest: string;
}

/** `lossless-<12 hex of the source>-<12 hex of the head, or none>-<12 hex of the baseline>`. */
export function experimentId(experiment: Experiment): string {
  const { benchmark, sourceDigest, headSha, baselineDigest } = experiment;
  const head = headSha === null ? 'none' : shortDigest(headSha);
  return [benchmark, shortDigest(sourceDigest), head, shortDigest(baselineDigest)].join('-');
}
