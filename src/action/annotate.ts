/** The failing line as an annotation; @actions/core escapes what a candidate could smuggle into it. */

import * as core from '@actions/core';
import type { Trial } from '../domain/trial/trial.ts';

/** `file` is the candidate's path in the repository. */
export function annotate({ analysis }: Trial, file: string): void {
  if (!analysis) return;
  const { location, failure_category: title, root_cause: cause, fix_suggestion: fix } = analysis;
  const place = location ? { startLine: location.line, startColumn: location.column } : {};
  core.error(`${cause}\n${fix}`, { title, file, ...place });
}
