/** The words of generated programs: globals, their functions, properties, operators and literals. */

import type { Weighted } from './dice.ts';

export const typedArrays = [
  'Uint8Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
];
export const bigTypedArrays = ['BigInt64Array', 'BigUint64Array'];

export const mathFunctions =
  'abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 f16round floor fround hypot imul log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc'.split(
    ' ',
  );
export const staticFunctions =
  'Array.from Array.isArray Array.of ArrayBuffer.isView BigInt.asIntN BigInt.asUintN Iterator.from JSON.parse JSON.stringify Map.groupBy Number.isFinite Number.isInteger Number.isNaN Number.parseFloat Object.assign Object.create Object.defineProperties Object.defineProperty Object.entries Object.freeze Object.fromEntries Object.getOwnPropertyDescriptor Object.getOwnPropertyDescriptors Object.getOwnPropertyNames Object.getOwnPropertySymbols Object.getPrototypeOf Object.groupBy Object.hasOwn Object.is Object.isExtensible Object.isFrozen Object.isSealed Object.keys Object.preventExtensions Object.seal Object.setPrototypeOf Object.values Reflect.apply Reflect.construct Reflect.defineProperty Reflect.deleteProperty Reflect.get Reflect.getOwnPropertyDescriptor Reflect.getPrototypeOf Reflect.has Reflect.isExtensible Reflect.ownKeys Reflect.preventExtensions Reflect.set Reflect.setPrototypeOf String.fromCharCode String.fromCodePoint String.raw Symbol.for Symbol.keyFor Error.captureStackTrace console.log console.warn isFinite isNaN parseFloat parseInt Number String Boolean Symbol Object Array BigInt RegExp Error TypeError RangeError'.split(
    ' ',
  );
export const constructors =
  'Array ArrayBuffer Boolean DataView Error EvalError Map Number Object RangeError ReferenceError RegExp Set String SyntaxError TypeError URIError WeakMap WeakSet Iterator Uint8Array Int32Array Float64Array BigInt64Array'.split(
    ' ',
  );

export const arrayMethods =
  'at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced toString unshift values with toLocaleString'.split(
    ' ',
  );
export const typedArrayMethods =
  'at copyWithin entries every fill filter find findIndex findLast findLastIndex forEach includes indexOf join keys lastIndexOf map reduce reduceRight reverse set slice some sort subarray toReversed toSorted toString values with'.split(
    ' ',
  );
export const stringMethods =
  'at charAt charCodeAt codePointAt concat endsWith includes indexOf isWellFormed lastIndexOf localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search slice split startsWith substring toLowerCase toUpperCase toWellFormed trim trimEnd trimStart valueOf substr anchor'.split(
    ' ',
  );
export const collectionMethods =
  'add clear delete difference entries forEach get has intersection isDisjointFrom isSubsetOf isSupersetOf keys set symmetricDifference union values'.split(
    ' ',
  );
export const iteratorMethods =
  'drop every filter find flatMap forEach map next reduce return some take throw toArray'.split(
    ' ',
  );
export const numberMethods = 'toExponential toFixed toPrecision toString valueOf'.split(' ');
export const objectMethods =
  'hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf constructor call apply bind exec test next __defineGetter__ __lookupSetter__'.split(
    ' ',
  );
export const dataViewMethods =
  'getInt8 getUint8 getInt16 getUint16 getInt32 getUint32 getFloat32 getFloat64 getBigInt64 setInt8 setUint8 setInt16 setUint16 setInt32 setUint32 setFloat32 setFloat64 setBigUint64'.split(
    ' ',
  );
export const wellKnownSymbols =
  'asyncIterator hasInstance isConcatSpreadable iterator match matchAll replace search species split toPrimitive toStringTag unscopables'.split(
    ' ',
  );
export const properties =
  'length name message stack cause prototype __proto__ constructor size data y u v width height quality index previous buffer byteLength byteOffset BYTES_PER_ELEMENT lastIndex flags source groups description a b c x done value raw callee caller arguments'.split(
    ' ',
  );

export const binaryOperators: Weighted<string> = [
  [6, '+'],
  [4, '-'],
  [4, '*'],
  [2, '/'],
  [2, '%'],
  [1, '**'],
  [4, '&'],
  [3, '|'],
  [3, '^'],
  [3, '<<'],
  [3, '>>'],
  [3, '>>>'],
  [2, '=='],
  [2, '==='],
  [1, '!='],
  [2, '!=='],
  [3, '<'],
  [1, '<='],
  [2, '>'],
  [1, '>='],
  [1, 'in'],
  [1, 'instanceof'],
];
export const logicalOperators = ['&&', '||', '??'];
export const assignmentOperators = '= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??='.split(
  ' ',
);

