/** Reads an input as what it has to be; what it is not is named, with the mend. */

import path from 'node:path';
import { getInput } from '@actions/core';
import { UsageError } from '../domain/usage-error.ts';
import { type InputName, inputs } from './inputs.ts';

/** A token stands in no default outside the runner: an expression is no value. */
export function textInput(name: InputName): string {
  const given = getInput(name);
  const fallback = inputs[name].default;
  return given !== '' || fallback.startsWith('${{') ? given : fallback;
}

/** Throws when it is empty. */
export function requiredInput(name: InputName): string {
  const text = textInput(name);
  if (text === '') throw new UsageError(`input ${name}: it is empty, and this command needs it`);
  return text;
}

/** A folder, relative to the workspace. Throws when it is empty. */
export function folderInput(name: InputName, workspace: string): string {
  return path.resolve(workspace, requiredInput(name));
}

export function wholeInput(name: InputName, least: number, most: number): number {
  const text = textInput(name);
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`input ${name}: '${text}' is not a whole number from ${least} to ${most}`);
}

export function choiceInput<T extends string>(name: InputName, choices: readonly T[]): T {
  const text = textInput(name);
  const choice = choices.find((each) => each === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`input ${name}: '${text}' is not known; use ${choices.join(', ')}`);
}

/** `true`, `1`, `yes` and `on` are true; `false`, `0`, `no`, `off` and nothing are false. */
export function flagInput(name: InputName): boolean {
  const text = textInput(name).trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['', 'false', '0', 'no', 'off'].includes(text)) return false;
  throw new UsageError(`input ${name}: '${text}' is neither true nor false`);
}
