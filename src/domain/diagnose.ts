/**
 * The failure analysis by rules: always an answer, never an exception, the same for the same input. What
 * it says is read off the failure and the candidate's own source.
 */

import type { Account } from './account.ts';
import type { Analysis, FailureCategory, Severity } from './analysis.ts';
import { explainGap } from './diagnoses/curve.ts';
import { codeEvidence, errorEvidence } from './diagnoses/evidence.ts';
import { cluesOf, experimentsOf, explainCause, withNextStep } from './diagnoses/experiments.ts';
import { fingerprintOf } from './diagnoses/fingerprint.ts';
import { explainMismatch } from './diagnoses/mismatch.ts';
import {
  explainAbandoned,
  explainHolding,
  explainRejection,
  type Holding,
  type Learnt,
  type NumbersExplained,
} from './diagnoses/rejection.ts';
import { explainMemory, explainOutput, explainStack } from './diagnoses/resources.ts';
import { explainReturned } from './diagnoses/returned.ts';
import type { Explanation, FailureReport, Scene } from './diagnoses/scene.ts';
import { explainThrown } from './diagnoses/thrown.ts';
import { explainTicks, explainUnresponsive } from './diagnoses/time.ts';
import { explainWrongSize } from './diagnoses/wrong-size.ts';
import type { ClipLoss } from './early-stop.ts';
import type { CallFault, CallSite, Failure, Finding } from './failure.ts';
import { parseSource } from './source/code.ts';
import { exportNamed } from './source/exports.ts';
import { callName } from './source/functions.ts';
import { plainLine, plainText } from './text/plain-text.ts';
import { sentence } from './text/wording.ts';
import type { Comparison } from './trial/trial.ts';
import type { Rejection } from './verdict.ts';

const mostLogs = 4096;
const mostStack = 2000;

/** The analysis of a candidate that does not work, or of the bot's own error. */
export function diagnose(report: FailureReport): Analysis {
  const [lead = nothingRecorded] = report.failures;
  const seen = explain(report, lead);
  const { category } = seen;
  const found = explainCause(report);
  const { cause, fix, location } = found ?? withClues(seen, report);
  return {
    failure_category: category,
    root_cause: cause,
    fix_suggestion: found === null ? withNextStep(fix, report) : fix,
    confidence: found?.confidence ?? seen.confidence ?? 'observed',
    severity: severityOf(report, category),
    location,
    evidence: {
      error: errorEvidence(report.failures),
      stack: stackOf(lead),
      logs: report.logs.trim() === '' ? null : plainText(report.logs, mostLogs),
      code: codeEvidence(report.source, location),
      first_mismatch:
        lead.kind === 'call' && lead.fault.kind === 'mismatch' ? lead.fault.first : null,
      experiments: experimentsOf(report.investigation ?? null),
    },
    // The same mistake may show in several ways.
    fingerprint: found
      ? fingerprintOf(category, 'cause', found.subject)
      : fingerprintOf(category, kindOf(lead), seen.subject),
    source: 'rules',
  };
}

/** What was seen, with what experiments saw: leads for who looks further, each said as no more than it is. */
function withClues(seen: Explanation, report: FailureReport): Explanation {
  const clues = cluesOf(report);
  const isCause = (seen.confidence ?? 'observed') !== 'observed';
  if (clues === null || isCause) return seen;
  return {
    ...seen,
    cause: `${seen.cause.trimEnd()} ${clues.words}`,
    fix: `Begin at line ${clues.location.line}. What is said above was seen; where the mistake was made, it does not show.`,
    location: clues.location,
  };
}

/** The analysis of a candidate that works but is not better. */
export function diagnoseRejection(
  comparison: Comparison,
  reasons: readonly Rejection[],
  { account = [], parts = null }: Partial<Learnt> = {},
): Analysis {
  return analysisOfNumbers('rejected', explainRejection(comparison, reasons, { account, parts }));
}

/** The analysis of a candidate whose evaluation was stopped at a clip that loses too much. */
export function diagnoseAbandoned(loss: ClipLoss, account: Account = []): Analysis {
  return analysisOfNumbers('rejected', explainAbandoned(loss, account));
}

/** The analysis of a candidate that waits for a person; `comparison` is null without a working baseline. */
export function diagnoseHeld(comparison: Comparison | null, holding: Holding): Analysis {
  return analysisOfNumbers('held', explainHolding(comparison, holding));
}

function analysisOfNumbers(kind: string, explained: NumbersExplained): Analysis {
  const { category, cause, fix, severity, subject, experiments = [] } = explained;
  return {
    failure_category: category,
    root_cause: cause,
    fix_suggestion: fix,
    severity,
    confidence: 'observed',
    location: null,
    evidence: {
      ...{ error: null, stack: null, logs: null, code: null, first_mismatch: null },
      experiments,
    },
    fingerprint: fingerprintOf(category, kind, subject),
    source: 'rules',
  };
}

