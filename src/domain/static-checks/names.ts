/** Names that nothing declares: globals that do not exist in the sandbox, and slips of the pen. */

import type { AnyNode } from 'acorn';
import type { Reference, Scope } from 'eslint-scope';
import type { Finding } from '../failure.ts';
import { absentGlobals, allowedGlobals, insteadOfEval } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import { slips } from '../text/slips.ts';
import { disguiseOf } from './characters.ts';
import { importFinding } from './imports.ts';
import type { Words } from './parser-messages.ts';
import { Reach } from './reached.ts';
import { typeScriptFix, typeScriptMessage } from './typescript.ts';

const known: ReadonlySet<string> = new Set(allowedGlobals);
const makesCode: ReadonlySet<string> = new Set(['eval', 'Function']);

/** Nobody reads more, and each is compared with every name there is. */
const mostNames = 50;

/** One finding a name, at its first use; `reported` are names that another finding is about. */
export function nameFindings(code: SourceCode, reported: ReadonlySet<string>): Finding[] {
  const seen = new Set(reported);
  const findings: Finding[] = [];
  const reach = new Reach(code);
  for (const reference of code.unresolved()) {
    if (findings.length >= mostNames) break;
    const { name } = reference.identifier;
    if (isHarmless(code, reference, reach)) continue;
    const required = requiredModule(code, reference);
    if (required !== null) {
      const location = code.locate(identifierOf(reference));
      findings.push(importFinding(required, 'Import', location));
      continue;
    }
    if (known.has(name) || seen.has(name)) continue;
    seen.add(name);
    findings.push(nameFinding(code, reference));
  }
  return findings;
}

function identifierOf(reference: Reference): AnyNode {
  // The tree is acorn's: eslint-scope only calls its nodes by another type.
  return reference.identifier as unknown as AnyNode;
}

/** `fs` of `require('fs')`. */
function requiredModule(code: SourceCode, reference: Reference): string | null {
  if (reference.identifier.name !== 'require') return null;
  const call = code.parent(identifierOf(reference));
  const first = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
}

/**
 * Whether a name that does not exist does no harm there: `typeof name` may ask for it, and what a test for it keeps
 * from being evaluated, or `try` from being thrown, runs.
 */
function isHarmless(code: SourceCode, reference: Reference, reach: Reach): boolean {
  const node = identifierOf(reference);
  const parent = code.parent(node);
  if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return true;
  return reach.makes(reference.identifier.name) || reach.isCaught(node) || reach.isDead(node);
}

function nameFinding(code: SourceCode, reference: Reference): Finding {
  const name = plainLine(reference.identifier.name, 60);
  const location = code.locate(identifierOf(reference));
  if (makesCode.has(name)) {
    return {
      rule: 'eval',
      ...location,
      message: `Code cannot be made from text: \`${name}\` does not exist in the sandbox.`,
      fix: insteadOfEval,
    };
  }
  return { rule: 'unknown_global', ...location, ...unknown(code, reference, name) };
}

function unknown(
  code: SourceCode,
  reference: Reference,
  name: string,
): { readonly message: string; readonly fix: string } {
  if (Object.hasOwn(absentGlobals, name)) {
    const fix = absentGlobals[name] ?? '';
    return { message: `\`${name}\` does not exist in the sandbox.`, fix };
  }
  const other = disguised(reference) ?? typeArgument(code, reference);
  if (other !== null) return other;
  const near = nearest(name, [...namesInScope(reference.from), ...allowedGlobals]);
  if (near !== null) {
    const message = `\`${name}\` is not defined; did you mean \`${near}\`?`;
    return { message, fix: `Write \`${near}\`, or declare \`${name}\`.` };
  }
  const elsewhere = code.variablesNamed(name).flatMap(({ defs }) => defs)[0];
  if (elsewhere) {
    const { line } = code.locate(elsewhere.name as unknown as AnyNode);
    const message = `\`${name}\` is not defined here: it is declared at line ${line}, in a scope that does not reach this one.`;
    const fix = `Declare \`${name}\` where both places see it, or pass it as a parameter.`;
    return { message, fix };
  }
  if (reference.isWrite()) {
    const message = `\`${name}\` is assigned but never declared, which a module does not allow.`;
    return { message, fix: `Declare it first: \`let ${name} = ...;\`` };
  }
  const message = `\`${name}\` is not defined, neither in this file nor in the sandbox.`;
  const fix = `Declare \`${name}\` in this file; the sandbox has only the globals of the language.`;
  return { message, fix };
}

/** A name that reads like one that exists. */
function disguised({ identifier, from }: Reference): Words | null {
  const disguise = disguiseOf(identifier.name);
  if (disguise === null) return null;
  const { plain, why } = disguise;
  if (!known.has(plain) && !namesInScope(from).includes(plain)) return null;
  const shown = plainLine(plain, 60);
  return {
    message: `\`${shown}\` is not defined as it is written here: the name ${why}.`,
    fix: `Type \`${shown}\` anew in this place.`,
  };
}

/** `new Array<number>(8)` parses, as a comparison. */
function typeArgument(code: SourceCode, reference: Reference): Words | null {
  const node = identifierOf(reference);
  const { name } = reference.identifier;
  const before = code.text.slice(Math.max(0, node.start - 80), node.start);
  const list = /(?:new\s+)?[\w$.]+\s*<\s*(?:[\w$.]+\s*,\s*)*$/.exec(before);
  if (list === null || !/^\s*(?:[,>|]|\[\])/.test(code.text.slice(node.end, node.end + 20)))
    return null;
  const types = ['number', 'string', 'boolean', 'any', 'unknown', 'bigint', 'never', 'object'];
  if (!types.includes(name)) return null;
  return { message: typeScriptMessage(`${list[0]}${name}>`, 'type arguments'), fix: typeScriptFix };
}

function namesInScope(scope: Scope): string[] {
  const names: string[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.upper) names.push(...at.set.keys());
  return names;
}

/** A name that differs in case only, or by one slip (two in a long name). */
function nearest(name: string, candidates: readonly string[]): string | null {
  const sameLetters = candidates.find((other) => other.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  if (name.length < 4 || name.length > 40) return null;
  const most = name.length < 8 ? 1 : 2;
  const ranked = candidates
    .filter((other) => Math.abs(other.length - name.length) <= most && other.length >= 4)
    .map((other) => ({ other, distance: slips(name, other) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.other ?? null;
}
