/** The engine, compiled so that its first calls are fast whatever the candidate looks like. */

import { readFileSync } from 'node:fs';
import v8 from 'node:v8';
import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from 'quickjs-emscripten';

/**
 * V8 compiles functions of a module when they are first called: quickly, by its baseline compiler, and anew once they
 * are hot. But a call that is under way is never replaced, and the engine's interpreter loop is under way as long as
 * the candidate's function is: written as one long loop, that would spend its whole first call in slow code. So the
 * loop alone is compiled well from the start, by running a script while there is no baseline compiler. All that
 * this script needs besides was compiled before.
 */
export async function compiledEngine(): Promise<WebAssembly.Module> {
  const wasmModule = new WebAssembly.Module(
    readFileSync(new URL('./quickjs.wasm', import.meta.url)),
  );
  const variant = newVariant(RELEASE_SYNC, { wasmModule });
  const vm = (await newQuickJSWASMModuleFromVariant(variant)).newContext();
  vm.unwrapResult(vm.evalCode('0', 'warm-up.js', { compileOnly: true }));
  v8.setFlagsFromString('--no-liftoff');
  vm.unwrapResult(vm.evalCode('0', 'warm-up.js'));
  v8.setFlagsFromString('--liftoff');
  return wasmModule;
}
