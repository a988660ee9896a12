/** Values that are returned where bytes are needed. */

import type { AnyNode } from 'acorn';
import type { CallFault, SourceLocation } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import { callName, entryFunction } from '../source/functions.ts';
import { plainLine } from '../text/plain-text.ts';
import { zeroDivision, zeroFix } from './division.ts';
import { missingReturn, returnPlace } from './returns.ts';
import { roleOf } from './roles.ts';
import { type Explanation, frameWords, type Scene } from './scene.ts';

type NotBytes = Extract<CallFault, { kind: 'not_bytes' }>;

export function explainReturned(scene: Scene, { returned }: NotBytes): Explanation {
  if (/^(NaN|-?Infinity)$/.test(returned)) return brokenNumber(scene, returned);
  if (returned === 'undefined') return nothing(scene);
  const { code, site } = scene;
  const { location, text } = returnPlace(code, site.call);
  const { why, fix } = adviceFor(scene, returned);
  return {
    category: 'validation_error',
    cause: `${firstWords(scene, returned, location)}${text}. ${why}`,
    fix,
    location,
    subject: `returned ${returned}`,
  };
}

/** "compressFrame returned a promise at line 3 (frame 0 of dog)". */
function firstWords({ site }: Scene, returned: string, location: SourceLocation | null): string {
  const line = location === null ? '' : ` at line ${location.line}`;
  return `${callName(site.call)} returned ${plainLine(returned, 200)}${line} (${frameWords(site)})`;
}

interface Advice {
  readonly why: string;
  readonly fix: string;
}

function adviceFor(scene: Scene, returned: string): Advice {
  const target = scene.site.call === 'compress' ? 'the compressed bytes' : 'the whole frame';
  const needed = 'A Uint8Array (or an ArrayBuffer) is needed.';
  if (returned.startsWith('a promise')) {
    return {
      why: 'Calls are synchronous: no promise is ever waited for.',
      fix: 'Remove `async`, `await` and `then`, and return the bytes themselves.',
    };
  }
  if (returned.startsWith('an array')) {
    return {
      why: 'A plain array is not bytes.',
      fix: 'Return `Uint8Array.from(array)`, or write into a Uint8Array from the start, which is faster.',
    };
  }
  const kind = /^a typed array of the kind (\w+)/.exec(returned)?.[1];
  if (kind !== undefined) {
    return {
      why: `The elements of ${kind} are not single bytes, so it is not clear which bytes are meant.`,
      fix: 'Return `Uint8Array.from(values)` if every value is from 0 to 255, or `new Uint8Array(values.buffer, values.byteOffset, values.byteLength)` for the bytes behind them.',
    };
  }
  if (returned === 'a DataView') {
    return { why: needed, fix: 'Return `new Uint8Array(view.buffer, 0, used)`.' };
  }
  if (returned.startsWith('a string')) {
    return {
      why: 'Text is not bytes, and every character would cost at least one.',
      fix: 'Write the values into a Uint8Array, bit by bit where they are small; no JSON, no base64.',
    };
  }
  if (returned.startsWith('an object')) return objectAdvice(scene, target);
  if (returned === 'a function') {
    return { why: needed, fix: `Call that function and return its result: ${target}.` };
  }
  return { why: needed, fix: `Return ${target} as a Uint8Array.` };
}

function objectAdvice({ code, site }: Scene, target: string): Advice {
  const entry = code === null ? null : entryFunction(code, site.call);
  if (entry?.generator) {
    return {
      why: `\`${callName(site.call)}\` is a generator: calling it only makes an iterator.`,
      fix: `Remove the \`*\` and \`yield\`, and return ${target} as a Uint8Array.`,
    };
  }
  return {
    why: 'Only the bytes cross from the encoder to the decoder, nothing beside them.',
    fix: `Return ${target} alone, as a Uint8Array; what the decoder needs to know goes into the first bytes, and width, height and quality are in \`context\` anyway.`,
  };
}

function brokenNumber(scene: Scene, returned: string): Explanation {
  const { code, site } = scene;
  const division = code === null ? null : zeroDivision(code, site.call);
  if (code !== null && division !== null) {
    const location = code.locate(division);
    return {
      category: 'runtime_error',
      cause: `${callName(site.call)} returned ${returned} at line ${location.line}: \`${code.excerpt(division)}\` divides by zero.`,
      fix: `${zeroFix} Then return bytes (a Uint8Array), not a number.`,
      location,
      subject: 'division by zero',
    };
  }
  const { location, text, value } = returnPlace(code, site.call);
  const why = code === null || value === null ? null : arithmeticOnObject(code, value);
  return {
    category: 'validation_error',
    cause: `${firstWords(scene, returned, location)}${text}. ${why ?? notNumber}`,
    fix: 'Compute with samples that exist (`frame.y[i]` with `i` below its length), check divisors for zero, and return a Uint8Array.',
    location,
    subject: `returned ${returned}`,
  };
}

const notNumber =
  'A number is not bytes; NaN comes from arithmetic with undefined, for instance an element beyond the end of an array.';

/** `frame / 2`: the object where its samples were meant. */
function arithmeticOnObject(code: SourceCode, value: AnyNode): string | null {
  for (const node of code.within(value)) {
    if (node.type !== 'BinaryExpression') continue;
    for (const side of [node.left, node.right]) {
      const role = side.type === 'PrivateIdentifier' ? null : roleOf(code, side);
      if (role !== 'frame' && role !== 'context') continue;
      return `\`${code.excerpt(side)}\` is an object, and arithmetic on it gives NaN.`;
    }
  }
  return null;
}

function nothing(scene: Scene): Explanation {
  const { code, site } = scene;
  const entry = code === null ? null : entryFunction(code, site.call);
  const name = callName(site.call);
  const target = site.call === 'compress' ? 'the compressed bytes' : 'the whole frame';
  const fix = `Let every path of \`${name}\` end in \`return\` with ${target} as a Uint8Array.`;
  const base = { category: 'validation_error', subject: 'returned undefined', fix } as const;
  if (code === null || entry === null) {
    const cause = `${firstWords(scene, 'undefined', null)}.`;
    return { ...base, cause, location: null };
  }
  const found = missingReturn(code, entry);
  const location = code.locate(found.at);
  const cause = `${firstWords(scene, 'undefined', location)}${found.why === null ? '.' : `: ${found.why}`}`;
  return { ...base, cause, fix: found.fix ?? fix, location };
}
