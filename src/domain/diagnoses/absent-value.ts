/** Something was null or undefined where a value was needed. */

import type { AnyNode, CallExpression, Identifier, MemberExpression, Pattern } from 'acorn';
import { absentGlobals } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import {
  calledFunctions,
  enclosingFunction,
  functionName,
  isFunction,
  returnedValues,
} from '../source/functions.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../text/wording.ts';
import { callAt, functionNodes, memberAt } from './places.ts';
import { fields, isPrevious, roleOf } from './roles.ts';
import type { Clause, ThrownRule, ThrownScene } from './thrown-rule.ts';

interface Reason {
  readonly why: string | null;
  readonly fix: string;
}

const firstFrame: Reason = {
  why: 'There is no previous frame at the start of a clip.',
  fix: 'Code the first frame without it, in compressFrame and decompressFrame alike: `if (context.previous === null) { ... }`.',
};

export const absentValueRules: readonly ThrownRule[] = [
  {
    pattern: /^cannot read property 'Symbol\.iterator' of (null|undefined)$/,
    explain: (scene, [, value = '']) => taken(scene, `${value}, and cannot be gone through`),
  },
  {
    pattern: /^cannot (read|set) property(?: '(.*)')? of (null|undefined)$/s,
    explain: (scene, [, verb = '', name = '', value = '']) =>
      property(scene, { verb, name: plainLine(name, 60), value }),
  },
  {
    pattern: /^cannot convert to object$/,
    explain: (scene) => given(scene) ?? taken(scene, 'null or undefined'),
  },
  {
    pattern: /^value is not iterable$/,
    explain: (scene) => taken(scene, 'no array, Map or Set, and cannot be gone through'),
  },
];

function property(
  { code, offset, line }: ThrownScene,
  access: { readonly verb: string; readonly name: string; readonly value: string },
): Clause {
  const { verb, name, value } = access;
  const done = verb === 'set' ? 'set' : 'read';
  const member = code === null || offset === null ? null : memberAt(code, offset);
  if (code === null || member === null) {
    const which = name === '' ? 'An element' : `The property \`${name}\``;
    return {
      what: `${which} of something that is ${value} is ${done}${line}`,
      fix: 'Make sure that the value exists before it is used, or handle the case in which it does not.',
    };
  }
  const key = member.computed ? `its element [${code.excerpt(member.property, 40)}]` : null;
  const { why, fix } = reasonFor(code, member.object, value);
  return {
    what: `\`${code.excerpt(member.object)}\` is ${value}${line}, and ${key ?? `its property \`${code.excerpt(member.property, 40)}\``} cannot be ${done}`,
    why,
    fix,
    subject: isPrevious(code, member.object)
      ? withoutPrevious
      : `${value}: ${name} of ${subjectOf(code, member.object)}`,
  };
}

/** However it is used: it is the same mistake. */
const withoutPrevious = 'previous is null';

/** Identifiers stay, indexes and arguments go. */
function subjectOf(code: SourceCode, node: AnyNode): string {
  return code.excerpt(node, 80).replace(/[[(].*[\])]/g, '');
}

/** A value that is taken apart: destructuring, spread, `for ... of`. The engine names only the function. */
function taken({ code, offset, line }: ThrownScene, is: string): Clause {
  const nodes = code === null || offset === null ? [] : functionNodes(code, offset);
  const values = nodes.flatMap((node): AnyNode[] => {
    switch (node.type) {
      case 'VariableDeclarator':
        return node.id.type !== 'Identifier' && node.init ? [node.init] : [];
      case 'SpreadElement':
        return [node.argument];
      case 'ForOfStatement':
        return [node.right];
      default:
        return [];
    }
  });
  const exact = values.filter((node) => offset !== null && node.start <= offset + 3);
  const near = exact.filter((node) => offset !== null && offset <= node.end);
  const suspects = near.length > 0 ? near : values;
  const [suspect] = [...suspects.filter((node) => code && isPrevious(code, node)), ...suspects];
  if (code === null || suspect === undefined) {
    return {
      what: `A value that is taken apart${line} is ${is}`,
      fix: 'Make sure that what is destructured, spread or looped over exists: pass an object or an array.',
    };
  }
  const sure = suspects.length === 1;
  const { why, fix } = reasonFor(code, suspect, is.startsWith('no ') ? 'no array' : 'undefined');
  const location = code.locate(suspect);
  return {
    what: `\`${code.excerpt(suspect)}\` at line ${location.line} is ${sure ? '' : 'most likely '}${is}`,
    why,
    fix,
    location,
    subject: isPrevious(code, suspect) ? withoutPrevious : `taken apart: ${is}`,
  };
}

/** A built-in function that was given null or undefined. */
function given({ code, offset, line, native }: ThrownScene): Clause | null {
  const call = code === null || offset === null || native === null ? null : callAt(code, offset);
  const argument = call?.arguments[0];
  if (code === null || call === null || argument === undefined) return null;
  const { why, fix } = reasonFor(code, argument, 'undefined');
  return {
    what: `\`${code.excerpt(call.callee)}\` is given \`${code.excerpt(argument)}\`${line}, which is null or undefined`,
    why,
    fix,
  };
}

