/** What must hold at every moment, whatever happens on the way: looked at after each request that was served. */

import { digestOf } from '../../src/domain/digest.ts';
import type { LedgerEntry } from '../../src/domain/ledger-text.ts';
import { parseLedgerEntry } from '../../src/domain/ledger-text.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import { type MarkerParse, parseMarker } from '../../src/render/marker.ts';
import { parseProposal } from '../../src/render/pull-request.ts';
import { vouchingEnd } from '../../src/render/status.ts';
import { findInTree } from '../support/github/files.ts';
import { isPull, type PullRequest } from '../support/github/model.ts';
import type { TestRepository } from '../support/github/repository.ts';
import { codecPath } from '../support/workshop.ts';
import { usdPerAnswer } from './model.ts';
import type { World } from './world.ts';

const verdict = 'codec-crucible/verdict';
const parsed = new Map<string, MarkerParse>();

function markerOf(body: string): MarkerParse {
  const known = parsed.get(body) ?? parseMarker(body);
  parsed.set(body, known);
  return known;
}

interface Vouched {
  readonly trial: Trial;
  readonly commit: string;
}

/** The broken ones, in words; none when all is well. */
export function brokenInvariants(world: World): string[] {
  const { repository } = world;
  return [
    ...repository.pulls.flatMap((pull) => [
      ...ofReviews(pull),
      ...ofMerge(pull),
      ...ofStatus(pull),
    ]),
    ...ofMerges(repository),
    ...ofSources(repository),
    ...ofMoney(world),
    ...repository.github.violations.map((each) => `GitHub would not have it: ${each}`),
  ];
}

/** The trials of a pull request that are believed. */
function vouchedFor(pull: PullRequest): Vouched[] {
  return pull.reviews.flatMap(({ body, author, commit, state }) => {
    const marker = author.type === 'Bot' && state !== 'PENDING' ? markerOf(body) : null;
    if (marker?.kind !== 'trial' || marker.trial.candidate.head_sha !== commit) return [];
    return isVouched(pull, commit, marker.digest) ? [{ trial: marker.trial, commit }] : [];
  });
}

function isVouched({ repository }: PullRequest, commit: string, digest: string): boolean {
  return repository
    .statusesOf(commit)
    .some(
      ({ context, creator, description }) =>
        context === verdict && creator.type === 'Bot' && description?.endsWith(vouchingEnd(digest)),
    );
}

/** No trial without a verdict: the status that vouches for it was there before it. */
function ofReviews(pull: PullRequest): string[] {
  return pull.reviews.flatMap(({ body, author, commit, id }) => {
    const marker = author.type === 'Bot' ? markerOf(body) : null;
    if (marker?.kind !== 'trial' || isVouched(pull, commit, marker.digest)) return [];
    return [`#${pull.number}: nothing vouches for the trial in review ${id}`];
  });
}

/** Nothing is merged that has no vouched review, and what is merged is the file that was judged. */
function ofMerge(pull: PullRequest): string[] {
  const { merged, headSha, number, repository } = pull;
  if (merged === null || merged.by.type !== 'Bot') return [];
  const winners = vouchedFor(pull).filter(
    ({ trial, commit }) =>
      commit === headSha && (trial.status === 'accepted' || trial.status === 'held'),
  );
  if (winners.length === 0)
    return [`#${number} was merged without a vouched review that allows it`];
  const parent = repository.store.commit(merged.commit)?.parents[0] ?? '';
  const [before, after, judged] = [parent, merged.commit, headSha].map((commit) =>
    blobAt(repository, commit),
  );
  const digests = winners.map(({ trial }) => trial.baseline.source_digest);
  return [
    ...(after === judged ? [] : [`#${number}: the merge is not the file that was judged`]),
    ...(digests.includes(digestAt(repository, before ?? ''))
      ? []
      : [`#${number} was merged onto another baseline than it was judged against`]),
  ];
}

/** Never two merges for one baseline. */
function ofMerges(repository: TestRepository): string[] {
  const merges = repository.pulls.flatMap(({ merged, number }) => {
    if (merged === null) return [];
    const parent = repository.store.commit(merged.commit)?.parents[0] ?? '';
    return [{ number, baseline: blobAt(repository, parent) }];
  });
  return merges.flatMap(({ number, baseline }, i) => {
    const other = merges.slice(0, i).find((each) => each.baseline === baseline);
    return other ? [`#${other.number} and #${number} were merged onto the same baseline`] : [];
  });
}

/** Success stands on no head that was not judged. */
function ofStatus(pull: PullRequest): string[] {
  const { repository, headSha, number } = pull;
  const newest = repository.newestStatuses(headSha).find(({ context }) => context === verdict);
  if (newest?.state !== 'success') return [];
  const allowed = repository.pulls.some((each) =>
    vouchedFor(each).some(
      ({ trial, commit }) =>
        commit === headSha && (trial.status === 'accepted' || trial.status === 'held'),
    ),
  );
  return allowed ? [] : [`#${number} has success without a verdict`];
}

/** At most one pull request of the bot's for a source. */
function ofSources(repository: TestRepository): string[] {
  const sources = repository.pulls.flatMap(({ author, body, number }) => {
    const proposal = author.type === 'Bot' ? parseProposal(body ?? '') : null;
    return proposal?.kind === 'proposal'
      ? [{ number, digest: proposal.proposal.source_digest }]
      : [];
  });
  return sources.flatMap(({ number, digest }, i) => {
    const other = sources.slice(0, i).find((each) => each.digest === digest);
    return other ? [`#${other.number} and #${number} have the same source`] : [];
  });
}

/** Of every run, in the order of their comments; a run has one, unless its comment was made twice. */
export function ledgerOf(repository: TestRepository): LedgerEntry[] {
  return repository.issues
    .filter((issue) => !isPull(issue))
    .flatMap(({ comments }) => comments)
    .flatMap(({ author, body }) => (author.type === 'Bot' ? (parseLedgerEntry(body) ?? []) : []));
}

/** Nobody spends what was not set aside before. */
function ofMoney({ repository, passage }: World): string[] {
  const entries = ledgerOf(repository);
  const spent = passage.billed * usdPerAnswer;
  const set = entries.reduce((sum, { reserved }) => sum + reserved, 0);
  const charged = entries.reduce((sum, each) => sum + (each.spent ?? each.reserved), 0);
  const over = entries.filter((each) => each.spent !== null && each.spent > each.reserved + 1e-9);
  return [
    ...(spent > set + 1e-9 ? [`$${spent} were spent, and $${set} set aside`] : []),
    ...(spent > charged + 1e-9 ? [`$${spent} were spent, and $${charged} are charged`] : []),
    ...over.map(({ run }) => `run ${run} spent more than it had set aside`),
  ];
}

function blobAt({ store }: TestRepository, commit: string): string | null {
  const tree = store.commit(commit)?.tree;
  return tree === undefined ? null : (findInTree(store, tree, codecPath)?.sha ?? null);
}

const digests = new Map<string, string>();

function digestAt({ store }: TestRepository, blob: string): string {
  const known = digests.get(blob) ?? digestOf(store.blob(blob)?.toString() ?? '');
  digests.set(blob, known);
  return known;
}
