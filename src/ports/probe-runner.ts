/** Runs the probes that experiments ask for, confined like every other run of a candidate. */

import type { Limits } from '../domain/benchmark.ts';
import type { ProbeResult, Probes } from '../domain/experiments/probe.ts';

/** What holds for all probes of an investigation. */
export interface ProbeRules {
  /** Ticks for each call are the probe's own. */
  readonly limits: Limits;
  /** Every frame must come back unchanged: the frame before is then the source's, whatever came back. */
  readonly exact: boolean;
}

export interface ProbeRunner {
  /** Results in the order of the probes, independent of the number of cores. Rejects only when the sandbox itself breaks. */
  probe(probes: Probes): Promise<readonly ProbeResult[]>;
}

/** Where probes can be run. */
export interface ProbeBench {
  probing(rules: ProbeRules): ProbeRunner;
}
