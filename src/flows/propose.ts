/** Proposes one candidate: asks the proposer, and opens a pull request with what it wrote. */

import { digestOf } from '../domain/digest.ts';
import { noCost } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import type { Proposer } from '../ports/proposer.ts';
import { renderPullRequest } from '../render/pull-request.ts';
import { evaluatingStatus } from '../render/status.ts';
import { readHistory, triedDigests } from './history.ts';
import type { Workshop } from './workshop.ts';

export type ProposeOutcome =
  | { readonly kind: 'opened'; readonly pullRequest: PullRequest }
  | { readonly kind: 'exhausted'; readonly why: string };

/** Opens at most one pull request. A second run after a crash finds the first one's by its branch. */
export async function proposeCandidate(
  workshop: Workshop,
  proposer: Proposer,
): Promise<ProposeOutcome> {
  const { forge, benchmark, path } = workshop;
  const baseline = await forge.baseline(path);
  const history = await readHistory(workshop);
  const outcome = await proposer.propose({
    benchmark: benchmark.name,
    baseline: baseline.source,
    history: history.map(({ trial }) => trial),
    tried: await triedDigests(workshop, baseline.source),
  });
  if (outcome.kind === 'exhausted') return outcome;
  const { title, hypothesis, source, author } = outcome.proposal;
  const record = {
    benchmark: benchmark.name,
    title,
    hypothesis,
    author,
    parent: digestOf(baseline.source),
    source_digest: digestOf(source),
    successor_of: null,
  };
  const page = renderPullRequest(record, { model: null, cost: noCost });
  const opened = await forge.openCandidate({ ...page, path, source, base: baseline.commit });
  const { pullRequest } = opened;
  if (opened.kind === 'opened') await forge.postStatus(pullRequest.headSha, evaluatingStatus);
  workshop.narrate({ kind: 'opened', pullRequest, title, hypothesis });
  return { kind: 'opened', pullRequest };
}
