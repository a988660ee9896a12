/** Claude as the mender of candidates. */

import * as z from 'zod';
import { estimateTokens } from '../../domain/price.ts';
import { tokenDigest } from '../../domain/static-check.ts';
import { clipText } from '../../domain/text/plain-text.ts';
import { noCost } from '../../domain/trial/trial.ts';
import type {
  Repairer,
  RepairOutcome,
  RepairRequest,
  WriteRepairPrompt,
} from '../../ports/repairer.ts';
import type { Call, Claude } from './claude.ts';
import { insist, type Use } from './insist.ts';
import { absurdity, tidySource } from './written-source.ts';

const answerSchema = z.strictObject({
  change: z.string().describe('What was changed and why that mends it.'),
  source: z.string().describe('The whole file, plain text.'),
});

type RepairAnswer = z.infer<typeof answerSchema>;

/** Room to think, beside a source half as long again. */
const thinkingTokens = 16_000;
const mostTokens = 48_000;
const mostWords = 500;

export interface ClaudeRepairerOptions {
  /** `renderRepairPrompt`. */
  readonly write: WriteRepairPrompt;
  readonly delimiter: string;
}

export class ClaudeRepairer implements Repairer {
  readonly #claude: Claude;
  readonly #options: ClaudeRepairerOptions;

  constructor(claude: Claude, options: ClaudeRepairerOptions) {
    this.#claude = claude;
    this.#options = options;
  }

  /** A second try only when the answer is no codec; the same code again ends the repair. */
  async repair(request: RepairRequest): Promise<RepairOutcome> {
    const { trial, source } = request;
    const { analysis } = trial;
    if (analysis === null) {
      const spending = { model: this.#claude.model, cost: noCost };
      const why = 'an accepted trial has nothing to repair';
      return { kind: 'unrepaired', why, fault: null, spending };
    }
    const { delimiter, write } = this.#options;
    const room = Math.ceil(1.5 * estimateTokens(source)) + thinkingTokens;
    const maxTokens = Math.min(mostTokens, room);
    const outcome = await insist(
      this.#claude,
      (objection): Call<RepairAnswer> => ({
        prompt: write({ ...request, analysis, delimiter, objection }),
        ...{ schema: answerSchema, maxTokens, effort: 'high' },
      }),
      (answer) => useOf(answer, request),
    );
    if (outcome.kind === 'useless') return { ...outcome, kind: 'unrepaired' };
    const { spending, result } = outcome;
    if (!isKnown(result.source, request)) return { ...result, kind: 'repaired', spending };
    const why = 'the repair repeats code that did not work';
    return { kind: 'unrepaired', why, fault: null, spending };
  }
}

interface Repair {
  readonly source: string;
  readonly change: string;
}

function useOf(answer: RepairAnswer, { benchmark }: RepairRequest): Use<Repair> {
  const source = tidySource(answer.source);
  const { source_bytes: most } = benchmark.limits;
  const bytes = Buffer.byteLength(source);
  const tooLarge = bytes > most ? `the source has ${bytes} bytes; ${most} are allowed` : null;
  const why = absurdity(source, benchmark.limits) ?? tooLarge;
  if (why !== null) return { kind: 'useless', why };
  return { kind: 'useful', result: { source, change: clipText(answer.change.trim(), mostWords) } };
}

/** The same tokens as the source itself or as an earlier attempt. */
function isKnown(repaired: string, { source, attempts: earlier }: RepairRequest): boolean {
  const digest = tokenDigest(repaired);
  return [source, ...earlier].some((known) => tokenDigest(known) === digest);
}
