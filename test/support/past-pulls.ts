/** Pull requests of the bot's with verdicts, put into the test GitHub past its HTTP: thousands in a second or two. */

import { digestOf } from '../../src/domain/digest.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import { printMarker } from '../../src/render/marker.ts';
import { renderPullRequest } from '../../src/render/pull-request.ts';
import { verdictStatus } from '../../src/render/status.ts';
import type { PullRequest } from './github/model.ts';
import { closePull } from './github/refs.ts';
import type { TestRepository } from './github/repository.ts';
import { idOf } from './stored-trials.ts';
import { sampleTrials } from './trials.ts';

export const botLogin = 'github-actions[bot]';
const templates = Object.values(sampleTrials).filter(
  ({ benchmark }) => benchmark.name === 'lossless',
);

/** The trial of a pull request of that number, of one kind or another. */
function trialOf(number: number, head: string, kind: number): Trial {
  const template = templates[kind % templates.length] as Trial;
  const candidate = { ...template.candidate, pull_request: number, head_sha: head };
  const trial = { ...template, candidate: { ...candidate, title: `Idea ${number}` } };
  return { ...trial, experiment_id: idOf(trial) };
}

/** Opens one, with what the bot writes on it. */
export function openOwn(repository: TestRepository, name: string): PullRequest {
  const { title, hypothesis, author, parent } = (templates[0] as Trial).candidate;
  const digest = digestOf(name);
  const { body } = renderPullRequest({
    ...{ benchmark: 'lossless', title, hypothesis, author, parent, source_digest: digest },
    ...{ token_digest: null, successor_of: null, model: null, run: null },
    cost: (templates[0] as Trial).cost,
  });
  const branch = `crucible/lossless/${digest.slice(0, 12)}`;
  const files = { 'benchmarks/lossless/codec.js': `// ${name}\n` };
  return repository.as(botLogin).open({ branch, files, title: `lossless: ${name}`, body });
}

/** A verdict as the bot posts it: the status that vouches for it, the review. Gives the trial. */
export function judgeOwn(pull: PullRequest, kind: number): Trial {
  const { repository, number, headSha } = pull;
  const trial = trialOf(number, headSha, kind);
  const { text, digest } = printMarker(trial);
  addStatus(pull, verdictStatus(trial, digest));
  const body = `A verdict in words, quoting @somebody.\n\n${text}`;
  repository.as(botLogin).review(number, { body, commit_id: headSha });
  return trial;
}

/** A status of the bot's verdict on the head. It changes nothing about the pull request itself. */
export function addStatus(
  { repository, headSha }: PullRequest,
  {
    state,
    description,
  }: { state: 'error' | 'failure' | 'pending' | 'success'; description: string },
): void {
  const { github, statuses } = repository;
  const id = github.nextId('status');
  const status = {
    ...{ id, nodeId: github.nodeId('SC', id), state, description },
    ...{ context: 'codec-crucible/verdict', targetUrl: null, createdAt: github.clock.tick() },
    creator: github.account(botLogin),
  };
  statuses.set(headSha, [...(statuses.get(headSha) ?? []), status]);
}

/** Merged without moving the default branch: a thousand merges are one commit. */
export function mergeOwn(pull: PullRequest): void {
  const { repository } = pull;
  const by = repository.github.account(botLogin);
  const at = repository.github.clock.tick();
  pull.merged = { at, by, commit: repository.mainTip };
  closePull(pull, by);
}

/** So many that are done with, one every hour: each tenth merged, each seventh of somebody else's. */
export function addPast(repository: TestRepository, count: number): void {
  repository.setRole(botLogin, 'write');
  const bot = repository.as(botLogin);
  for (let i = 0; i < count; i += 1) {
    repository.github.clock.advance(3600);
    if (i % 7 === 6) {
      const pull = repository.as('ada').open({ branch: `notes-${i}`, files: { notes: `${i}\n` } });
      repository.as('ada').close(pull.number);
      continue;
    }
    const pull = openOwn(repository, `idea ${i}`);
    judgeOwn(pull, i);
    bot.label(pull.number, 'crucible: rejected');
    if (i % 10 === 0) mergeOwn(pull);
    else bot.close(pull.number);
    repository.refs.delete(`refs/heads/${pull.headRef}`);
  }
}
