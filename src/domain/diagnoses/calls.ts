/** Something was called or constructed that cannot be. */

import type { AnyNode, CallExpression, MemberExpression, NewExpression } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import { declaredValue } from '../source/values.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../text/wording.ts';
import { callAt } from './places.ts';
import { fields, roleOf, typedArrayKind } from './roles.ts';
import type { Clause, ThrownRule, ThrownScene } from './thrown-rule.ts';

const fixedLength =
  'Count the elements in a variable of your own and write `array[n++] = value`, or collect in a plain array and convert once with `Uint8Array.from(array)`.';
const noBase64 = 'Work on the bytes themselves; tables can be arrays of numbers.';
const fixedBuffer = 'Make a new typed array of the size you need and copy with `set()`.';

/** Methods that models reach for and that do not exist here, each with what to use instead. */
const absentMethods: Readonly<Record<string, string>> = {
  toBase64: noBase64,
  toHex: noBase64,
  fromBase64: noBase64,
  fromHex: noBase64,
  setFromBase64: noBase64,
  setFromHex: noBase64,
  resize: fixedBuffer,
  transfer: fixedBuffer,
  transferToFixedLength: fixedBuffer,
  // biome-ignore lint/suspicious/noThenProperty: the name of the method is the point
  then: 'Calls are synchronous: use the value itself.',
  clamp: 'Write `Math.min(high, Math.max(low, value))`.',
};

/** What arrays can do and typed arrays cannot. */
const arrayOnly = ['push', 'pop', 'shift', 'unshift', 'splice', 'concat', 'flat', 'flatMap'];

const bufferMethod = /^(read|write)(U?Int|Big|Float|Double)/;

export const callRules: readonly ThrownRule[] = [
  { pattern: /^not a function$/, explain: notAFunction },
  {
    pattern: /^(must be called with new|class constructors must be invoked with 'new')$/,
    explain: ({ line, code, offset, native }) => {
      const call = code === null || offset === null ? null : callAt(code, offset);
      const name = call && code ? code.excerpt(call.callee) : (native ?? 'A class');
      return {
        what: `\`${name}\` is a class and is called without \`new\`${line}`,
        fix: `Write \`new ${name}(...)\`.`,
      };
    },
  },
  {
    pattern: /is not a constructor$/,
    explain: ({ line }) => ({
      what: `\`new\` is used on something that is no class${line}`,
      fix: 'Call it without `new`, or declare it as a class: arrow functions and methods cannot be constructed.',
    }),
  },
];

function notAFunction(scene: ThrownScene): Clause {
  const { code, offset, line, native } = scene;
  const call = code === null || offset === null ? null : callAt(code, offset);
  if (code === null || call === null) {
    return {
      what: `Something that is not a function is called${line}`,
      fix: 'Check the spelling of the function and that it is declared before this line runs.',
    };
  }
  if (native !== null && call.arguments[0] !== undefined) {
    const text = code.excerpt(call.callee);
    return {
      what: `\`${text}\` is given \`${code.excerpt(call.arguments[0])}\`${line}, which is not a function`,
      fix: `Pass a function to \`${text}\`.`,
      subject: `not a function: argument of ${native}`,
    };
  }
  const { why, fix } = reasonFor(code, call);
  const method = call.callee.type === 'MemberExpression' ? call.callee.property : call.callee;
  return {
    what: `\`${code.excerpt(call.callee)}\` is not a function${line}`,
    why,
    fix,
    subject: `not a function: ${code.excerpt(method)}`,
  };
}

interface Reason {
  readonly why: string | null;
  readonly fix: string;
}

function reasonFor(code: SourceCode, call: CallExpression | NewExpression): Reason {
  const { callee } = call;
  if (callee.type === 'MemberExpression' && !callee.computed) return methodReason(code, callee);
  if (callee.type === 'Identifier') return nameReason(code, callee);
  const fix = `Make sure that \`${code.excerpt(callee)}\` is a function before it is called.`;
  return { why: null, fix };
}

function methodReason(code: SourceCode, callee: MemberExpression): Reason {
  const object = code.excerpt(callee.object);
  const name = code.excerpt(callee.property);
  const kind = callee.object.type === 'Super' ? null : typedArrayKind(code, callee.object);
  if (arrayOnly.includes(name)) {
    const why =
      kind === null
        ? `Only arrays have \`${name}\`: typed arrays have a fixed length.`
        : `\`${object}\` is a ${kind}, and typed arrays have a fixed length.`;
    return { why, fix: fixedLength };
  }
  if (bufferMethod.test(name)) {
    const why = `\`${name}\` belongs to Node's Buffer, which does not exist here.`;
    const fix =
      'Use a DataView: `new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)` with `getUint16`, `setUint32` and so on.';
    return { why, fix };
  }
  if (Object.hasOwn(absentMethods, name)) {
    const why = `\`${name}\` does not exist in the engine.`;
    return { why, fix: absentMethods[name] ?? '' };
  }
  const role = callee.object.type === 'Super' ? null : roleOf(code, callee.object);
  if (role === 'frame' || role === 'context') {
    const why = `\`${object}\` has no methods: it has ${listed(fields[role], 6)}.`;
    return { why, fix: 'Compute it from these: samples are `frame.y[y * frame.width + x]`.' };
  }
  if (object === 'Math') {
    return { why: `\`Math\` has no \`${name}\`.`, fix: `Write \`${name}\` out as a function.` };
  }
  const fix = `Check the spelling of \`${name}\`, and that \`${object}\` is what has it.`;
  return { why: null, fix };
}

function nameReason(code: SourceCode, callee: AnyNode): Reason {
  const variable = code.variableOf(callee);
  const name = plainLine(variable?.name ?? code.excerpt(callee), 60);
  const value = variable === null ? null : declaredValue(variable);
  if (value !== null) {
    const why = `Line ${code.locate(value).line} sets \`${name}\` to \`${code.excerpt(value)}\`.`;
    return { why, fix: `Give the function or the value another name than \`${name}\`.` };
  }
  const parameter = variable?.defs[0]?.type === 'Parameter';
  const why = parameter ? `\`${name}\` is a parameter: what was passed is no function.` : null;
  return { why, fix: `Make sure that \`${name}\` is a function before it is called.` };
}
