/** A thread that runs tasks, one at a time. It can be terminated at any moment. */

import { parentPort, workerData } from 'node:worker_threads';
import { beat, callCodes, type FromWorker, type WorkerTask } from './protocol.ts';
import { runTask } from './run-case.ts';
import { runProbe } from './run-probe.ts';

const { engine, beats } = workerData as { engine: WebAssembly.Module; beats: Int32Array };

const pulse = {
  enter(call: (typeof callCodes)[number], frame: number) {
    Atomics.store(beats, beat.frame, frame);
    Atomics.store(beats, beat.call, callCodes.indexOf(call));
    Atomics.add(beats, beat.entries, 1);
    Atomics.add(beats, beat.ticks, 1);
  },
  tick() {
    Atomics.add(beats, beat.ticks, 1);
  },
};

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', async (task: WorkerTask) => {
  const result = await (task.kind === 'case'
    ? runTask(task, engine, pulse)
    : runProbe(task, engine, pulse));
  pulse.enter(null, -1);
  say({ kind: 'result', result });
});
say({ kind: 'ready' });
