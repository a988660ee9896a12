// Runs inside the sandbox before the candidate, and gives the host the functions it calls. Everything
// it needs later is captured now: the candidate may patch any prototype without reaching these copies.
// Called with the list of allowed globals; returns an array of functions (see machine.ts).
(function prelude(allowedGlobals) {
  const { apply, ownKeys, getPrototypeOf, getOwnPropertyDescriptor, deleteProperty } = Reflect;
  const { defineProperty, freeze, hasOwn } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const isFiniteNumber = Number.isFinite;
  const U8 = Uint8Array;
  const Buffer = ArrayBuffer;
  const Text = String;
  const internalErrorPrototype = InternalError.prototype;
  const { slice, indexOf } = String.prototype;
  const TypedArrayPrototype = getPrototypeOf(U8.prototype);
  const promisePrototype = Promise.prototype;
  const getterOf = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const typedArrayTag = getterOf(TypedArrayPrototype, Symbol.toStringTag);
  const typedArrayLength = getterOf(TypedArrayPrototype, 'length');
  const bufferLength = getterOf(ArrayBuffer.prototype, 'byteLength');
  const dataViewLength = getterOf(DataView.prototype, 'byteLength');
  const { set } = TypedArrayPrototype;

  // ---- the world a candidate sees --------------------------------------------------------------

  const logLimit = 4096;
  let logs = '';

  function log(...values) {
    for (let i = 0; i < values.length && logs.length < logLimit; i++) {
      const value = values[i];
      let text;
      try {
        text = typeof value === 'object' && value !== null ? stringify(value) : Text(value);
      } catch {
        text = describe(value);
      }
      logs += (i > 0 ? ' ' : '') + text;
    }
    if (logs.length < logLimit) logs += '\n';
    else logs = apply(slice, logs, [0, logLimit]);
  }

  function noRandomness() {
    throw new TypeError('Math.random is not available: the same input must give the same bytes');
  }

  function noCodeFromText() {
    throw new TypeError('code cannot be made from text here: write it into the candidate');
  }

  function furnish() {
    const functions = [() => {}, function* () {}, async () => {}, async function* () {}];
    for (const each of functions) {
      defineProperty(getPrototypeOf(each), 'constructor', { value: noCodeFromText });
    }
    // It shows a function's source, and with it comments: data that nothing else can read.
    deleteProperty(Function.prototype, 'toString');
    defineProperty(Math, 'random', { value: noRandomness, writable: false, configurable: false });
    // These lead to known over-reads of the heap in this engine.
    for (const name of ['resize', 'transfer', 'transferToFixedLength']) {
      deleteProperty(ArrayBuffer.prototype, name);
    }
    defineProperty(globalThis, 'console', {
      value: freeze({ log, info: log, warn: log, error: log }),
      configurable: true,
    });
    const allowed = new Set(allowedGlobals);
    for (const name of ownKeys(globalThis)) {
      if (!allowed.has(name)) deleteProperty(globalThis, name);
    }
  }

  // ---- describing values without running any of the candidate's code -----------------------------

  function brandOf(getter, value) {
    try {
      return apply(getter, value, []);
    } catch {
      return undefined;
    }
  }

  function describeObject(value) {
    if (isArray(value)) return `an array of ${value.length} elements`;
    const tag = brandOf(typedArrayTag, value);
    if (tag !== undefined) return `a typed array of the kind ${tag}`;
    if (brandOf(dataViewLength, value) !== undefined) return 'a DataView';
    if (getPrototypeOf(value) === promisePrototype) return 'a promise';
    let keys = '';
    const names = ownKeys(value);
    for (let i = 0; i < names.length && i < 5; i++) {
      if (typeof names[i] !== 'string') continue;
      keys += (keys === '' ? '' : ', ') + excerpt(names[i], 40);
    }
    return keys === '' ? 'an object without keys' : `an object with the keys ${keys}`;
  }

  function describe(value) {
    switch (typeof value) {
      case 'undefined':
        return 'undefined';
      case 'number':
        return isFiniteNumber(value) ? `the number ${value}` : `${value}`;
      case 'bigint':
        return 'a bigint';
      case 'string':
        return `a string of ${value.length} characters`;
      case 'boolean':
        return `${value}`;
      case 'symbol':
        return 'a symbol';
      case 'function':
        return 'a function';
      default:
        return value === null ? 'null' : describeObject(value);
    }
  }

  /** The first characters, in one piece: the host reads texts as C does, up to the first NUL. */
  function excerpt(text, most) {
    let rest = apply(slice, text, [0, most]);
    let shown = '';
    for (let at = apply(indexOf, rest, ['\0']); at !== -1; at = apply(indexOf, rest, ['\0'])) {
      shown += apply(slice, rest, [0, at]);
      rest = apply(slice, rest, [at + 1]);
    }
    return shown + rest;
  }

  /** A data property, own or inherited, when it holds a string. Getters are never run. */
  function textOf(object, name) {
    for (let at = object; at !== null; at = getPrototypeOf(at)) {
      const found = getOwnPropertyDescriptor(at, name);
      if (found === undefined) continue;
      // A getter's descriptor has no value of its own, but it may inherit the candidate's.
      return hasOwn(found, 'value') && typeof found.value === 'string' ? found.value : '';
    }
    return '';
  }

  function describeThrown(error) {
    if (typeof error === 'string') return [1, '', excerpt(error, 2000), '', 0];
    if (typeof error !== 'object' || error === null) return [1, '', describe(error), '', 0];
    const message = excerpt(textOf(error, 'message'), 2000);
    return [
      1,
      excerpt(textOf(error, 'name'), 200),
      message === '' ? describe(error) : message,
      excerpt(textOf(error, 'stack'), 4000),
      // The engine's own, for its limits: a name is easily forged.
      getPrototypeOf(error) === internalErrorPrototype ? 1 : 0,
    ];
  }

  // ---- calling ---------------------------------------------------------------------------------

  function frameOver(buffer, width, height) {
    const luma = width * height;
    const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
    return {
      width,
      height,
      data: new U8(buffer),
      y: new U8(buffer, 0, luma),
      u: new U8(buffer, luma, chroma),
      v: new U8(buffer, luma + chroma, chroma),
    };
  }

  /** A view on the returned bytes, or null when they are none. Its length cannot be forged. */
  function viewOf(value) {
    if (typeof value !== 'object' || value === null) return null;
    const tag = brandOf(typedArrayTag, value);
    if (tag === 'Uint8Array' || tag === 'Uint8ClampedArray') return value;
    return brandOf(bufferLength, value) === undefined ? null : new U8(value);
  }

  function contextFor(width, height, quality, index, previousBuffer) {
    const previous = previousBuffer === null ? null : frameOver(previousBuffer, width, height);
    return { width, height, quality, index, previous };
  }

  /** [0, ArrayBuffer] | [1, name, message, stack, engine's own?] | [2, what was returned] | [3, length in bytes] */
  function resultOf(call, fewest, most) {
    let returned;
    try {
      returned = call();
    } catch (error) {
      return describeThrown(error);
    }
    const view = viewOf(returned);
    if (view === null) return [2, describe(returned)];
    const length = apply(typedArrayLength, view, []);
    if (length < fewest || length > most) return [3, length];
    // The buffer is made first: `copy.buffer` would ask a getter that the candidate may have replaced.
    const buffer = new Buffer(length);
    apply(set, new U8(buffer), [view]);
    return [0, buffer];
  }

  function compress(run, input, previous, width, height, quality, index, most) {
    const context = contextFor(width, height, quality, index, previous);
    return resultOf(() => run(frameOver(input, width, height), context), 0, most);
  }

  function decompress(run, input, previous, width, height, quality, index, size) {
    const context = contextFor(width, height, quality, index, previous);
    return resultOf(() => run(new U8(input), context), size, size);
  }

  /** What a function returns, when that is a text; null otherwise, whatever happens. */
  function textFrom(run, most) {
    try {
      const text = run();
      return typeof text === 'string' ? excerpt(text, most) : null;
    } catch {
      return null;
    }
  }

  furnish();
  return [compress, decompress, describeThrown, describe, () => excerpt(logs, logLimit), textFrom];
});
