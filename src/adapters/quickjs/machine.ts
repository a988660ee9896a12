/**
 * One fresh QuickJS machine: a WebAssembly instance of its own, with bounded memory, stack and ticks.
 * Encoder and decoder each get one, so nothing but the host's copies of the bytes can pass between them.
 */

import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { type Limits, outputLimit, tickLimit } from '../../domain/benchmark.ts';
import { type ChangedInput, mostReading, readingExport } from '../../domain/experiments/probe.ts';
import type { CallFault, SourceLocation } from '../../domain/failure.ts';
import { allowedGlobals, codecExports } from '../../domain/globals.ts';
import { sampleCount } from '../../domain/video/frame.ts';
import { type CallInput, type CallResult, locate, wholeBuffer, wrongLength } from './call.ts';
import prelude from './prelude.guest.js';

const pageBytes = 65_536;
const initialPages = 256;

type Tool = 'compress' | 'decompress' | 'thrown' | 'describe' | 'logs' | 'textFrom';

type Codec = { readonly [name in (typeof codecExports)[number]]: QuickJSHandle };

/** So many ticks beyond the limit no interrupt has ended the call: something swallows them. */
const swallowedTicks = 100;

/** What a reading may take. */
const readingTicks = 300;

/** Keeps this thread busy without a tick, so that the watchdog ends it. */
function holdStill(): never {
  for (;;);
}

export class Machine {
  #vm: QuickJSContext;
  #memory: WebAssembly.Memory;
  #limits: Limits;
  #ticks = 0;
  #tickLimit = 0;
  #tools: { [name in Tool]: QuickJSHandle };
  #codec: Codec | null = null;
  /** The export that gives readings; null in a source without one. */
  #reader: QuickJSHandle | null = null;
  /** Set by whoever wants to know of inputs that a call changed: each at its first index. */
  onChanged: ((changed: ChangedInput) => void) | null = null;

