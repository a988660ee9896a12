/** The exports of a candidate, as the source shows them. */

import type { AnyNode, ExportNamedDeclaration, Identifier } from 'acorn';
import type { SourceCode } from './code.ts';
import { declaredValue, initialValue } from './values.ts';

export interface ModuleExport {
  readonly name: string;
  /** Where the name stands. */
  readonly node: AnyNode;
  /** The function, class or expression behind it; null when the source does not tell. */
  readonly value: AnyNode | null;
}

/** All named exports, `default` among them; those of other modules have no value. */
export function exportsOf(code: SourceCode): readonly ModuleExport[] {
  return code.program.body.flatMap((statement): ModuleExport[] => {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        return [...declaredExports(code, statement), ...listedExports(code, statement)];
      case 'ExportDefaultDeclaration': {
        const value = resolvedValue(code, statement.declaration);
        return [{ name: 'default', node: statement, value }];
      }
      default:
        return [];
    }
  });
}

export function exportNamed(code: SourceCode, name: string): ModuleExport | null {
  return exportsOf(code).find((each) => each.name === name) ?? null;
}

/** `export function f() {}`, `export const f = ...`, `export class F {}`. */
function declaredExports(code: SourceCode, statement: ExportNamedDeclaration): ModuleExport[] {
  const { declaration } = statement;
  if (!declaration) return [];
  const declarators: readonly AnyNode[] =
    declaration.type === 'VariableDeclaration' ? declaration.declarations : [declaration];
  return declarators.flatMap((declarator) =>
    code
      .declaredBy(declarator)
      // A function also declares its parameters, a class its own name once more inside.
      .filter(({ scope }) => scope.type === 'module')
      .map((variable) => {
        const value = declaredValue(variable);
        const name = (variable.identifiers[0] ?? declarator) as unknown as AnyNode;
        const resolved = value?.type === 'Identifier' ? initialValue(code, value) : value;
        return { name: variable.name, node: name, value: resolved };
      }),
  );
}

/** `export { f }`, `export { f as g }`, also from another module. */
function listedExports(code: SourceCode, statement: ExportNamedDeclaration): ModuleExport[] {
  return statement.specifiers.map(({ exported, local }) => {
    const name = exported.type === 'Identifier' ? exported.name : `${exported.value}`;
    const known = !statement.source && local.type === 'Identifier';
    return { name, node: exported, value: known ? resolvedValue(code, local as Identifier) : null };
  });
}

function resolvedValue(code: SourceCode, node: AnyNode): AnyNode | null {
  return node.type === 'Identifier' ? initialValue(code, node) : node;
}
