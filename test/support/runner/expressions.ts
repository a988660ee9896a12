/** `${{ }}`: what stands in a workflow as an expression, and its value in given contexts. */

import type { data } from '@actions/expressions';
import { type ActionsLibrary, actionsLibrary } from './actions-library.ts';

/** Plain data as expressions see it. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** An expression that waits for its contexts; `source` is the text between the braces. */
export class Expression {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** A part of a workflow file: values with expressions in between. */
export type Tree =
  | null
  | boolean
  | number
  | string
  | Expression
  | readonly Tree[]
  | { readonly [key: string]: Tree };

/** What an expression fails with only when it is evaluated, as `fromJSON('')`: GitHub fails the step or job. */
export class EvaluationError extends Error {}

/** The contexts by name, and what `success()` and its like answer here. */
export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>;
  readonly status?: Status;
}

export interface Status {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
}

const statusFunctions = ['success', 'failure', 'cancelled', 'always'] as const;

/** Replaces every expression in a tree by its value. Throws for a name that does not exist in this scope. */
export async function resolve(tree: Tree, scope: Scope): Promise<Value> {
  const library = await actionsLibrary();
  return resolveWith(library, tree, scope);
}

function resolveWith(library: ActionsLibrary, tree: Tree, scope: Scope): Value {
  if (tree instanceof Expression) return evaluate(library, tree.source, scope);
  if (Array.isArray(tree)) return tree.map((each) => resolveWith(library, each, scope));
  if (typeof tree !== 'object' || tree === null) return tree as Value;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, resolveWith(library, value, scope)]),
  );
}

/** The value of an `if`: without a status function in it, `success()` is asked as well. */
export async function resolveCondition(condition: Tree, scope: Scope): Promise<boolean> {
  const library = await actionsLibrary();
  if (condition === '' || condition === null) return scope.status?.success ?? true;
  const source = condition instanceof Expression ? condition.source : bare(String(condition));
  const asks = statusFunctions.some((name) => new RegExp(`\\b${name}\\s*\\(`, 'i').test(source));
  const whole = asks ? source : `success() && (${source})`;
  return truthy(evaluate(library, whole, scope));
}

function bare(text: string): string {
  return /^\s*\$\{\{(.*)\}\}\s*$/s.exec(text)?.[1] ?? text;
}

/** A value as it becomes text: in an environment variable, an input, a script. */
export function asText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? 'Array' : 'Object';
  return String(value);
}

export function truthy(value: Value): boolean {
  return !(value === null || value === false || value === 0 || value === '');
}

function evaluate(library: ActionsLibrary, source: string, scope: Scope): Value {
  const { Lexer, Parser, Evaluator, data } = library;
  const functions = statusFunctions.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(name === 'always' || (scope.status?.[name] ?? false)),
  }));
  const available = scope.status ? functions : [];
  const names = Object.keys(scope.contexts);
  const tree = new Parser(new Lexer(source).lex().tokens, names, available).parse();
  const contexts = toData(library, scope.contexts) as data.Dictionary;
  const calls = new Map(available.map((each) => [each.name as string, each]));
  try {
    return fromData(new Evaluator(tree, contexts, calls).evaluate());
  } catch (error) {
    throw new EvaluationError((error as Error).message, { cause: error });
  }
}

function toData({ data }: ActionsLibrary, value: Value): data.ExpressionData {
  const wrap = (each: Value): data.ExpressionData => {
    if (each === null) return new data.Null();
    if (typeof each === 'boolean') return new data.BooleanData(each);
    if (typeof each === 'number') return new data.NumberData(each);
    if (typeof each === 'string') return new data.StringData(each);
    if (Array.isArray(each)) return new data.Array(...each.map(wrap));
    const pairs = Object.entries(each).map(([key, inner]) => ({ key, value: wrap(inner) }));
    return new data.Dictionary(...pairs);
  };
  return wrap(value);
}

function fromData(value: data.ExpressionData): Value {
  if ('pairs' in value) {
    return Object.fromEntries(value.pairs().map(({ key, value }) => [key, fromData(value)]));
  }
  if ('values' in value) return value.values().map(fromData);
  if ('value' in value) return value.value;
  return null;
}
