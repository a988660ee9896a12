/** Claude as the bot has it, at a local Messages API; and what it is asked about. */

import { readFileSync } from 'node:fs';
import { Budget } from '../../src/adapters/anthropic/budget.ts';
import { Claude, type ClaudeOptions } from '../../src/adapters/anthropic/claude.ts';
import { ClaudeProposer, defaultPromptTokens } from '../../src/adapters/anthropic/proposer.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import type { ProposalBrief, ProposalRequest } from '../../src/ports/proposer.ts';
import { renderProposalPrompt } from '../../src/render/prompt/proposal.ts';
import type { MessagesApi } from './messages-api.ts';
import { codec } from './sandbox.ts';
import { idOf } from './stored-trials.ts';
import { losslessEvaluation, rejectedTrial, sampleBenchmark } from './trials.ts';

export const delimiter = 'd'.repeat(32);
export const benchmark = sampleBenchmark('lossless');
export const baseline = codec({ top: '// Stores frames as they are.' });

export function claudeAt(api: MessagesApi, changes: Partial<ClaudeOptions> = {}): Claude {
  return new Claude({
    apiKey: api.key,
    model: 'claude-sonnet-5-5',
    effort: null,
    price: null,
    budget: new Budget(100),
    deadlineSeconds: 20,
    baseUrl: api.url,
    middleware: [],
    ...changes,
  });
}

export function proposerAt(api: MessagesApi, changes: Partial<ClaudeOptions> = {}): ClaudeProposer {
  return new ClaudeProposer(claudeAt(api, changes), {
    write: renderProposalPrompt,
    delimiter,
    promptTokens: defaultPromptTokens,
  });
}

/** A trial of this benchmark with a number of its own, and a source to go with it. */
export function numberedTrial(number: number, changes: Partial<Trial> = {}): Trial {
  const trial = { ...rejectedTrial, ...changes };
  const digest = digestOf(sourceOf(number));
  const candidate = { ...trial.candidate, source_digest: digest, pull_request: number };
  return { ...trial, experiment_id: idOf({ ...trial, candidate }), candidate };
}

/** A codec unlike that of any other number. */
export function sourceOf(number: number): string {
  return codec({ top: `const number = ${number};` });
}

export function requestFor(
  history: readonly Trial[],
  changes: Partial<ProposalBrief> = {},
): ProposalRequest {
  const sources = new Map(
    history.flatMap(({ candidate }) => {
      const source = sourceOf(candidate.pull_request ?? 0);
      return candidate.source_digest === digestOf(source) ? [[digestOf(source), source]] : [];
    }) as [string, string][],
  );
  return {
    benchmark: benchmark.name,
    baseline,
    history,
    tried: new Set([digestOf(baseline), ...sources.keys()]),
    brief: async () => ({
      benchmark,
      baselineEvaluation: losslessEvaluation(),
      sources,
      guidance: readFileSync('prompts/guidance.md', 'utf8'),
      idea: null,
      ...changes,
    }),
  };
}
