/** How a review that is too long gets shorter: chart, per-case numbers, evidence, then what its marker carries. */

import type { Analysis } from '../domain/analysis.ts';
import { clipText } from '../domain/text/plain-text.ts';
import type { Trial } from '../domain/trial/trial.ts';

export type Part = 'chart' | 'cases' | 'evidence';

export interface Shortening {
  readonly without: readonly Part[];
  /** What the marker carries. */
  readonly reduce: (trial: Trial) => Trial;
  /** Tells the reader what is missing. */
  readonly note: string | null;
}

const whole = (trial: Trial) => trial;

/** The baseline's numbers stand in other trials, too: they go first. */
function dropBaseline(trial: Trial): Trial {
  return { ...trial, baseline: { ...trial.baseline, evaluation: null } };
}

/** In order; the first that fits is taken. The whole trial is always in the run's artifact. */
export const shortenings: readonly Shortening[] = [
  { without: [], reduce: whole, note: null },
  step(['chart'], whole),
  step(['chart'], dropBaseline),
  step(['chart', 'cases'], dropBaseline),
  step(['chart', 'cases', 'evidence'], dropBaseline),
  step(['chart', 'cases', 'evidence'], (trial) => dropBaseline(clipWords(trial))),
  step(['chart', 'cases', 'evidence'], (trial) => dropCases(dropBaseline(clipWords(trial)))),
];

function step(without: readonly Part[], reduce: Shortening['reduce']): Shortening {
  const names = {
    chart: 'the chart',
    cases: 'the numbers of every case',
    evidence: 'the evidence',
  };
  const list = without.map((part) => names[part]).join(', ');
  return {
    without,
    reduce,
    note: `Left out to keep this short: ${list}. The run's artifact has the whole.`,
  };
}

/** The trial with its texts cut; its numbers and digests stay. */
function clipWords(trial: Trial): Trial {
  const { candidate, analysis } = trial;
  return {
    ...trial,
    candidate: {
      ...candidate,
      title: clipText(candidate.title, 200),
      hypothesis: clipText(candidate.hypothesis, 1000),
    },
    analysis: analysis === null ? null : clipAnalysis(analysis),
  };
}

function clipAnalysis(analysis: Analysis): Analysis {
  const { evidence } = analysis;
  const cut = (text: string | null) => (text === null ? null : clipText(text, 500));
  return {
    ...analysis,
    root_cause: clipText(analysis.root_cause, 1000),
    fix_suggestion: clipText(analysis.fix_suggestion, 1000),
    evidence: {
      ...evidence,
      error: cut(evidence.error),
      stack: cut(evidence.stack),
      logs: cut(evidence.logs),
      code: cut(evidence.code),
      experiments: evidence.experiments.slice(0, 8).map((each) => ({
        ...each,
        detail: clipText(each.detail, 150),
      })),
    },
  };
}

/** The sums without the cases they were made of: no longer a whole evaluation. */
function dropCases(trial: Trial): Trial {
  if (trial.evaluation === null) return trial;
  return { ...trial, evaluation: { ...trial.evaluation, complete: false, cases: [] } };
}
