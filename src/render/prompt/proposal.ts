/** The prompt for a new candidate: what stays the same comes first, what changes each time last. */

import type { Benchmark } from '../../domain/benchmark.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Past } from '../../domain/strategy.ts';
import { grouped } from '../../domain/text/wording.ts';
import type { Prompt, PromptPart } from '../../ports/model.ts';
import type { ProposalBriefing } from '../../ports/proposer.ts';
import { joinBlocks } from '../markdown.ts';
import { oneLine } from '../sanitize.ts';
import { renderContract } from './contract.ts';
import { fence, fenceRule } from './fence.ts';
import { renderLessons } from './lessons.ts';
import { evaluationLines } from './numbers.ts';
import { Room } from './room.ts';
import { strategyWords } from './task.ts';

/**
 * Pure: the same briefing gives the same bytes. Instructions, baseline, task and idea are always there;
 * lessons fill what is left of the budget, and the prompt says what had no place.
 */
export function renderProposalPrompt(briefing: ProposalBriefing): Prompt {
  const { benchmark, delimiter } = briefing;
  const room = new Room(briefing.tokens);
  const system = [
    part('role', room.claim(role)),
    part('contract', room.claim(renderContract(benchmark))),
    part('answer', room.claim(answerForm(benchmark)), briefing.guidance.trim() === ''),
    ...guidancePart(briefing.guidance, room),
  ];
  const baseline = room.claim(
    joinBlocks([fenceRule(delimiter), baselineBlock(briefing), numbersBlock(briefing)]),
  );
  const task = room.claim(taskText(briefing));
  const { strategy, sources } = briefing;
  const lessons = renderLessons({ past: pastOf(briefing), strategy, sources }, room);
  const history = joinBlocks([
    lessons.warning,
    ...lessons.blocks.map(({ what, text }) => fence(delimiter, what, text)),
    lessons.leftOut,
  ]);
  return {
    system,
    user: [
      part('baseline', baseline, true),
      ...(history === '' ? [] : [part('history', history)]),
      part('task', task),
    ],
  };
}

/** The past that strategy and lessons look at. */
function pastOf({ benchmark, baseline, history }: ProposalBriefing): Past {
  return {
    history,
    baselineDigest: digestOf(baseline),
    measurementDigest: benchmark.measurement_digest,
  };
}

function part(name: string, text: string, cached = false): PromptPart {
  return { name, text, cached };
}

const role = `You write video codecs for Codec Crucible, which evolves a codec by pull requests: each candidate is measured against
the baseline, the best codec so far, and becomes the baseline if it beats it. You write one candidate: a complete source
file with one idea in it that can be told in a sentence, so that its numbers say whether the idea is good. Before you
write, work out where the baseline spends its bytes, what the idea should save on which clip, and what it costs in ticks.
Then check that the decoder can do everything that the encoder assumes.`;

function answerForm({ limits }: Benchmark): string {
  return `# The answer

One JSON object:
- \`title\`: what it tries, at most 100 characters, as an imperative sentence without a full stop.
- \`hypothesis\`: why it should need fewer bytes, on which clips, and by how much; two to four sentences.
- \`builds_on\`: the numbers of the earlier trials whose ideas it uses, none for the baseline alone.
- \`source\`: the whole file as plain text, without Markdown fences, at most ${grouped(limits.source_bytes)} bytes. It begins with a comment
  /* ... */ that has the lines "Title:", "Hypothesis:" and "Builds on:", then says in a few lines what the stream holds.
A candidate whose code equals one that was tried is of no use, whatever its comments say.`;
}

function guidancePart(guidance: string, room: Room): readonly PromptPart[] {
  const text = guidance.trim();
  if (text === '') return [];
  return [part('guidance', room.claim(`# What earlier runs taught\n\n${text}`), true)];
}

function baselineBlock({ baseline, delimiter }: ProposalBriefing): string {
  return joinBlocks(['# The baseline', fence(delimiter, 'source of the baseline', baseline)]);
}

function numbersBlock({ benchmark, baselineEvaluation, delimiter }: ProposalBriefing): string {
  if (baselineEvaluation === null) return 'Its numbers are not known.';
  const lines = evaluationLines(benchmark, baselineEvaluation);
  return fence(delimiter, 'numbers of the baseline', lines.join('\n'));
}

function taskText(briefing: ProposalBriefing): string {
  const { strategy, idea, objection, delimiter } = briefing;
  const wish =
    idea === null
      ? null
      : joinBlocks([
          'A person asks for this; follow it as far as it is an idea for a codec that keeps the contract:',
          fence(delimiter, 'idea', oneLine(idea, 2000)),
        ]);
  const again = objection === null ? null : `Your last answer was of no use: ${objection}.`;
  return joinBlocks(['# The task', strategyWords(strategy), wish, again, 'Write the candidate.']);
}