/** Why an expression has no value, as far as the source tells, and what to do about it. */
function reasonFor(code: SourceCode, node: AnyNode, value: string): Reason {
  if (isPrevious(code, node)) return firstFrame;
  switch (node.type) {
    case 'MemberExpression':
      return memberReason(code, node);
    case 'CallExpression':
      return callReason(code, node);
    case 'Identifier':
      return nameReason(code, node, value);
    case 'ThisExpression':
      return {
        why: 'A method that is passed on or called without its object has no `this`.',
        fix: 'Call it as `object.method()`, or pass `(...args) => object.method(...args)`.',
      };
    case 'ChainExpression':
      return reasonFor(code, node.expression, value);
    default:
      return unknownReason(code, node);
  }
}

function unknownReason(code: SourceCode, node: AnyNode): Reason {
  const text = code.excerpt(node);
  const fix = `Give \`${text}\` a value before this line, or handle the case in which it has none.`;
  return { why: null, fix };
}

function memberReason(code: SourceCode, node: MemberExpression): Reason {
  if (node.computed) {
    return {
      why: `\`${code.excerpt(node.object)}\` has no element \`${code.excerpt(node.property, 40)}\` there.`,
      fix: `Keep the index within \`${code.excerpt(node.object)}\`, or fill in every element before it is used.`,
    };
  }
  const name = code.excerpt(node.property, 60);
  const role = roleOf(code, node.object);
  if ((role === 'frame' || role === 'context') && !fields[role].includes(name)) {
    return {
      why: `\`${code.excerpt(node.object)}\` has no \`${name}\`: it has ${listed(fields[role], 6)}.`,
      fix: `Use what is there: ${listed(
        fields[role].map((field) => `\`${field}\``),
        6,
      )}.`,
    };
  }
  if (code.excerpt(node.object) === 'globalThis' && Object.hasOwn(absentGlobals, name)) {
    return { why: `\`${name}\` does not exist in the sandbox.`, fix: absentGlobals[name] ?? '' };
  }
  return unknownReason(code, node);
}

const mayFindNothing: Readonly<Record<string, string>> = {
  get: 'A Map gives undefined for a key that is not in it.',
  find: '`find` gives undefined when nothing matches.',
  pop: '`pop` gives undefined when the array is empty.',
  shift: '`shift` gives undefined when the array is empty.',
  at: '`at` gives undefined outside of the array.',
  exec: '`exec` gives null when nothing matches.',
  match: '`match` gives null when nothing matches.',
};

function callReason(code: SourceCode, node: CallExpression): Reason {
  const text = code.excerpt(node);
  const [called] = calledFunctions(code, node);
  if (called !== undefined) {
    const { line } = code.locate(called);
    const name = functionName(code, called) ?? 'the function';
    const nothing = returnedValues(code, called).length === 0;
    const why = nothing
      ? `\`${name}\` (line ${line}) returns nothing.`
      : `\`${name}\` (line ${line}) has a path on which it returns nothing.`;
    return { why, fix: `Let every path of \`${name}\` return a value.` };
  }
  const { callee } = node;
  const method = callee.type === 'MemberExpression' ? code.excerpt(callee.property) : '';
  const why = Object.hasOwn(mayFindNothing, method) ? (mayFindNothing[method] ?? null) : null;
  return { why, fix: `Handle the case in which \`${text}\` finds nothing.` };
}

function nameReason(code: SourceCode, node: Identifier, value: string): Reason {
  const definition = code.variableOf(node)?.defs[0];
  const name = plainLine(node.name, 60);
  if (definition?.type === 'Parameter') return parameterReason(code, node);
  const declaration = definition?.node as unknown as AnyNode | undefined;
  if (declaration?.type !== 'VariableDeclarator') return unknownReason(code, node);
  const { line } = code.locate(declaration);
  if (!declaration.init && value === 'undefined') {
    return {
      why: `\`${name}\` is declared at line ${line} without a value, and has none here.`,
      fix: `Give \`${name}\` its value where it is declared.`,
    };
  }
  if (!declaration.init || declaration.id.type !== 'Identifier') return unknownReason(code, node);
  const { why, fix } = reasonFor(code, declaration.init, value);
  const bound = `Line ${line} sets it to \`${code.excerpt(declaration.init)}\`.`;
  return { why: why === null ? bound : `${bound} ${why}`, fix };
}

/** A parameter without a value: some call gives too few arguments. */
function parameterReason(code: SourceCode, node: Identifier): Reason {
  const definition = code.variableOf(node)?.defs[0];
  const owner = definition?.node as unknown as AnyNode | undefined;
  if (owner === undefined || !isFunction(owner)) return unknownReason(code, node);
  const parameter = definition?.name as unknown as Pattern;
  const index = owner.params.indexOf(parameter);
  const short = code.nodes.find(
    (call): call is CallExpression =>
      call.type === 'CallExpression' &&
      call.arguments.length <= index &&
      call.arguments.every(({ type }) => type !== 'SpreadElement') &&
      calledFunctions(code, call).includes(owner),
  );
  if (index < 0 || short === undefined) return unknownReason(code, node);
  const name = plainLine(node.name, 60);
  const from = enclosingFunction(code, short);
  const where = from === null ? '' : ` in \`${functionName(code, from) ?? 'a function'}\``;
  return {
    why: `\`${code.excerpt(short)}\` at line ${code.locate(short).line}${where} passes no \`${name}\`.`,
    fix: `Pass \`${name}\` in that call, or give the parameter a default.`,
  };
}
