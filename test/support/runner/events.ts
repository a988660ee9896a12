/** What starts a run, and the payload that GitHub would send with it. */

import type { Value } from './expressions.ts';
import { type Mapping, mapping, type WorkflowFile } from './workflow-file.ts';

export type Event =
  | { readonly name: 'schedule'; readonly cron?: string; readonly payload?: Payload }
  | {
      readonly name: 'workflow_dispatch';
      readonly inputs?: Readonly<Record<string, string>>;
      readonly payload?: Payload;
    }
  | { readonly name: 'issue_comment'; readonly payload: Payload }
  | { readonly name: 'push'; readonly payload?: Payload };

export type Payload = { readonly [key: string]: Value };

/** What a run starts with: the payload, and the values of the form's inputs. */
export interface Start {
  readonly payload: Payload;
  readonly inputs: Payload;
}

/** Throws when the workflow does not listen to the event, or the form would be refused. */
export function startOf(file: WorkflowFile, event: Event, about: Payload): Start {
  if (!(event.name in file.on)) throw new Error(`${file.name} has no trigger ${event.name}`);
  const trigger = file.on[event.name] ?? null;
  switch (event.name) {
    case 'schedule':
      // It has the repository, too, since GitHub's changelog of 2022-09-27.
      return {
        payload: {
          ...about,
          schedule: event.cron ?? firstCron(trigger as Value),
          ...event.payload,
        },
        inputs: {},
      };
    case 'workflow_dispatch': {
      const inputs = formInputs(mapping(mapping(trigger).inputs), event.inputs ?? {});
      return { payload: { ...about, inputs, ...event.payload }, inputs };
    }
    case 'issue_comment':
      return { payload: { action: 'created', ...about, ...event.payload }, inputs: {} };
    case 'push':
      return { payload: { ...about, ...event.payload }, inputs: {} };
  }
}

function firstCron(trigger: Value): string {
  const [first] = Array.isArray(trigger) ? trigger : [];
  return String((first as Payload | undefined)?.cron);
}

/** The inputs of workflow_dispatch: always text on the way in, a boolean where the form has a box. */
function formInputs(form: Mapping, given: Readonly<Record<string, string>>): Payload {
  const unknown = Object.keys(given).filter((name) => !(name in form));
  if (unknown.length > 0) throw new Error(`Unexpected inputs provided: ${unknown.join(', ')}`);
  const values = Object.entries(form).map(([name, tree]) => {
    const field = mapping(tree);
    const value = given[name] ?? field.default ?? '';
    if (field.required === true && value === '') {
      throw new Error(`Required input '${name}' not provided`);
    }
    const options = Array.isArray(field.options) ? field.options.map(String) : null;
    if (options && !options.includes(String(value))) {
      throw new Error(`Provided value '${value}' for input '${name}' not in the list of options`);
    }
    return [name, field.type === 'boolean' ? String(value) === 'true' : String(value)];
  });
  return Object.fromEntries(values);
}

/** The inputs of a called workflow. Throws for an unknown, a missing or a wrongly typed one. */
export function callInputs(file: WorkflowFile, given: Payload): Payload {
  const declared = mapping(mapping(file.on.workflow_call).inputs);
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`${file.name} has no input ${unknown.join(', ')}`);
  const empty = { string: '', number: 0, boolean: false } as const;
  const values = Object.entries(declared).map(([name, tree]) => {
    const { type, required, default: fallback } = mapping(tree);
    if (type !== 'string' && type !== 'number' && type !== 'boolean') {
      throw new Error(`${file.name}: input ${name} has no type`);
    }
    if (required === true && !(name in given)) throw new Error(`${file.name} needs input ${name}`);
    // Nothing passes as empty text, but not as a number or a boolean.
    const passed = given[name] === null && type === 'string' ? '' : given[name];
    const value = passed === undefined ? ((fallback ?? empty[type]) as Value) : passed;
    if (typeof value !== type) {
      throw new Error(`${file.name}: input ${name} is to be a ${type}, not '${value}'`);
    }
    return [name, value];
  });
  return Object.fromEntries(values);
}

/** The secrets of a called workflow: only what it declares. Throws for others. */
export function callSecrets(
  file: WorkflowFile,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = mapping(mapping(file.on.workflow_call).secrets);
  for (const name of Object.keys(given)) {
    if (!(name in declared)) throw new Error(`${file.name} has no secret ${name}`);
  }
  for (const [name, tree] of Object.entries(declared)) {
    if (mapping(tree).required === true && !given[name]) {
      throw new Error(`${file.name} needs secret ${name}`);
    }
  }
  return given;
}
