/** What a stand-in for one of GitHub's actions is, and how it reads its inputs and speaks. */

import path from 'node:path';
import { within } from '../glob.ts';
import type { Machine } from '../machine.ts';

export type Inputs = Readonly<Record<string, string>>;

/** One use of an action by a step. */
export interface Call {
  /** What `with` came to, over the defaults. */
  readonly inputs: Inputs;
  readonly machine: Machine;
  /** Prints a line; a workflow command (`::warning::...`) is one, too. */
  say(line: string): void;
  warn(message: string): void;
  output(name: string, value: string): void;
  /** The step will have failed; the action goes on. */
  fail(message: string): void;
}

export interface BuiltinAction {
  /** Its inputs and their defaults, as its action.yml has them. */
  readonly inputs: Readonly<Record<string, string | ((machine: Machine) => string)>>;
  /** Other inputs of its action.yml, which this runner does not follow and therefore refuses. */
  readonly refused: readonly string[];
  /** Throws when the action fails and ends. */
  readonly run: (call: Call) => Promise<void>;
}

/** As `core.getInput`: without white space around it. Throws when it is required and empty. */
export function required({ inputs }: Call, name: string): string {
  const value = optional({ inputs }, name);
  if (value === '') throw new Error(`Input required and not supplied: ${name}`);
  return value;
}

export function optional({ inputs }: Pick<Call, 'inputs'>, name: string): string {
  return (inputs[name] ?? '').trim();
}

/** As `core.getBooleanInput`. Throws for anything but YAML's own words. */
export function flag(call: Call, name: string): boolean {
  const value = optional(call, name);
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw new Error(
    `Input does not meet YAML 1.2 "Core Schema" specification: ${name}\nSupport boolean input list: \`true | True | TRUE | false | False | FALSE\``,
  );
}

/** Lines that are not empty. */
export function lines(call: Call, name: string): string[] {
  return optional(call, name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A path as an action resolves it; throws outside of the job's own folders, which no test should leave. */
export function placeFor({ workspace, temp, home }: Machine, given: string): string {
  const found = path.resolve(workspace, given.replace(/^~/, home));
  if (![workspace, temp, home].some((folder) => within(folder, found))) {
    throw new Error(`this runner keeps to the folders of the job: ${given}`);
  }
  return found;
}
