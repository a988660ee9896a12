/** The long form of a failure analysis, for `/explain`. */

import type { Trial } from '../domain/trial/trial.ts';
import { analysisBlock, evidenceBlock } from './analysis-block.ts';
import { codeSpan, inlineText, joinBlocks } from './markdown.ts';

/** What each stage asks, in the order in which a candidate meets them. */
const stageWords: Readonly<Record<Trial['stage'], string>> = {
  static: 'The source was read, and nothing of it was run: size, syntax, imports, names, exports.',
  load: 'The source passed the static check; its top level was run in the sandbox.',
  smoke: 'The module loaded; it was given tiny frames and the first frame of one clip.',
  measure: 'It passed the smoke frames; every clip was coded at every quality.',
  compare: 'Every clip was coded and decoded; its rate was compared with that of the baseline.',
  'held-out': 'It won on the clips that are shown; then it met transformed ones it had never seen.',
  judged: 'The trial was interrupted by a fault of the bot.',
};

/** For a trial with an analysis: how far it came, what is wrong, and all the evidence there is. */
export function printExplanation(trial: Trial): string {
  const { analysis, candidate } = trial;
  if (analysis === null) throw new Error(`${trial.experiment_id} has nothing to explain`);
  const source = analysis.source === 'rules' ? 'by rules' : 'by Claude';
  return joinBlocks([
    `**${inlineText(candidate.title, 200)}**, how far it came: ${stageWords[trial.stage]}`,
    analysisBlock(analysis, trial.seen_before),
    evidenceBlock(analysis),
    `Analysed ${source}; the fingerprint of this failure is ${codeSpan(analysis.fingerprint)}.`,
  ]);
}
