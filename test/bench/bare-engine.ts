/**
 * The limit of what an evaluation can reach: the engine itself, with nothing around it. No prelude, no
 * interrupt handler, no metrics, no checks: two contexts on two instances, and the calls one after the
 * other. A process of its own, started as the evaluator's is; its argument names a package with another build.
 */

import { readFileSync } from 'node:fs';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import type { CaseSpec } from '../../src/domain/outcome.ts';

export interface BareJob {
  readonly source: string;
  readonly cases: readonly CaseSpec[];
}

export interface BareResult {
  /** Of all calls, machines included. */
  readonly milliseconds: number;
  /** Of all compressed frames: what was timed is the same work as the evaluator's. */
  readonly bytes: number;
}

/** Makes of raw buffers what the contract hands to a codec, and takes the bytes out of what it returns. */
const caller = `(function (run, bytes, previous, width, height, quality, index, raw) {
  const luma = width * height, chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const frameOf = (buffer) => ({
    width, height, data: new Uint8Array(buffer), y: new Uint8Array(buffer, 0, luma),
    u: new Uint8Array(buffer, luma, chroma), v: new Uint8Array(buffer, luma + chroma, chroma),
  });
  const context = { width, height, quality, index, previous: previous && frameOf(previous) };
  const result = run(raw ? frameOf(bytes) : new Uint8Array(bytes), context);
  return result.buffer.byteLength === result.byteLength ? result.buffer : result.slice().buffer;
})`;

const [build] = process.argv.slice(2);
const wasm = build === undefined ? './quickjs.wasm' : import.meta.resolve(`${build}/wasm`);
const engine = new WebAssembly.Module(readFileSync(new URL(wasm, import.meta.url)));
const release = build === undefined ? RELEASE_SYNC : (await import(build)).default;

interface Side {
  readonly vm: QuickJSContext;
  readonly call: QuickJSHandle;
  readonly run: QuickJSHandle;
}

async function open(source: string, name: string): Promise<Side> {
  const wasmMemory = new WebAssembly.Memory({ initial: 256, maximum: 2048 });
  const variant = newVariant(release, { wasmModule: engine, wasmMemory });
  const vm = (await newQuickJSWASMModuleFromVariant(variant)).newRuntime().newContext();
  const module = vm.unwrapResult(vm.evalCode(source, 'codec.js', { type: 'module' }));
  return { vm, call: vm.unwrapResult(vm.evalCode(caller)), run: vm.getProp(module, name) };
}

interface Input {
  readonly bytes: Uint8Array;
  readonly previous: Uint8Array | null;
  readonly numbers: readonly number[];
  readonly raw: boolean;
}

function invoke({ vm, call, run }: Side, { bytes, previous, numbers, raw }: Input): Uint8Array {
  const handles = [
    // Not `slice`: what comes over a pipe is a Buffer, whose slices share the buffer of all.
    vm.newArrayBuffer(new Uint8Array(bytes).buffer),
    previous === null ? vm.null : vm.newArrayBuffer(new Uint8Array(previous).buffer),
    ...numbers.map((number) => vm.newNumber(number)),
    raw ? vm.true : vm.false,
  ];
  const result = vm.unwrapResult(vm.callFunction(call, vm.undefined, run, ...handles));
  const view = vm.getArrayBuffer(result);
  const copy = new Uint8Array(view.value);
  for (const handle of [...handles, view, result]) handle.dispose();
  return copy;
}

async function run({ source, cases }: BareJob): Promise<BareResult> {
  let total = 0;
  const start = performance.now();
  for (const { clip, quality } of cases) {
    const encoder = await open(source, 'compressFrame');
    const decoder = await open(source, 'decompressFrame');
    let previous: Uint8Array | null = null;
    for (const [index, frame] of clip.frames.entries()) {
      const numbers = [clip.width, clip.height, quality, index];
      const bytes = invoke(encoder, { bytes: frame, previous, numbers, raw: true });
      previous = invoke(decoder, { bytes, previous, numbers, raw: false });
      total += bytes.length;
    }
  }
  return { milliseconds: performance.now() - start, bytes: total };
}

process.on('message', async (job: BareJob) => {
  process.send?.(await run(job));
});
process.on('disconnect', () => process.exit());
