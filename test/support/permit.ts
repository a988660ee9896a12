/** Merge permits for tests: real ones, from an accepted trial. */

import assert from 'node:assert/strict';
import { digestOf } from '../../src/domain/digest.ts';
import {
  type MergePermit,
  permitMerge,
  permitMergeByPerson,
  type Standing,
} from '../../src/domain/merge-permit.ts';
import type { Forge } from '../../src/ports/forge.ts';
import { sampleTrial } from './trials.ts';

/**
 * A permit to merge the pull request as it stands now, the bot's own unless a person decides; `changes`
 * pretends that it stands otherwise.
 */
export async function permitFor(
  forge: Forge,
  number: number,
  path: string,
  { decides = 'bot', ...changes }: Partial<Standing> & { decides?: 'bot' | 'person' } = {},
): Promise<MergePermit> {
  const pullRequest = await forge.pullRequest(number);
  const { headSha } = pullRequest;
  const { mergeBase } = await forge.difference(pullRequest);
  const baseline = await forge.baseline(path);
  const digest = digestOf(baseline.source);
  const { candidate } = sampleTrial({});
  const trial = sampleTrial({
    candidate: { ...candidate, pull_request: number, head_sha: headSha },
    baseline: { source_digest: digest, evaluation: null },
  });
  const permit = decides === 'bot' ? permitMerge : permitMergeByPerson;
  const outcome = permit(trial, {
    path,
    headSha,
    open: true,
    baselineBlob: baseline.blob,
    mergeBaseBlob: (await forge.readFile(mergeBase, path))?.blob ?? null,
    baselineDigest: digest,
    ...changes,
  });
  assert.equal(outcome.kind, 'permitted');
  assert.ok(outcome.kind === 'permitted');
  return outcome.permit;
}
