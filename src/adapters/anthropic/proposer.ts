/** Claude as the author of candidates. */

import * as z from 'zod';
import { digestOf } from '../../domain/digest.ts';
import { tokenDigest } from '../../domain/static-check.ts';
import { chooseStrategy, printNote, type Strategy } from '../../domain/strategy.ts';
import { clipText, plainLine } from '../../domain/text/plain-text.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import type { ModelFault, Spending } from '../../ports/model.ts';
import type {
  Proposal,
  ProposalBrief,
  ProposalBriefing,
  ProposalRequest,
  Proposer,
  WriteProposalPrompt,
} from '../../ports/proposer.ts';
import type { Call, Claude } from './claude.ts';
import { insist, mostAnswers, type Use } from './insist.ts';
import { absurdity, tidySource } from './written-source.ts';

const answerSchema = z.strictObject({
  title: z.string().describe('What it tries, at most 100 characters.'),
  hypothesis: z.string().describe('Why it should need fewer bytes, two to four sentences.'),
  builds_on: z.array(z.number()).describe('Numbers of the earlier trials whose ideas it uses.'),
  source: z.string().describe('The whole file, plain text.'),
});
type ProposalAnswer = z.infer<typeof answerSchema>;

/** Source of 64 KiB (about 28,000 tokens as JSON), and room to think. */
const maxTokens = 48_000;
export const defaultPromptTokens = 60_000;
const mostTitle = 120;
const mostHypothesis = 1000;

export interface ClaudeProposerOptions {
  /** `renderProposalPrompt`. */
  readonly write: WriteProposalPrompt;
  /** Marks data in prompts; the same for a whole run, so that what stays the same is cached. */
  readonly delimiter: string;
  /** The prompt's budget; `defaultPromptTokens` unless somebody wants less. */
  readonly promptTokens: number;
}

export type ClaudeProposalOutcome =
  | { readonly kind: 'proposed'; readonly proposal: Proposal; readonly spending: Spending }
  | {
      readonly kind: 'exhausted';
      readonly why: string;
      readonly fault: ModelFault | null;
      readonly spending: Spending;
    };

export class ClaudeProposer implements Proposer {
  readonly #claude: Claude;
  readonly #options: ClaudeProposerOptions;

  constructor(claude: Claude, options: ClaudeProposerOptions) {
    this.#claude = claude;
    this.#options = options;
  }

  /** The most that one proposal may cost, in US dollars; null when the model's price is not known. */
  worstCase(): number | null {
    const once = this.#claude.worstCase(this.#options.promptTokens + 2000, maxTokens);
    return once === null ? null : mostAnswers * once;
  }

  /**
   * One candidate that was not tried, whatever its static check says. A second try when the answer is no
   * codec, or one that was tried. Throws when the request has no brief: a bug.
   */
  async propose(request: ProposalRequest): Promise<ClaudeProposalOutcome> {
    if (request.brief === undefined) throw new Error('a model needs a brief');
    const brief = await request.brief();
    const strategy = chooseStrategy({
      history: request.history,
      baselineDigest: digestOf(request.baseline),
      measurementDigest: brief.benchmark.measurement_digest,
    });
    const known = knownSources(request, brief);
    const outcome = await insist(
      this.#claude,
      (objection) => this.#call(request, { ...brief, strategy, objection }),
      (answer): Use<Proposal> => {
        const proposal = proposalOf(answer, strategy, request.history);
        const why = objectionTo(proposal, brief, known);
        return why === null ? { kind: 'useful', result: proposal } : { kind: 'useless', why };
      },
    );
    if (outcome.kind === 'useless') return { ...outcome, kind: 'exhausted' };
    return { kind: 'proposed', proposal: outcome.result, spending: outcome.spending };
  }

  #call(
    { baseline, history }: ProposalRequest,
    told: ProposalBrief & Pick<ProposalBriefing, 'strategy' | 'objection'>,
  ): Call<ProposalAnswer> {
    const { write, delimiter, promptTokens: tokens } = this.#options;
    const prompt = write({ ...told, baseline, history, delimiter, tokens });
    return { prompt, schema: answerSchema, maxTokens, effort: 'high' };
  }
}

function proposalOf(
  answer: ProposalAnswer,
  strategy: Strategy,
  history: readonly Trial[],
): Proposal {
  const numbers = new Set(history.map(({ candidate }) => candidate.pull_request));
  const buildsOn = [...new Set(answer.builds_on)].filter((number) => numbers.has(number));
  const hypothesis = clipText(answer.hypothesis.trim(), mostHypothesis);
  return {
    title: plainLine(answer.title, mostTitle),
    hypothesis:
      hypothesis === '' ? '' : printNote(hypothesis, { strategy: strategy.kind, buildsOn }),
    source: tidySource(answer.source),
    author: 'claude',
  };
}

interface KnownSources {
  readonly tried: ReadonlySet<string>;
  /** Token digests of the sources at hand, with who they are. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Token digests of all others that are remembered. */
  readonly triedTokens: ReadonlySet<string>;
}

function knownSources(
  { baseline, history, tried, triedTokens = new Set() }: ProposalRequest,
  brief: ProposalBrief,
) {
  const named = [...brief.sources].map(([digest, source]) => {
    const number = history.find(({ candidate }) => candidate.source_digest === digest)?.candidate
      .pull_request;
    return [tokenDigest(source), number == null ? 'an earlier candidate' : `#${number}`] as const;
  });
  const tokens = new Map([...named, [tokenDigest(baseline), 'the baseline'] as const]);
  return { tried, tokens, triedTokens } satisfies KnownSources;
}

/** Why the answer is no candidate; null when it is one. */
function objectionTo(
  { title, hypothesis, source }: Proposal,
  { benchmark }: ProposalBrief,
  { tried, tokens, triedTokens }: KnownSources,
): string | null {
  if (title === '' || hypothesis === '') return 'title and hypothesis must say something';
  const absurd = absurdity(source, benchmark.limits);
  if (absurd !== null) return absurd;
  const same = tokens.get(tokenDigest(source));
  if (same !== undefined) return `its code is that of ${same}, which was tried`;
  const known = tried.has(digestOf(source)) || triedTokens.has(tokenDigest(source));
  return known ? 'the same source was tried before' : null;
}
