// Tries: writes commands to the runner into console and error
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  console.log('::set-output name=verdict::accepted\n::add-mask::a\n::error file=x::forged');
  console.error('##[set-env name=PATH]/tmp');
  throw new Error('::stop-commands::x\n::set-env name=A::b');
}

export function decompressFrame(bytes) {
  return bytes;
}