/** A trial cannot fail without a failure: when one does, the bot has lost it. */
const nothingRecorded: Failure = {
  kind: 'infrastructure',
  error: 'the trial failed, but no failure was recorded',
  stack: '',
};

function explain(report: FailureReport, lead: Failure): Explanation {
  switch (lead.kind) {
    case 'static':
      return explainFinding(lead.finding);
    case 'call': {
      const parsed = parseSource(report.source);
      const code = parsed.kind === 'parsed' ? parsed.code : null;
      return explainFault({ report, site: lead.site, code }, lead.fault);
    }
    case 'curve': {
      const gaps = report.failures.flatMap((each) => (each.kind === 'curve' ? [each.gap] : []));
      return explainGap(lead.gap, gaps);
    }
    case 'infrastructure':
      return {
        category: 'infrastructure_error',
        cause: sentence(
          `The bot itself failed: ${plainLine(lead.error, 500) || 'an error without a message'}`,
        ),
        fix: 'Nothing in the candidate needs to change: the bot tries again by itself, and `/evaluate` makes it try at once. If it stays, the stack in the evidence says where to look.',
        location: null,
        subject: lead.error,
      };
  }
}

function explainFault(scene: Scene, fault: CallFault): Explanation {
  switch (fault.kind) {
    case 'thrown':
      return explainThrown(scene, fault);
    case 'missing_export':
      return explainMissingExport(scene, fault);
    case 'not_bytes':
      return explainReturned(scene, fault);
    case 'wrong_size':
      return explainWrongSize(scene, fault);
    case 'mismatch':
      return explainMismatch(scene, fault.first);
    case 'tick_limit':
      return explainTicks(scene, fault);
    case 'unresponsive':
      return explainUnresponsive(scene, fault);
    case 'out_of_memory':
      return explainMemory(scene, fault);
    case 'stack_overflow':
      return explainStack(scene, fault);
    case 'output_too_large':
      return explainOutput(scene, fault);
    case 'engine_stopped':
      return explainStopped(scene.site, fault);
  }
}

function explainMissingExport(
  { code }: Scene,
  { name, found }: Extract<CallFault, { kind: 'missing_export' }>,
): Explanation {
  const declared = code === null ? null : exportNamed(code, name);
  return {
    category: 'validation_error',
    cause: `The module exports no function ${plainLine(name, 60)}: found ${plainLine(found, 200)} instead.`,
    fix: 'Write `export function compressFrame(frame, context)` and `export function decompressFrame(bytes, context)`.',
    location: code === null || declared === null ? null : code.locate(declared.node),
    subject: `${name}: ${found}`,
  };
}

function explainStopped(
  { call }: CallSite,
  { message }: Extract<CallFault, { kind: 'engine_stopped' }>,
): Explanation {
  return {
    category: 'runtime_error',
    cause: sentence(
      `The engine broke down in ${call === 'load' ? 'the top level of the module' : callName(call)}: ${plainLine(message, 200)}`,
    ),
    fix: 'Use simpler means there: plain loops over typed arrays, no deep recursion and no unusual built-in functions.',
    location: null,
    subject: 'engine stopped',
  };
}

const categoryOfRule: Readonly<Record<Finding['rule'], FailureCategory>> = {
  syntax: 'syntax_error',
  too_large: 'validation_error',
  too_deep: 'validation_error',
  builtin_import: 'validation_error',
  missing_import: 'import_error',
  unlinkable_export: 'import_error',
  unknown_global: 'validation_error',
  eval: 'validation_error',
  async: 'validation_error',
  missing_export: 'validation_error',
};

function explainFinding({ rule, message, fix, line, column }: Finding): Explanation {
  const category = categoryOfRule[rule];
  return {
    ...{ category, cause: message, fix, location: { line, column }, subject: message },
    confidence: 'proved',
  };
}

/** Everything stops a candidate, but a decoder that fails on a single clip is nearly there. */
function severityOf(report: FailureReport, category: FailureCategory): Severity {
  if (category === 'infrastructure_error') return 'critical';
  if (category !== 'logic_error' || report.stage !== 'measure') return 'high';
  const hit = new Set(
    report.failures.map((failure) => (failure.kind === 'call' ? failure.site.clip : '')),
  );
  return hit.size === 1 && report.clips.length > 1 ? 'medium' : 'high';
}

function kindOf(failure: Failure): string {
  switch (failure.kind) {
    case 'static':
      return failure.finding.rule;
    case 'call':
      return failure.fault.kind;
    default:
      return failure.kind;
  }
}

function stackOf(failure: Failure): string | null {
  const stack =
    failure.kind === 'infrastructure'
      ? failure.stack
      : failure.kind === 'call' && failure.fault.kind === 'thrown'
        ? failure.fault.stack
        : '';
  return stack.trim() === '' ? null : plainText(stack.trimEnd(), mostStack);
}