export const numbers: Weighted<string> = [
  [10, '0'],
  [10, '1'],
  [8, '2'],
  [6, '3'],
  [5, '7'],
  [5, '8'],
  [4, '16'],
  [3, '31'],
  [3, '32'],
  [3, '255'],
  [2, '256'],
  [2, '128'],
  [2, '-1'],
  [1, '1e3'],
  [1, '0x7fff'],
  [1, '65535'],
  [1, '65536'],
  [0.5, '0x7fffffff'],
  [0.5, '2147483648'],
  [0.5, '4294967295'],
  [0.5, '2 ** 53'],
  [0.3, '1e308'],
  [0.3, '5e-324'],
  [1, '0.5'],
  [1, '-0'],
  [1, 'NaN'],
  [0.5, 'Infinity'],
  [0.5, '-Infinity'],
  [0.5, '1_000'],
  [0.5, '0b101'],
  [0.5, '0o17'],
];
export const bigNumbers = [
  '0n',
  '1n',
  '-1n',
  '2n',
  '255n',
  '2n ** 64n',
  '0xffffffffffffffffn',
  '10n ** 30n',
];
export const strings = [
  "''",
  "'a'",
  "'abc'",
  "'length'",
  "'0'",
  "'1e3'",
  "'__proto__'",
  "'constructor'",
  "'\\u0000'",
  "'a\\0b'",
  "'\\ud800'",
  "'\\u{1f600}'",
  "'\u00e9\u0301'",
  "'\\u202e'",
  '"\\\n"',
  '\'[1, [2, {"a": 3}]]\'',
  '\'{"__proto__": 1}\'',
  "'(a+)+$'",
  "'codec.js:99999:1'",
  "'<!-- x -->'",
  "'```'",
  "'::error::x'",
  "'@everyone #1'",
];
export const patterns = [
  '/a/',
  '/a+b*/g',
  '/(?<year>\\d{4})-(?<m>\\d\\d)/u',
  '/^[\\w-]+$/i',
  '/(a|b)*c/y',
  '/(?<=a)b(?!c)/s',
  '/\\p{L}+/u',
  '/[\\p{L}--[a-z]]/v',
  '/(a+)+$/',
  '/(.*)*x/d',
  '/\\u{1f600}/u',
  '/(?:)/m',
  '/\\1(a)/',
];
export const labels = ['outer', 'inner', 'a', 'loop'];
/** Names that a program may reach for though nothing declares them. */
export const strangers = [
  'Buffer',
  'TextEncoder',
  'Date',
  'Promise',
  'Proxy',
  'process',
  'eval',
  'undeclared',
  'require',
  'await',
  'async',
  'self',
  'Function',
];
/** Statements that reach for a limit: ticks, memory, stack, the watchdog's patience, the engine's own bounds. */
export const hazards = [
  'for (;;);',
  'for (;;) { try { continue; } finally { continue; } }',
  "let big = 'x'; for (let i = 0; i < 30; i++) big += big;",
  "const long = 'ab'.repeat(1e6); long.normalize('NFD').split('').reverse().join('');",
  'const hoard = []; for (let i = 0; i < 1e4; i++) hoard.push(new Float64Array(1e4).fill(i));',
  'new Array(2 ** 32 - 2).fill(0);',
  'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);',
  'new Uint8Array(2 ** 31);',
  'new ArrayBuffer(1e9);',
  'const down = (n) => down(n + 1) + 1; down(0);',
  'const chain = {}; let link = chain; for (let i = 0; i < 1e4; i++) link = link.a = {}; JSON.stringify(chain);',
  "JSON.parse('['.repeat(1e5));",
  'const loop = []; loop.push(loop); String(loop); JSON.stringify(loop);',
  "/(a+)+$/.test('a'.repeat(28) + 'b');",
  "new RegExp('(?:'.repeat(2000) + ')'.repeat(2000)).test('');",
  '(2n ** 200_000n).toString().length;',
  'let pow = 3n; for (let i = 0; i < 12; i++) pow *= pow;',
  '[5, 3, 1, 4].sort(() => { throw 1; });',
  'const items = [1, 2, 3]; items.sort((a, b) => { items.length = 0; return a - b; });',
  'const view = new Uint8Array(8); view.map((x, i) => { view.fill(i); return x; });',
  'Object.defineProperty(Array.prototype, 0, { set() { throw 2; }, configurable: true });',
  'Object.defineProperty(Object.prototype, "value", { get() { return 1; }, configurable: true });',
  'Uint8Array.prototype.slice = () => 0;',
  'Error.prepareStackTrace = () => { throw 3; };',
  'Error.stackTraceLimit = 0;',
  'delete globalThis.Uint8Array;',
  'Object.freeze(globalThis);',
  'function* self() { yield* self(); } [...self()];',
  'const weak = new WeakMap(); for (let i = 0; i < 1e4; i++) weak.set({}, new Array(99));',
  "throw Object.assign(new Error('x'.repeat(1e5)), { stack: 'at codec.js:7:7', name: {} });",
  'throw { get message() { for (;;); }, toString() { for (;;); } };',
  "throw new (class extends Error { get name() { throw this; } })('odd');",
  "console.log('::error::x', { toJSON() { throw 4; } }, 'y'.repeat(1e4));",
  'for (let i = 0; i < 1e4; i++) console.error(i);',
  'label: for (const a of [1]) for (const b of [2]) { try { continue label; } finally { break; } }',
];
