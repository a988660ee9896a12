/** The evaluator's process as the operating system sees it; Linux only. */

import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessUse {
  /** Resident memory in MB. */
  readonly megabytes: number;
  readonly threads: number;
  /** User and system time since its start, in milliseconds, of all its threads. */
  readonly cpuMs: number;
}

/** Processes that this one started and that still run. */
export function childProcesses(): readonly number[] {
  return processIds().filter((pid) => Number(statOf(pid)?.[1]) === process.pid);
}

/** null when the process is gone, or the system does not say. */
export function processUse(pid: number): ProcessUse | null {
  const stat = statOf(pid);
  if (stat === null) return null;
  const ticks = Number(stat[11]) + Number(stat[12]);
  return {
    megabytes: Math.round((Number(stat[21]) * 4096) / 1e6),
    threads: Number(stat[17]),
    cpuMs: ticks * 10,
  };
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** The fields from the state on: proc(5) numbers them from 3. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
