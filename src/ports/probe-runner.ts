/** Runs the probes that experiments ask for, confined like every other run of a candidate. */

import type { ProbeResult, Probes } from '../domain/experiments/probe.ts';

export interface ProbeRunner {
  /** Results in the order of the probes, independent of the number of cores. Rejects only when the sandbox itself breaks. */
  probe(probes: Probes): Promise<readonly ProbeResult[]>;
}
