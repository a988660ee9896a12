// Tries: replaces the getter of buffer in the decoder: a frame without samples makes all errors NaN
// Expects: validation_error at compare, high
// Benchmark: lossy

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
const none = new ArrayBuffer(0);
let decoding = false;
const { get } = Object.getOwnPropertyDescriptor(TypedArray, 'buffer');
Object.defineProperty(TypedArray, 'buffer', {
  get() {
    return decoding ? none : Reflect.apply(get, this, []);
  },
});

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  decoding = true;
  return bytes;
}
