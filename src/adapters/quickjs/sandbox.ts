/** The Sandbox port on QuickJS: starts the evaluator's process and hands it one job at a time. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Probes } from '../../domain/experiments/probe.ts';
import type { CaseOutcome } from '../../domain/outcome.ts';
import type { EngineIdentity } from '../../domain/trial/trial.ts';
import type { ProbeRules, ProbeRunner } from '../../ports/probe-runner.ts';
import type { Sandbox, SandboxJob, Watch } from '../../ports/sandbox.ts';
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

  async run(job: SandboxJob, watch: Watch = {}): Promise<readonly CaseOutcome[]> {
    const evaluator = this.#start();
    const outcomes = new Map<number, CaseOutcome>();
    let last = job.cases.length - 1;
    const onCase = ({ index, outcome }: FromEvaluator & { kind: 'progress' }) => {
      outcomes.set(index, outcome);
      watch.onCase?.(outcomes.size);
      const counts = watch.earlyStop?.(outcomes) ?? last;
      if (counts >= last) return;
      last = counts;
      evaluator.send({ kind: 'end', last } satisfies ToEvaluator);
    };
    const finished = await this.#ask(evaluator, { kind: 'run', job }, (message) => {
      if (message.kind === 'progress') onCase(message);
      return message.kind === 'finished' ? message.outcomes : null;
    });
    // It may have been done before it heard of the end.
    return finished.slice(0, last + 1);
  }

  probing(rules: ProbeRules): ProbeRunner {
    const probe = (probes: Probes) =>
      this.#ask(this.#start(), { kind: 'probe', probes, rules }, (message) =>
        message.kind === 'probed' ? message.results : null,
      );
    return { probe };
  }

  /** Sends one thing to do; `answer` takes each message until it has its answer. One at a time. */
  #ask<T>(
    evaluator: ChildProcess,
    request: ToEvaluator,
    answer: (message: FromEvaluator) => T | null,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = () =>
        evaluator.off('message', onMessage).off('exit', onExit).off('error', onExit);
      const onMessage = (message: FromEvaluator) => {
        if (message.kind === 'broken') {
          settle();
          // Other threads of it may go on with a job that is over.
          void this.close();
          return reject(new SandboxBroken(message.error));
        }
        const given = answer(message);
        if (given === null) return;
        settle();
        resolve(given);
      };
      const onExit = (why: unknown) => {
        settle();
        this.#evaluator = null;
        reject(new SandboxBroken(`the evaluator's process ended: ${why}`));
      };
      evaluator.on('message', onMessage).on('exit', onExit).on('error', onExit);
      evaluator.send(request);
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
        execArgv: [],
        env: {},
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    return this.#evaluator;
  }
}
