/**
 * A source that also tells its module variables after each call: what of the two machines' state differs is
 * found by comparing what both tell.
 */

import type { SourceCode } from './code.ts';
import { exportNamed } from './exports.ts';
import { withHead } from './instrument.ts';
import { freeWord } from './loom.ts';

/** Entries of one reading; what comes after them is not told. */
const mostEntries = 6_000;
/** Of one array or collection. */
const mostElements = 1_100;
const mostLevels = 5;

/** Names of the module's own variables that can change or hold something that does: no functions, no classes. */
export function moduleVariables(code: SourceCode): readonly string[] {
  const variables = code.nodes.flatMap((node) =>
    node.type === 'VariableDeclaration' ? code.declaredBy(node) : [],
  );
  return variables.filter(({ scope }) => scope.type === 'module').map(({ name }) => name);
}

/** null for a source that has no module variables, or the reading's name for something else. */
export function tellingBindings(code: SourceCode): string | null {
  const names = moduleVariables(code);
  if (names.length === 0) return null;
  if (exportNamed(code, 'readProbe') !== null || code.variablesNamed('readProbe').length > 0) {
    return null;
  }
  const word = freeWord(code);
  // Before its line has run, a variable cannot be read.
  const tell = names.map((name) => `try { ${word}tell('${name}', ${name}, 0); } catch {}`);
  const head = template.replaceAll('$', word).replace(/\n\s*/g, ' ');
  const tail = `export function readProbe() { ${word}begin(); ${tell.join(' ')} return ${word}end(); }`;
  return withHead(`${code.text}\n${tail}\n`, head);
}

/** What one machine held after a call: a value's text for each path, like `model.counts[3]`. */
export type Bindings = ReadonlyMap<string, string>;

export function readBindings(reading: string | null): Bindings | null {
  const [format, ...lines] = reading?.split('\n') ?? [];
  if (format !== 'bindings') return null;
  const entries = lines.flatMap((line): [string, string][] => {
    const at = line.indexOf('\t');
    return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
  });
  return new Map(entries);
}

export interface StateDifference {
  /** The module variable. */
  readonly name: string;
  /** The place inside of it: `model.counts[3]`. */
  readonly path: string;
  readonly encoder: string;
  readonly decoder: string;
}

/** Where two machines' bindings differ: the first place of each variable, in the order of the source. */
export function differences(encoder: Bindings, decoder: Bindings): readonly StateDifference[] {
  const found = new Map<string, StateDifference>();
  for (const path of new Set([...encoder.keys(), ...decoder.keys()])) {
    const [ours, theirs] = [encoder.get(path) ?? 'absent', decoder.get(path) ?? 'absent'];
    const name = /^[^.[]+/.exec(path)?.[0];
    if (ours === theirs || name === undefined || found.has(name)) continue;
    found.set(name, { name, path, encoder: ours, decoder: theirs });
  }
  return [...found.values()];
}

/** `$` stands for a free word. Only data properties are looked at: no code of the candidate's is run. */
const template = `
const { apply: $apply, ownKeys: $keys, getOwnPropertyDescriptor: $own, getPrototypeOf: $proto } = Reflect;
const { isArray: $array } = Array, { isView: $view } = ArrayBuffer, { stringify: $text } = JSON, $String = String;
const $Map = Map.prototype, $Set = Set.prototype, $eachOfMap = $Map.forEach, $eachOfSet = $Set.forEach;
const $lengthOf = $own($proto(Uint8Array.prototype), 'length').get, $has = Object.hasOwn;
const $bufferOf = ArrayBuffer, $Error = Error, $finite = Number.isFinite;
let $out = '', $entries = 0, $seen = [];
const $begin = () => { $out = 'bindings'; $entries = 0; $seen = []; };
const $end = () => { const all = $out; $out = ''; $seen = []; return all; };
const $line = (path, text) => { if ($entries++ < ${mostEntries}) $out += '\\n' + path + '\\t' + text; };
const $tell = (path, v, level) => {
  if ($entries > ${mostEntries}) return;
  switch (typeof v) {
    case 'function': return;
    case 'string': $line(path, v.length > 60 ? v.length + ' characters' : $text(v)); return;
    case 'symbol': $line(path, 'a symbol'); return;
    case 'object': break;
    default: $line(path, $String(v)); return; }
  if (v === null) { $line(path, 'null'); return; }
  for (let i = 0; i < $seen.length; i++) if ($seen[i] === v) return;
  $seen[$seen.length] = v;
  if (level >= ${mostLevels}) return;
  if ($view(v) || $array(v)) { let n; try { n = $array(v) ? v.length : $apply($lengthOf, v, []); } catch { return; }
    $line(path + '.length', $String(n));
    for (let i = 0; i < n && i < ${mostElements}; i++) { const own = $own(v, i); if (own !== undefined && $has(own, 'value')) $tell(path + '[' + i + ']', own.value, level + 1); }
    return; }
  let at = 0;
  const proto = $proto(v);
  if (proto === $Map) { $apply($eachOfMap, v, [(value, key) => { if (at++ < ${mostElements}) $tell(path + '[' + (typeof key === 'string' ? $text(key) : typeof key === 'number' ? key : at) + ']', value, level + 1); }]); $line(path + '.size', $String(at)); return; }
  if (proto === $Set) { $apply($eachOfSet, v, [(value) => { if (at++ < ${mostElements}) $tell(path + '[' + at + ']', value, level + 1); }]); $line(path + '.size', $String(at)); return; }
  const names = $keys(v);
  for (let i = 0; i < names.length && i < ${mostElements}; i++) { if (typeof names[i] !== 'string') continue;
    const own = $own(v, names[i]); if ($has(own, 'value')) $tell(path + '.' + names[i], own.value, level + 1); } };
`;
