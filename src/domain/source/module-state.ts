/** A source whose module variables begin anew with each call, and tell what they hold. */

import type { AnyNode, VariableDeclarator } from 'acorn';
import type { SourceCode } from './code.ts';
import { freeWord, hookEntries } from './entries.ts';
import { isFunction } from './functions.ts';
import { Weave } from './weave.ts';

export interface ModuleVariable {
  readonly name: string;
  readonly declarator: VariableDeclarator;
  readonly kind: 'var' | 'let' | 'const' | 'using' | 'await using';
  /** Where its declaration begins. */
  readonly start: number;
}

/** Variables at the top level that hold no function and no class, in source order. */
export function moduleVariables(code: SourceCode): readonly ModuleVariable[] {
  return code.program.body.flatMap((statement): ModuleVariable[] => {
    const declaration =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    const { kind, start } = declaration;
    return declaration.declarations.filter(holdsState).flatMap((declarator) =>
      code
        .declaredBy(declarator)
        .filter(({ scope }) => scope.type === 'module')
        .map(({ name }) => ({ name, declarator, kind, start })),
    );
  });
}

function holdsState({ init }: VariableDeclarator): boolean {
  const value = init as AnyNode | null | undefined;
  return !value || !(isFunction(value) || value.type === 'ClassExpression');
}

/** How a variable begins anew: with what it held when the module was loaded, or by evaluating its first value again. */
export type Renewal = 'as_loaded' | 'evaluated_anew';

export interface RenewalPlan {
  readonly how: Renewal;
  /** Names that are renewed before each call on either side. */
  readonly encoder: readonly string[];
  readonly decoder: readonly string[];
}

/**
 * The source with such renewals, and with a reading that tells what its variables hold. Null when its exports
 * cannot be found, or a variable cannot be evaluated anew.
 */
export function renewState(code: SourceCode, plan: RenewalPlan): string | null {
  const word = freeWord(code.text);
  const weave = new Weave(code.text);
  const variables = moduleVariables(code);
  const renewed = variables.filter(({ name }) => [...plan.encoder, ...plan.decoder].includes(name));
  if (plan.how === 'evaluated_anew') {
    if (renewed.some(({ declarator: { id, init } }) => id.type !== 'Identifier' || !init))
      return null;
    const starts = new Set(
      renewed.filter(({ kind }) => kind === 'const').map(({ start }) => start),
    );
    for (const start of starts) weave.replace({ start, end: start + 5 }, 'let');
  }
  const call = (names: readonly string[]) =>
    renewed
      .filter(({ name }) => names.includes(name))
      .map((variable) =>
        renewalOf(code, word, { variable, how: plan.how, place: variables.indexOf(variable) }),
      )
      .join('; ');
  const hooks = { compress: call(plan.encoder), decompress: call(plan.decoder) };
  if (!hookEntries(code, weave, { word, hooks })) return null;
  return weave.woven() + tail(word, variables);
}

function renewalOf(
  code: SourceCode,
  word: string,
  {
    variable,
    how,
    place,
  }: { readonly variable: ModuleVariable; readonly how: Renewal; readonly place: number },
): string {
  const { name, declarator, kind } = variable;
  if (how === 'evaluated_anew' && declarator.init) {
    return `${name} = (${code.text.slice(declarator.init.start, declarator.init.end)}\n)`;
  }
  const back = `${word}back(${word}held[${place}])`;
  return kind === 'const' ? back : `${name} = ${back}`;
}

function tail(word: string, variables: readonly ModuleVariable[]): string {
  const values = variables.map(({ name }) => `() => ${name}`);
  return template.replaceAll('@values', values.join(', ')).replaceAll('$', () => word);
}

/** Elements that are told of an array. */
const mostElements = 64;

const template = `
const $values = [@values];
const $known = new Map();
function $snap(value) {
  if (typeof value !== 'object' || value === null) return { value };
  const known = $known.get(value);
  if (known) return known;
  const snap = { value };
  $known.set(value, snap);
  if (ArrayBuffer.isView(value)) { if (value.slice) snap.copy = value.slice(); }
  else if (Array.isArray(value)) snap.items = value.map($snap);
  else if (value instanceof Map) snap.entries = [...value].map(([k, v]) => [k, $snap(v)]);
  else if (value instanceof Set) snap.members = [...value];
  else snap.fields = Object.keys(value).map((key) => [key, $snap(value[key])]);
  return snap;
}
const $held = $values.map((get) => $snap(get()));
let $done = null;
function $back(snap) {
  $done = new Set();
  return $restore(snap);
}
function $restore(snap) {
  const { value } = snap;
  if ($done.has(snap)) return value;
  $done.add(snap);
  if (snap.copy) value.set(snap.copy);
  else if (snap.items) {
    value.length = snap.items.length;
    for (let i = 0; i < value.length; i++) value[i] = $restore(snap.items[i]);
  } else if (snap.entries) {
    value.clear();
    for (const [k, v] of snap.entries) value.set(k, $restore(v));
  } else if (snap.members) {
    value.clear();
    for (const v of snap.members) value.add(v);
  } else if (snap.fields) {
    const keys = new Set(snap.fields.map(([key]) => key));
    for (const key of Object.keys(value)) if (!keys.has(key)) delete value[key];
    for (const [key, v] of snap.fields) { const old = $restore(v); if (value[key] !== old) value[key] = old; }
  }
  return value;
}
function $tell(value, depth) {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'function' : String(value).slice(0, 40);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    const parts = [];
    for (let i = 0; i < value.length && i < ${mostElements}; i++) parts.push($tell(value[i], depth + 1));
    return parts;
  }
  if (depth > 3) return 'object';
  if (value instanceof Map) return $tell([...value], depth + 1);
  if (value instanceof Set) return $tell([...value], depth + 1);
  return Object.fromEntries(Object.keys(value).slice(0, ${mostElements}).map((key) => [key, $tell(value[key], depth + 1)]));
}
export function readProbe() { return JSON.stringify($values.map((get) => $tell(get(), 0))); }
`;
