/** The prompt for a repair: the analysis goes in, a changed source comes out. */

import { grouped } from '../../domain/text/wording.ts';
import type { Prompt } from '../../ports/model.ts';
import type { RepairBriefing } from '../../ports/repairer.ts';
import { joinBlocks } from '../markdown.ts';
import { renderCase, verdictLine } from './case.ts';
import { renderContract } from './contract.ts';
import { fence, fenceRule } from './fence.ts';

/** Earlier attempts that are shown, the newest ones. */
const mostAttempts = 1;

/** Pure: the same briefing gives the same bytes. */
export function renderRepairPrompt(briefing: RepairBriefing): Prompt {
  const { benchmark, trial, analysis, delimiter, objection, attempts } = briefing;
  const bytes = grouped(benchmark.limits.source_bytes);
  const earlier = attempts
    .slice(-mostAttempts)
    .map((source) => fence(delimiter, 'an earlier attempt that did not help', source));
  return {
    system: [
      { name: 'role', text: role, cached: false },
      { name: 'contract', text: renderContract(benchmark), cached: false },
      { name: 'answer', text: answerForm(bytes), cached: true },
    ],
    user: [
      {
        name: 'case',
        text: joinBlocks([
          fenceRule(delimiter),
          verdictLine(trial, analysis),
          renderCase(briefing),
          ...earlier,
          objection === null ? null : `Your last answer was of no use: ${objection}.`,
          'Mend it.',
        ]),
        cached: false,
      },
    ],
  };
}

const role = `You mend a video codec that Codec Crucible did not accept. Keep its idea and change as little as needed: the same
file, with the fault gone. Then look for the next fault that this one was hiding, in the encoder and in the decoder, for
tiny frames, odd sizes and the first frame of a clip, and mend that too.`;

function answerForm(bytes: string): string {
  return `# The answer

One JSON object:
- \`change\`: what was changed and why that mends it, one or two sentences.
- \`source\`: the whole file as plain text, without Markdown fences and line numbers, at most ${bytes} bytes.
A source whose code is the same as before ends the repair.`;
}
