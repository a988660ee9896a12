/** Starts the run that goes on where this one ends. */

export interface NextRun {
  /** Asks for a run that only finishes what is open. Nothing depends on it: the schedule comes anyway. */
  start(): Promise<void>;
}
