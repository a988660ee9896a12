/** A step that uses one of the actions this runner knows itself. */

import type { Inputs } from './builtin/action.ts';
import { builtinAction } from './builtin.ts';
import { commandsIn, escapedMessage } from './child.ts';
import type { Machine } from './machine.ts';
import type { Command, StepRun } from './record.ts';

type Done = Pick<StepRun, 'exitCode' | 'stdout' | 'stderr' | 'inputs' | 'outputs' | 'commands'>;

/** Throws for an action or an input that this runner does not know; what fails the step is in what it returns. */
export async function runBuiltin(machine: Machine, uses: string, given: Inputs): Promise<Done> {
  const action = builtinAction(uses);
  const refused = Object.keys(given).find((input) => action.refused.includes(input));
  if (refused) throw new Error(`${uses}: not supported: input ${refused}`);
  const defaults = Object.entries(action.inputs);
  const filled = defaults.map(([name, value]) => {
    return [name, typeof value === 'string' ? value : value(machine)] as const;
  });
  // The job's own token is not recorded: no test could tell it from one that a workflow hands out.
  const plain = defaults.filter(([, value]) => typeof value === 'string');
  const said: string[] = [];
  const failures: string[] = [];
  const outputs: Record<string, string> = {};
  const call = {
    inputs: { ...Object.fromEntries(filled), ...given },
    machine,
    say: (line: string) => said.push(line),
    warn: (message: string) => said.push(`::warning::${escapedMessage(message)}`),
    output: (name: string, value: string) => {
      outputs[name] = value;
    },
    fail: (message: string) => failures.push(message),
  };
  try {
    await action.run(call);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
  const stdout = said.map((line) => `${line}\n`).join('');
  const errors = failures.map((message) => ({ name: 'error', properties: {}, message }));
  const valid = [...Object.keys(action.inputs), ...action.refused];
  return {
    exitCode: failures.length === 0 ? 0 : 1,
    inputs: { ...Object.fromEntries(plain as [string, string][]), ...given },
    ...{ outputs, stdout },
    stderr: failures.map((message) => `${message}\n`).join(''),
    commands: [...unexpected(Object.keys(given), valid), ...errors, ...commandsIn(stdout)],
  };
}

/** What the runner warns of: inputs that the action's file does not name. */
export function unexpected(given: readonly string[], valid: readonly string[]): Command[] {
  const found = given.filter((input) => !valid.includes(input));
  if (found.length === 0) return [];
  const message = `Unexpected input(s) '${found.join("', '")}', valid inputs are ['${valid.join("', '")}']`;
  return [{ name: 'warning', properties: {}, message }];
}
