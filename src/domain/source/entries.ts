/** A source whose two exports run other code first; what it wrote itself keeps its lines. */

import type { AnyNode } from 'acorn';
import { codecExports } from '../globals.ts';
import type { SourceCode } from './code.ts';
import type { Weave } from './weave.ts';

/** Statements that run before each call: they see the call's `frame` or `bytes` as `given`, and its `context`. */
export interface EntryHooks {
  readonly compress: string;
  readonly decompress: string;
}

/** A word that does not occur in the source, for names of our own. */
export function freeWord(text: string): string {
  let word = '$own';
  while (text.includes(word)) word += '$';
  return word;
}

/** Takes both exports and gives them anew with hooks. False, and nothing woven, when it does not find both. */
export function hookEntries(
  code: SourceCode,
  weave: Weave,
  { word, hooks }: { readonly word: string; readonly hooks: EntryHooks },
): boolean {
  const found = codecExports.map((name) => ({ name, entry: exportOf(code, name) }));
  if (found.some(({ entry }) => entry === null)) return false;
  const hidden = new Set<number>();
  let tail = '';
  for (const { name, entry } of found) {
    if (entry === null) continue;
    if (!hidden.has(entry.hide.start)) weave.replace(entry.hide, entry.instead);
    hidden.add(entry.hide.start);
    const hook = name === 'compressFrame' ? hooks.compress : hooks.decompress;
    tail += `\nfunction ${word}${name}(given, context) { ${hook}; return (0, ${entry.local})(given, context); }`;
    tail += `\nexport { ${word}${name} as ${name} };`;
  }
  weave.between(code.text.length, `\n;${tail}\n`);
  return true;
}

interface Entry {
  /** The name it has inside. */
  readonly local: string;
  /** What is replaced so that it is no longer exported. */
  readonly hide: { readonly start: number; readonly end: number };
  readonly instead: string;
}

function exportOf(code: SourceCode, name: string): Entry | null {
  for (const statement of code.program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    const { declaration } = statement;
    if (declaration && declares(code, declaration, name)) {
      const hide = { start: statement.start, end: declaration.start };
      return { local: name, hide, instead: '' };
    }
    const specifier = statement.specifiers.find(
      ({ exported }) => exported.type === 'Identifier' && exported.name === name,
    );
    if (specifier?.local.type === 'Identifier') {
      const { start, end } = specifier.exported;
      const local = specifier.local.name;
      // `export { name }` holds one node twice.
      const instead =
        specifier.local.end === end ? `${local} as $hidden_${name}` : `$hidden_${name}`;
      return { local, hide: { start, end }, instead };
    }
  }
  return null;
}

function declares(code: SourceCode, declaration: AnyNode, name: string): boolean {
  const declarators: readonly AnyNode[] =
    declaration.type === 'VariableDeclaration' ? declaration.declarations : [declaration];
  return declarators.some((declarator) =>
    code
      .declaredBy(declarator)
      .some((variable) => variable.name === name && variable.scope.type === 'module'),
  );
}
