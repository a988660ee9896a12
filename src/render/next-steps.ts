/** What a person can do now, as commands, depending on the verdict. */

import { shortDigest } from '../domain/digest.ts';
import type { Trial } from '../domain/trial/trial.ts';

interface Step {
  readonly command: string;
  readonly does: string;
}

/** A Markdown list of the commands that make sense for this status. */
export function nextSteps(trial: Trial): string {
  const lines = stepsOf(trial).map(({ command, does }) => `- \`${command}\` ${does}`);
  return `**Next steps** (for people with write access, as the first word of a comment's line):\n\n${lines.join('\n')}`;
}

function stepsOf(trial: Trial): readonly Step[] {
  const repair = { command: '/repair', does: 'lets Claude mend it, as a new commit.' };
  const explain = { command: '/explain', does: 'asks for the reasons in more words.' };
  const close = { command: '/close', does: 'gives it up.' };
  const evaluate = (does: string) => ({ command: '/evaluate', does });
  const merge = (does: string) => mergeStep(trial, does);
  switch (trial.status) {
    case 'accepted':
      return [
        ...merge('merges it now, should it still be open.'),
        { command: '/hold', does: 'keeps it from being merged.' },
      ];
    case 'held':
      return [
        ...merge('adopts exactly this commit.'),
        ...(trial.held_reason === 'on_hold'
          ? [{ command: '/unhold', does: 'leaves the decision to the rules again.' }]
          : []),
        evaluate('measures it once more.'),
        close,
      ];
    case 'rejected':
      return [
        evaluate("judges it against today's baseline."),
        explain,
        {
          command: `/propose ${trial.benchmark.name} <idea>`,
          does: 'asks for another candidate.',
        },
      ];
    case 'failed':
      return [repair, evaluate('runs it again, after a new commit.'), explain, close];
    case 'error':
      return [
        evaluate('tries again now; the bot tries again by itself, at most three times.'),
        close,
      ];
  }
}

function mergeStep({ candidate }: Trial, does: string): readonly Step[] {
  if (candidate.head_sha === null) return [];
  return [{ command: `/merge ${shortDigest(candidate.head_sha)}`, does }];
}
