/** The two functions that a codec exports, and exports that cannot link. */

import type { AnyNode } from 'acorn';
import type { Finding } from '../failure.ts';
import { absentGlobals, codecExports } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import { exportsOf, type ModuleExport } from '../source/exports.ts';
import { functionName, isFunction } from '../source/functions.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../text/wording.ts';
import { disguiseOf } from './characters.ts';

type CodecExport = (typeof codecExports)[number];

interface Hint {
  readonly at: AnyNode | null;
  readonly message: string;
  readonly fix: string;
}

export interface ExportFindings {
  readonly unlinkable: readonly Finding[];
  readonly missing: readonly Finding[];
  /** Names that do not exist, and that a finding about the exports speaks of. */
  readonly about: readonly string[];
}

export function exportFindings(
  code: SourceCode,
  undeclared: readonly { readonly name: string; readonly offset: number }[],
): ExportFindings {
  const exports = exportsOf(code);
  const unlinkable = undeclared.map(({ name, offset }): Finding => {
    const text = plainLine(name, 60);
    return {
      rule: 'unlinkable_export',
      ...code.locate(offset),
      message: `\`${text}\` is exported but never declared.`,
      fix: `Declare \`${text}\` in this file, or take it out of the \`export\` list.`,
    };
  });
  const other = isBare(exports) ? otherModule(code) : null;
  if (other !== null) {
    const { at, message, fix } = other;
    const finding: Finding = { rule: 'missing_export', ...code.locate(at ?? 0), message, fix };
    return { unlinkable, missing: [finding], about: ['module', 'exports'] };
  }
  // With `export * from` the findings are about that.
  const unclear = code.nodes.some(({ type }) => type === 'ExportAllDeclaration');
  const missing = unclear
    ? []
    : codecExports.flatMap((name): Finding[] => {
        const found = exports.find((each) => each.name === name);
        const hint = found ? notAFunction(name, found) : notExported(code, name, exports);
        if (hint === null) return [];
        const { at, message, fix } = hint;
        const location = at === null ? { line: 1, column: 1 } : code.locate(at);
        return [{ rule: 'missing_export', ...location, message, fix }];
      });
  return { unlinkable, missing, about: [] };
}

const example: Readonly<Record<CodecExport, string>> = {
  compressFrame: '`export function compressFrame(frame, context) { ... }`',
  decompressFrame: '`export function decompressFrame(bytes, context) { ... }`',
};

/** What an export that is there is instead of a function, when the source shows it. */
function notAFunction(name: CodecExport, { node, value }: ModuleExport): Hint | null {
  const kind = value === null ? null : valueKind(value);
  if (kind === null) return null;
  const message = `\`${name}\` is exported, but it is ${kind}, not a function.`;
  return { at: node, message, fix: `Write ${example[name]}.` };
}

function valueKind(value: AnyNode): string | null {
  switch (value.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'a class';
    case 'ObjectExpression':
      return 'an object';
    case 'ArrayExpression':
      return 'an array';
    case 'TemplateLiteral':
      return 'a string';
    case 'Literal':
      return value.value === null ? 'null' : `a ${value.bigint ? 'bigint' : typeof value.value}`;
    default:
      return null;
  }
}

function notExported(code: SourceCode, name: CodecExport, exports: readonly ModuleExport[]): Hint {
  return (
    disguisedName(name, exports) ??
    byDefault(name, exports) ??
    declaredOnly(code, name) ??
    otherNames(name, exports)
  );
}

/** A name that reads like the one that is asked for. */
function disguisedName(name: CodecExport, exports: readonly ModuleExport[]): Hint | null {
  for (const { name: exported, node } of exports) {
    const disguise = disguiseOf(exported);
    if (disguise?.plain !== name) continue;
    const message = `\`${name}\` is not exported: the name that reads like it ${disguise.why}.`;
    return { at: node, message, fix: `Type \`${name}\` anew in this place.` };
  }
  return null;
}

/** `export default function compressFrame`, `export default { compressFrame, ... }`. */
function byDefault(name: CodecExport, exports: readonly ModuleExport[]): Hint | null {
  const found = exports.find((each) => each.name === 'default');
  if (!found) return null;
  const message = `\`${name}\` is not exported by its name: the default export does not count.`;
  return { at: found.node, message, fix: `Export it by name: ${example[name]}.` };
}

function isBare(exports: readonly ModuleExport[]): boolean {
  return !exports.some(
    ({ name }) => name === 'default' || codecExports.some((each) => each === name),
  );
}

/** A file that has no exports of an ES module because it is something else. */
function otherModule(code: SourceCode): Hint | null {
  return commonJs(code) ?? codeInText(code);
}

/** `module.exports = ...`, `exports.compressFrame = ...`, also inside a wrapper that serves every system. */
function commonJs(code: SourceCode): Hint | null {
  const assignment = code.nodes.find((node) => {
    if (node.type !== 'AssignmentExpression') return false;
    return /^(module\s*\.\s*)?exports\b/.test(code.excerpt(node.left));
  });
  if (!assignment) return null;
  const message = `The file is a CommonJS module: \`${code.excerpt(assignment, 40)}\` exports nothing from an ES module, so \`compressFrame\` and \`decompressFrame\` are missing.`;
  return { at: assignment, message, fix: absentGlobals.module ?? '' };
}

/** The whole codec stands in a string: `export default "export function compressFrame ..."`. */
function codeInText(code: SourceCode): Hint | null {
  const text = code.nodes.find((node) => {
    const value = node.type === 'Literal' ? node.value : null;
    const written = node.type === 'TemplateElement' ? node.value.cooked : value;
    return typeof written === 'string' && /\bexport\b[^;]*\b(?:de)?compressFrame\b/.test(written);
  });
  if (!text) return null;
  const message = `The codec stands in a text (\`${code.excerpt(text, 40)}\`): the module itself exports neither \`compressFrame\` nor \`decompressFrame\`.`;
  return { at: text, message, fix: 'Write the code itself to the file, without quotes around it.' };
}

/** The function is there, without `export`. */
function declaredOnly(code: SourceCode, name: CodecExport): Hint | null {
  const found = code.nodes.filter(isFunction).find((node) => functionName(code, node) === name);
  if (!found) return null;
  const parent = code.parent(found);
  const method = parent?.type === 'MethodDefinition' || parent?.type === 'Property';
  if (method) {
    const message = `\`${name}\` is a method; the module itself exports no such function.`;
    return { at: parent, message, fix: `Add ${example[name]} and call the method from there.` };
  }
  const topLevel = [...code.ancestors(found)].every((node) => !isFunction(node));
  const message = topLevel
    ? `\`${name}\` is declared but not exported.`
    : `\`${name}\` is declared inside another function and not exported.`;
  const fix = topLevel
    ? `Write \`export\` before it: ${example[name]}.`
    : `Move it to the top level and export it: ${example[name]}.`;
  return { at: found, message, fix };
}

function otherNames(name: CodecExport, exports: readonly ModuleExport[]): Hint {
  const others = exports
    .filter((each) => !codecExports.some((wanted) => wanted === each.name))
    .map((each) => plainLine(each.name, 40));
  const message =
    others.length === 0
      ? `\`${name}\` is not exported.`
      : `\`${name}\` is not exported; the module exports ${listed(others)}.`;
  const returned = name === 'compressFrame' ? 'the compressed bytes' : 'the whole frame as bytes';
  return {
    at: exports[0]?.node ?? null,
    message,
    fix: `Add ${example[name]}, which returns ${returned}.`,
  };
}
