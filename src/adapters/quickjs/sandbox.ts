/** The Sandbox port on QuickJS: starts the evaluator's process and hands it one job at a time. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CaseOutcome } from '../../domain/outcome.ts';
import type { EngineIdentity } from '../../domain/trial/trial.ts';
import type { Sandbox, SandboxJob } from '../../ports/sandbox.ts';
import { engineIdentity } from './engine.ts';
import type { FromEvaluator, ToEvaluator } from './protocol.ts';

/** The sandbox itself broke: never the candidate's fault. */
export class SandboxBroken extends Error {
  override name = 'SandboxBroken';
}

export class QuickJsSandbox implements Sandbox {
  readonly engine: EngineIdentity;
  #workers: number;
  #evaluator: ChildProcess | null = null;

  /** `workers` 0 means one for each core. */
  constructor(workers = 0) {
    this.#workers = workers;
    this.engine = engineIdentity();
  }

  run(job: SandboxJob, onCase?: (done: number) => void): Promise<readonly CaseOutcome[]> {
    const evaluator = this.#start();
    return new Promise((resolve, reject) => {
      const settle = () =>
        evaluator.off('message', onMessage).off('exit', onExit).off('error', onExit);
      const onMessage = (message: FromEvaluator) => {
        if (message.kind === 'progress') return onCase?.(message.done);
        settle();
        if (message.kind === 'finished') resolve(message.outcomes);
        else reject(new SandboxBroken(message.error));
      };
      const onExit = (why: unknown) => {
        settle();
        this.#evaluator = null;
        reject(new SandboxBroken(`the evaluator's process ended: ${why}`));
      };
      evaluator.on('message', onMessage).on('exit', onExit).on('error', onExit);
      evaluator.send({ kind: 'run', job } satisfies ToEvaluator);
    });
  }

  async close(): Promise<void> {
    const evaluator = this.#evaluator;
    this.#evaluator = null;
    evaluator?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    this.#evaluator ??= fork(
      fileURLToPath(new URL('./evaluator.js', import.meta.url)),
      [String(this.#workers)],
      {
        // Without the baseline compiler the engine's long-running loop is compiled well from the start.
        execArgv: ['--no-liftoff'],
        env: {},
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    return this.#evaluator;
  }
}