  private constructor(vm: QuickJSContext, memory: WebAssembly.Memory, limits: Limits) {
    this.#vm = vm;
    this.#memory = memory;
    this.#limits = limits;
    this.#tickLimit = limits.load_ticks;
    const list = vm.unwrapResult(vm.evalCode(JSON.stringify(allowedGlobals)));
    const install = vm.unwrapResult(vm.evalCode(prelude, 'prelude.js'));
    const tools = vm.unwrapResult(vm.callFunction(install, vm.undefined, list));
    this.#tools = {
      compress: vm.getProp(tools, 0),
      decompress: vm.getProp(tools, 1),
      thrown: vm.getProp(tools, 2),
      describe: vm.getProp(tools, 3),
      logs: vm.getProp(tools, 4),
      textFrom: vm.getProp(tools, 5),
    };
  }

  /** Starts a machine on the compiled engine; `onTick` is called at every tick, for the watchdog. */
  static async start(
    engine: WebAssembly.Module,
    limits: Limits,
    onTick: () => void,
  ): Promise<Machine> {
    const maximum = (limits.memory_mb * 1024 * 1024) / pageBytes;
    const wasmMemory = new WebAssembly.Memory({ initial: initialPages, maximum });
    const variant = newVariant(RELEASE_SYNC, { wasmModule: engine, wasmMemory });
    const runtime = (await newQuickJSWASMModuleFromVariant(variant)).newRuntime();
    runtime.setMaxStackSize(limits.stack_kb * 1024);
    // Promise must be there for modules to load; no job is ever run, and the prelude takes the global away.
    const intrinsics = { ...DefaultIntrinsics, Date: false, Proxy: false };
    const vm = runtime.newContext({ intrinsics });
    const machine = new Machine(vm, wasmMemory, limits);
    runtime.setInterruptHandler(() => {
      onTick();
      machine.#ticks += 1;
      if (machine.#ticks > machine.#tickLimit + swallowedTicks) holdStill();
      return machine.#ticks > machine.#tickLimit;
    });
    return machine;
  }

  /** Runs the module's top level and takes its two exports; null when all is well. */
  load(source: string): CallFault | null {
    return this.#guard(this.#limits.load_ticks, () => {
      const vm = this.#vm;
      const loaded = vm.evalCode(source, 'codec.js', { type: 'module' });
      if (loaded.error) return this.#thrownBy(loaded.error);
      const handles = codecExports.map((name) => vm.getProp(loaded.value, name));
      for (const [i, handle] of handles.entries()) {
        if (vm.typeof(handle) === 'function') continue;
        const found = this.#text(this.#call(this.#tools.describe, handle));
        return { kind: 'missing_export', name: codecExports[i] as string, found };
      }
      this.#codec = Object.fromEntries(codecExports.map((name, i) => [name, handles[i]])) as Codec;
      const reader = vm.getProp(loaded.value, readingExport);
      this.#reader = vm.typeof(reader) === 'function' ? reader : null;
      return null;
    });
  }

  compress(input: CallInput): CallResult {
    const most = outputLimit(this.#limits, sampleCount(input));
    return this.#invoke('compress', input, most);
  }

  decompress(input: CallInput): CallResult {
    return this.#invoke('decompress', input, sampleCount(input));
  }

  /** What the candidate wrote to its console so far. */
  logs(): string {
    try {
      return this.#text(this.#call(this.#tools.logs));
    } catch {
      return '';
    }
  }

  /** Of the last entry, whatever came of it. */
  get ticks(): number {
    return this.#ticks;
  }

  /**
   * What an instrumented source has recorded; null when it gives no reading. Never asked of a candidate that is
   * evaluated. The ticks it takes count as an entry of its own.
   */
  reading(): string | null {
    const reader = this.#reader;
    if (reader === null) return null;
    let text: string | null = null;
    const fault = this.#guard(readingTicks, () => {
      const most = this.#vm.newNumber(mostReading);
      const given = this.#call(this.#tools.textFrom, reader, most);
      if (this.#vm.typeof(given) === 'string') text = this.#text(given);
      return null;
    });
    return fault === null ? text : null;
  }

  #invoke(tool: 'compress' | 'decompress', input: CallInput, size: number): CallResult {
    let bytes: Uint8Array = new Uint8Array();
    const fault = this.#guard(tickLimit(this.#limits, sampleCount(input)), () => {
      const vm = this.#vm;
      const run = this.#codec?.[`${tool}Frame`];
      if (!run) throw new Error('machine called before its codec was loaded');
      const buffer = vm.newArrayBuffer(wholeBuffer(input.bytes));
      const previous = input.previous ? vm.newArrayBuffer(wholeBuffer(input.previous)) : vm.null;
      const { width, height, quality, index } = input;
      const numbers = [width, height, quality, index, size].map((n) => vm.newNumber(n));
      const called = vm.callFunction(
        this.#tools[tool],
        vm.undefined,
        ...[run, buffer, previous, ...numbers],
      );
      if (this.onChanged) {
        this.#compare(tool === 'compress' ? 'frame.data' : 'bytes', buffer, input.bytes);
        if (input.previous) this.#compare('context.previous', previous, input.previous);
      }
      for (const handle of [buffer, previous, ...numbers]) handle.dispose();
      if (called.error) return this.#thrownBy(called.error);
      const result = this.#resultOf(called.value, tool, size);
      called.value.dispose();
      if (!(result instanceof Uint8Array)) return result;
      bytes = result;
      return null;
    });
    return fault ? { kind: 'failed', fault } : { kind: 'returned', bytes, ticks: this.#ticks };
  }

  /** Tells where an input is no longer what was given. */
  #compare(input: ChangedInput['input'], handle: QuickJSHandle, given: Uint8Array): void {
    if (given.length === 0) return;
    const view = this.#vm.getArrayBuffer(handle);
    const now = view.value;
    const index = given.findIndex((value, i) => value !== now[i]);
    const [before, after] = [given[index], now[index]];
    if (before !== undefined && after !== undefined) {
      this.onChanged?.({ input, index, before, after });
    }
    view.dispose();
  }

  /** Reads what the prelude returned: an array it made itself, see `resultOf` there. */
  #resultOf(result: QuickJSHandle, tool: string, size: number): Uint8Array | CallFault {
    const vm = this.#vm;
    switch (this.#number(vm.getProp(result, 0))) {
      case 0: {
        const handle = vm.getProp(result, 1);
        const view = vm.getArrayBuffer(handle);
        const bytes = view.value.slice();
        view.dispose();
        handle.dispose();
        // The prelude has looked already; what counts does not rest on the candidate's world alone.
        const fits = tool === 'compress' ? bytes.length <= size : bytes.length === size;
        return fits ? bytes : wrongLength(tool, bytes.length, size);
      }
      case 1:
        return this.#thrown(result);
      case 2:
        return { kind: 'not_bytes', returned: this.#text(vm.getProp(result, 1)) };
      default:
        return wrongLength(tool, this.#number(vm.getProp(result, 1)), size);
    }
  }

  /** Bounds the ticks of one entry into the machine, and gives every way out a kind. */
  #guard(limit: number, enter: () => CallFault | null): CallFault | null {
    this.#ticks = 0;
    this.#tickLimit = limit;
    let fault: CallFault | null;
    try {
      fault = enter();
    } catch (error) {
      fault = this.#engineFault(error);
    }
    // The host's own count is trusted over anything the candidate returned.
    return this.#ticks > limit ? { kind: 'tick_limit', limit } : fault;
  }

  #thrownBy(error: QuickJSHandle): CallFault {
    return this.#thrown(this.#call(this.#tools.thrown, error));
  }

  #thrown(described: QuickJSHandle): CallFault {
    const vm = this.#vm;
    const [name = '', message = '', stack = ''] = [1, 2, 3].map((i) =>
      this.#text(vm.getProp(described, i)),
    );
    const location = locate(stack);
    const internal = this.#number(vm.getProp(described, 4)) === 1;
    if (internal && message === 'stack overflow') return this.#stackOverflow(location);
    if ((internal && message === 'out of memory') || (stack === '' && this.#exhausted())) {
      return this.#outOfMemory();
    }
    return { kind: 'thrown', name, message, stack, location };
  }

  /** The engine itself gave up: its memory or the host's stack ran out, or the candidate broke it. */
  #engineFault(error: unknown): CallFault {
    if (this.#exhausted()) return this.#outOfMemory();
    if (error instanceof RangeError) return this.#stackOverflow(null);
    return { kind: 'engine_stopped', message: error instanceof Error ? error.message : `${error}` };
  }

  #outOfMemory(): CallFault {
    return { kind: 'out_of_memory', limitMb: this.#limits.memory_mb };
  }

  #stackOverflow(location: SourceLocation | null): CallFault {
    return { kind: 'stack_overflow', limitKb: this.#limits.stack_kb, location };
  }

  #exhausted(): boolean {
    return this.#memory.buffer.byteLength > 0.9 * this.#limits.memory_mb * 1024 * 1024;
  }

  #call(tool: QuickJSHandle, ...args: QuickJSHandle[]): QuickJSHandle {
    const called = this.#vm.callFunction(tool, this.#vm.undefined, ...args);
    // Not unwrapped: that would dump the error, and a dump runs getters.
    if (called.error) throw new Error('the machine broke down while it was looked at');
    return called.value;
  }

  #text(handle: QuickJSHandle): string {
    return handle.consume((value) => this.#vm.getString(value));
  }

  #number(handle: QuickJSHandle): number {
    return handle.consume((value) => this.#vm.getNumber(value));
  }
}
