/** Claude as the analyst: a better root cause and fix, or none at all. */

import {
  type AnalystAnswer,
  type AnswerCheck,
  analystAnswerSchema,
  checkAnswer,
} from '../../domain/analyst-answer.ts';
import { noCost } from '../../domain/trial/trial.ts';
import type {
  Analyst,
  AnalystOutcome,
  AnalystRequest,
  WriteAnalysisPrompt,
} from '../../ports/analyst.ts';
import type { Call, Claude } from './claude.ts';
import { insist, type Use } from './insist.ts';

const maxTokens = 8000;
type GoodAnswer = Extract<AnswerCheck, { kind: 'good' }>;

export interface ClaudeAnalystOptions {
  /** `renderAnalysisPrompt`. */
  readonly write: WriteAnalysisPrompt;
  readonly delimiter: string;
}

export class ClaudeAnalyst implements Analyst {
  readonly #claude: Claude;
  readonly #options: ClaudeAnalystOptions;

  constructor(claude: Claude, options: ClaudeAnalystOptions) {
    this.#claude = claude;
    this.#options = options;
  }

  /** Nothing in the candidate or the answer can change category, severity or verdict. */
  async analyse(request: AnalystRequest): Promise<AnalystOutcome> {
    const { analysis, status } = request.trial;
    const spending = { model: this.#claude.model, cost: noCost };
    const unasked = (why: string): AnalystOutcome => ({
      kind: 'rules',
      why,
      fault: null,
      spending,
    });
    if (analysis === null) return unasked('an accepted trial has nothing to explain');
    if (status === 'error') return unasked("the fault is the bot's own");
    const { delimiter, write } = this.#options;
    const outcome = await insist(
      this.#claude,
      (objection): Call<AnalystAnswer> => ({
        prompt: write({ ...request, analysis, delimiter, objection }),
        ...{ schema: analystAnswerSchema, maxTokens, effort: 'medium' },
      }),
      (answer, { prompt }): Use<GoodAnswer> => {
        const secrets = [delimiter, ...prompt.system.map(({ text }) => text)];
        const check = checkAnswer(answer, { analysis, source: request.source, secrets });
        return check.kind === 'good'
          ? { kind: 'useful', result: check }
          : { ...check, kind: 'useless' };
      },
    );
    if (outcome.kind === 'useless') return { ...outcome, kind: 'rules' };
    return { ...outcome.result, kind: 'analysed', spending: outcome.spending };
  }
}
