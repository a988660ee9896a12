/** Asks a model about a candidate that was not accepted, and finds out by running what its fixes are worth. */

import { type Advice, adviseAnalysis } from '../domain/advice.ts';
import { applyReplacement, type Replacement } from '../domain/analyst-answer.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { gotFurther } from '../domain/further.ts';
import type { EvaluationOutcome } from '../domain/outcome.ts';
import { addCosts } from '../domain/price.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { Analyst } from '../ports/analyst.ts';
import type { Repairer } from '../ports/repairer.ts';

export interface Advisers {
  readonly analyst: Analyst;
  readonly repairer: Repairer;
}

export interface Advised {
  /** With its analysis by rules. */
  readonly trial: Trial;
  readonly source: string;
  readonly benchmark: Benchmark;
  /** Sources of earlier attempts on this pull request; null when it is not to be repaired. */
  readonly attempts: readonly string[] | null;
}

/** Whether there is anything to ask: the bot's own faults are none of a model's business. */
export function isAdvisable({ status }: Pick<Trial, 'status'>): boolean {
  return status === 'failed' || status === 'rejected';
}

/** Never rejects for a model's fault: then the rules' analysis stands, and the notes say why. */
export async function advise(
  { trial, source, benchmark, attempts }: Advised,
  { analyst, repairer }: Advisers,
): Promise<Advice> {
  const said = await analyst.analyse({ trial, source, benchmark });
  const bare: Advice = {
    schema: 1,
    benchmark: benchmark.name,
    source_digest: trial.candidate.source_digest,
    words: null,
    replacement: null,
    repair: null,
    cost: said.spending.cost,
    notes: said.kind === 'rules' ? [`analysis: ${said.why}`] : [],
  };
  const analysed = said.kind === 'analysed' ? { ...bare, ...wordsOf(said) } : bare;
  if (trial.status !== 'failed' || attempts === null) return analysed;
  const { analysis } = said.kind === 'analysed' ? said : trial;
  const repaired = await repairer.repair({
    ...{ trial: { ...trial, analysis }, source, benchmark, attempts },
  });
  const cost = addCosts(analysed.cost, repaired.spending.cost);
  if (repaired.kind === 'unrepaired') {
    return { ...analysed, cost, notes: [...analysed.notes, `repair: ${repaired.why}`] };
  }
  const { source: mended, change } = repaired;
  return { ...analysed, cost, repair: { source: mended, change } };
}

function wordsOf({
  analysis,
  quote,
  replacement,
}: Extract<Awaited<ReturnType<Analyst['analyse']>>, { kind: 'analysed' }>): Pick<
  Advice,
  'words' | 'replacement'
> {
  const { root_cause, fix_suggestion } = analysis;
  return { words: { root_cause, fix_suggestion, quoted_line: quote.text }, replacement };
}

/** The sources by which the advice could mend the candidate; each has to be run. */
export function fixesOf({ replacement, repair }: Advice, source: string): readonly string[] {
  const patched = replacement && patch(source, replacement);
  return [patched, repair?.source ?? null].filter((fix) => fix !== null);
}

/** null when there is no such line: the advice is of another source. */
function patch(source: string, replacement: Replacement): string | null {
  return replacement.line > source.split('\n').length
    ? null
    : applyReplacement(source, replacement);
}

export interface TakenAdvice {
  readonly judgement: Judgement;
  /** A fix of one line that was run and got further. */
  readonly suggestion: Replacement | null;
  /** A whole source that was run and got further. */
  readonly repair: Advice['repair'];
}

/** `run` gives what came of a source; null when it was not run. */
export async function takeAdvice(
  { source, judgement, advice }: { source: string; judgement: Judgement; advice: Advice | null },
  run: (source: string) => Promise<EvaluationOutcome | null>,
): Promise<TakenAdvice> {
  const { analysis } = judgement;
  if (advice === null || analysis === null || !isAdvisable(judgement)) {
    return { judgement, suggestion: null, repair: null };
  }
  const advised = { ...judgement, analysis: adviseAnalysis(analysis, advice, source) };
  const none = { judgement: advised, suggestion: null, repair: null };
  const before = judgement.status === 'failed' ? await run(source) : null;
  if (before === null) return none;
  const further = async (fix: string | null) => {
    const after = fix === null ? null : await run(fix);
    return after !== null && gotFurther(before, after);
  };
  const { replacement, repair } = advice;
  const patched = replacement && patch(source, replacement);
  return {
    judgement: advised,
    suggestion: (await further(patched)) ? replacement : null,
    repair: (await further(repair?.source ?? null)) ? repair : null,
  };
}
