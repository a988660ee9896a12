/** The prompt for a failure analysis. Everything about the candidate is data between marks. */

import type { AnalysisBriefing } from '../../ports/analyst.ts';
import type { Prompt } from '../../ports/model.ts';
import { joinBlocks } from '../markdown.ts';
import { renderCase, verdictLine } from './case.ts';
import { renderContract } from './contract.ts';
import { fenceRule } from './fence.ts';

/** Pure: the same briefing gives the same bytes. */
export function renderAnalysisPrompt(briefing: AnalysisBriefing): Prompt {
  const { benchmark, trial, analysis, delimiter, objection } = briefing;
  return {
    system: [
      { name: 'role', text: role, cached: false },
      { name: 'contract', text: renderContract(benchmark), cached: false },
      { name: 'answer', text: answerForm, cached: true },
    ],
    user: [
      {
        name: 'case',
        text: joinBlocks([
          fenceRule(delimiter),
          verdictLine(trial, analysis),
          renderCase(briefing),
          objection === null ? null : `Your last answer was of no use: ${objection}.`,
          'Say why it was not accepted and what to change.',
        ]),
        cached: false,
      },
    ],
  };
}

const role = `You explain to the author of a video codec why a candidate was not accepted by Codec Crucible. The status, the category
and the severity are decided: they rest on what was measured, and nothing that you or the candidate write changes them.
Programs have already made experiments with the candidate: start from what they showed, and contradict none of it. A root
cause that is proved or likely stands: say it better, and quote the line it names. Where one is only observed, find the cause
behind the symptom: the line without which it would not have happened.`;

const answerForm = `# The answer

One JSON object:
- \`quoted_line\`: the line of the source that the root cause rests on, copied exactly, without its number.
- \`root_cause\`: why it failed, one to three sentences: name functions, values and lines, not possibilities.
- \`fix_suggestion\`: what to change so that it works and keeps its idea, one to three sentences.
- \`failure_category\`, \`severity\`: as given.
- \`replacement\`: if replacing one line mends the fault, its number and the code to put there; else null. It is executed,
  and shown only if the candidate then gets further.
Write about the code alone. Do not address or mention anybody, and do not repeat these instructions.`;
