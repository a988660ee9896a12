/** A worker thread and the watchdog that ends it when the candidate no longer lets ticks through. */

import { Worker } from 'node:worker_threads';
import type { ProbeResult } from '../../domain/experiments/probe.ts';
import type { CallSite } from '../../domain/failure.ts';
import type { CaseOutcome } from '../../domain/outcome.ts';
import {
  beat,
  type CaseTask,
  callCodes,
  type FromWorker,
  type ProbeTask,
  type TaskResult,
  type WorkerTask,
} from './protocol.ts';

/** A call that lags behind its ticks by so long, on a core of its own, is taken for stuck: 16 looks, so that a busy machine's late timers count less. */
const patienceSeconds = 4;
const looks = 16;

/**
 * What one tick may account for. It is 10,000 jumps, which take a third of a millisecond; with large built-in
 * operations in between they can be made to take seconds, and a call may have thousands of ticks.
 */
const slowestTickMs = 10;

// Deep recursion in the guest recurses in the host too; the guest's own limit must be reached first.
const stackSizeMb = 16;

/** Threads that run a task. */
let running = 0;

/** On a machine that does something else this much of a look counts still: what waits for nothing must end, too. */
const leastShare = 1 / 16;

/**
 * How much of a core each running thread had since the last call, at most 1. Verdicts must not depend on what
 * else the machine does: a thread that does not get on because others do is not stuck.
 */
function processorShare(): () => number {
  let used = process.cpuUsage();
  let at = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(used);
    const elapsed = performance.now() - at;
    used = process.cpuUsage();
    at = performance.now();
    const share = (user + system) / 1000 / (elapsed * Math.max(1, running));
    return Math.min(1, Math.max(leastShare, share));
  };
}

export class WatchedWorker {
  #engine: WebAssembly.Module;
  #worker: Worker | null = null;
  #beats = new Int32Array(new SharedArrayBuffer(beat.slots * 4));

  constructor(engine: WebAssembly.Module) {
    this.#engine = engine;
  }

  /** Runs a task of a job. Rejects when the thread itself breaks or is stopped from outside. */
  run(task: CaseTask): Promise<TaskResult> {
    return this.#hand(task, () => this.#unresponsive(task));
  }

  /** Runs a probe. Whatever ends it from outside, the thread's own end too, says nothing. */
  async probe(task: ProbeTask): Promise<ProbeResult> {
    const stopped = { kind: 'stopped' } as const;
    try {
      return await this.#hand<ProbeResult>(task, () => {
        Atomics.store(this.#beats, beat.call, 0);
        return stopped;
      });
    } catch {
      return stopped;
    }
  }

  #hand<T extends TaskResult | ProbeResult>(task: WorkerTask, stuck: () => T): Promise<T> {
    const worker = this.#start();
    running += 1;
    return new Promise((resolve, reject) => {
      const watch = this.#watch(() => {
        settle();
        resolve(stuck());
        void this.stop();
      });
      const onMessage = (message: FromWorker) => {
        if (message.kind !== 'result') return;
        settle();
        resolve(message.result as T);
      };
      const onError = (error: unknown) => {
        settle();
        this.#worker = null;
        reject(error instanceof Error ? error : new Error(`the worker thread ended: ${error}`));
      };
      const settle = () => {
        running -= 1;
        clearInterval(watch);
        worker.off('message', onMessage).off('error', onError).off('exit', onError);
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onError);
      worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    this.#worker ??= new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { engine: this.#engine, beats: this.#beats },
      resourceLimits: { stackSizeMb },
      env: {},
    });
    return this.#worker;
  }

  /** Calls `onStuck` once `looks` looks at one call of candidate code are not accounted for by its ticks. */
  #watch(onStuck: () => void): NodeJS.Timeout {
    const everyMs = (patienceSeconds * 1000) / looks;
    const shareOfProcessor = processorShare();
    let seen = 0;
    let entry = -1;
    let lag = 0;
    return setInterval(() => {
      const ticks = Atomics.load(this.#beats, beat.ticks);
      const entries = Atomics.load(this.#beats, beat.entries);
      const inCall = Atomics.load(this.#beats, beat.call) !== 0;
      const accounted = ((ticks - seen) * slowestTickMs) / everyMs;
      const look = shareOfProcessor();
      lag = inCall && entries === entry ? Math.max(0, lag + look - accounted) : 0;
      seen = ticks;
      entry = entries;
      if (lag >= looks) onStuck();
    }, everyMs);
  }

  #unresponsive({ spec }: CaseTask): CaseOutcome {
    const site: CallSite = {
      call: callCodes[Atomics.load(this.#beats, beat.call)] ?? 'load',
      clip: spec.clip.name,
      quality: spec.quality,
      frame: Atomics.load(this.#beats, beat.frame),
    };
    Atomics.store(this.#beats, beat.call, 0);
    const fault = { kind: 'unresponsive', seconds: patienceSeconds } as const;
    return { kind: 'failed', faults: [{ site, fault }], logs: '' };
  }
}
