/** A worker thread and the watchdog that ends it when the candidate no longer lets ticks through. */

import { Worker } from 'node:worker_threads';
import type { CallSite } from '../../domain/failure.ts';
import type { CaseOutcome } from '../../domain/outcome.ts';
import { beat, callCodes, type FromWorker, type WorkerTask } from './protocol.ts';

/** A worker without a tick for so long is taken for stuck: 16 looks, so that a busy machine's late timers count less. */
const patienceSeconds = 4;
const looks = 16;

// Deep recursion in the guest recurses in the host too; the guest's own limit must be reached first.
const stackSizeMb = 16;

export class WatchedWorker {
  #engine: WebAssembly.Module;
  #worker: Worker | null = null;
  #beats = new Int32Array(new SharedArrayBuffer(beat.slots * 4));

  constructor(engine: WebAssembly.Module) {
    this.#engine = engine;
  }

  /** Runs one case. Rejects when the thread itself breaks or is stopped from outside. */
  run(task: WorkerTask): Promise<CaseOutcome> {
    const worker = this.#start();
    return new Promise((resolve, reject) => {
      const watch = this.#watch(() => {
        settle();
        resolve(this.#unresponsive(task));
        void this.stop();
      });
      const onMessage = (message: FromWorker) => {
        if (message.kind !== 'outcome') return;
        settle();
        resolve(message.outcome);
      };
      const onError = (error: unknown) => {
        settle();
        this.#worker = null;
        reject(error instanceof Error ? error : new Error(`the worker thread ended: ${error}`));
      };
      const settle = () => {
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

  /** Calls `onQuiet` once no tick was seen at `looks` looks in a row while candidate code was running. */
  #watch(onQuiet: () => void): NodeJS.Timeout {
    let seen = -1;
    let quiet = 0;
    return setInterval(
      () => {
        const ticks = Atomics.load(this.#beats, beat.ticks);
        const running = Atomics.load(this.#beats, beat.call) !== 0;
        quiet = running && ticks === seen ? quiet + 1 : 0;
        seen = ticks;
        if (quiet >= looks) onQuiet();
      },
      (patienceSeconds * 1000) / looks,
    );
  }

  #unresponsive({ spec }: WorkerTask): CaseOutcome {
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
