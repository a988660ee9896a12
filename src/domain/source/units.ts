/** The named parts of a module at its top level, as they can be exchanged between two versions of it. */

import type { AnyNode, ClassDeclaration, ModuleDeclaration, Statement } from 'acorn';
import { plainLine } from '../text/plain-text.ts';
import { contains, type SourceCode } from './code.ts';

/** A function, a method, or a declaration of one variable. */
export interface Unit {
  /** `codeFrame`, `LearningModel.update`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Its tokens: comments and layout do not count. */
  readonly tokens: string;
}

/** A part that both versions have, with other tokens. */
export interface ChangedUnit {
  readonly name: string;
  readonly ours: Unit;
  readonly theirs: Unit;
}

/** Names that are declared twice are left out: which one is meant would be a guess. */
export function unitsOf(code: SourceCode): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  const twice = new Set<string>();
  for (const statement of code.program.body) {
    for (const { name, node } of namedParts(code, statement)) {
      if (units.has(name)) twice.add(name);
      units.set(name, {
        ...{ name: plainLine(name, 60), from: node.start, to: node.end },
        tokens: tokensIn(code, node),
      });
    }
  }
  for (const name of twice) units.delete(name);
  return units;
}

/** In the order of the candidate. */
export function changedUnits(ours: SourceCode, theirs: SourceCode): readonly ChangedUnit[] {
  const before = unitsOf(theirs);
  return [...unitsOf(ours)].flatMap(([key, unit]) => {
    const old = before.get(key);
    if (old === undefined || old.tokens === unit.tokens) return [];
    return [{ name: unit.name, ours: unit, theirs: old }];
  });
}

/** The candidate's text with the baseline's in place of that one part. */
export function withPutBack(ours: SourceCode, theirs: SourceCode, unit: ChangedUnit): string {
  const old = theirs.text.slice(unit.theirs.from, unit.theirs.to);
  return ours.text.slice(0, unit.ours.from) + old + ours.text.slice(unit.ours.to);
}

interface NamedPart {
  readonly name: string;
  readonly node: AnyNode;
}

function namedParts(code: SourceCode, statement: Statement | ModuleDeclaration): NamedPart[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  switch (node?.type) {
    case 'FunctionDeclaration':
      return [{ name: node.id.name, node }];
    case 'VariableDeclaration': {
      const [only, ...more] = node.declarations;
      if (only?.id.type !== 'Identifier' || more.length > 0) return [];
      return [{ name: only.id.name, node }];
    }
    case 'ClassDeclaration':
      return membersOf(code, node);
    default:
      return [];
  }
}

function membersOf(code: SourceCode, { id, body }: ClassDeclaration): NamedPart[] {
  return body.body.flatMap((node) => {
    if (node.type === 'StaticBlock' || node.computed) return [];
    const kind = node.type === 'MethodDefinition' && node.kind !== 'method' ? `${node.kind} ` : '';
    const key = kind === 'constructor ' ? 'constructor' : `${kind}${code.excerpt(node.key)}`;
    return [{ name: `${id.name}.${node.static ? 'static ' : ''}${key}`, node }];
  });
}

function tokensIn(code: SourceCode, node: AnyNode): string {
  return code.tokens
    .filter((token) => contains(node, token as unknown as AnyNode))
    .map(({ start, end }) => code.text.slice(start, end))
    .join(' ');
}
