/** Runs one probe: a clip through a source, in machines of its own or in one, with everything noted that can be seen. */

import type {
  ChangedInput,
  Probe,
  ProbeCall,
  ProbeResult,
} from '../../domain/experiments/probe.ts';
import type { CallSite } from '../../domain/failure.ts';
import { endsMachine } from '../../domain/outcome.ts';
import type { CallInput, CallResult } from './call.ts';
import { Machine } from './machine.ts';
import type { ProbeTask } from './protocol.ts';
import type { Pulse } from './run-case.ts';

interface Bench {
  readonly task: ProbeTask;
  readonly engine: WebAssembly.Module;
  readonly pulse: Pulse;
}

interface Machines {
  readonly encoder: Machine;
  readonly decoder: Machine;
}

export async function runProbe(
  task: ProbeTask,
  engine: WebAssembly.Module,
  pulse: Pulse,
): Promise<ProbeResult> {
  const notes = new Notes();
  await codeClip({ task, engine, pulse }, notes);
  return { kind: 'ran', calls: notes.calls, ticks: notes.ticks };
}

/** What was seen, call by call. */
class Notes {
  readonly calls: ProbeCall[] = [];
  ticks = 0;
  #changed: ChangedInput[] = [];

  watch(machine: Machine): void {
    machine.onChanged = (changed) => this.#changed.push(changed);
  }

  /** Notes the last entry into a machine; its result. */
  take(machine: Machine, site: Pick<CallSite, 'call' | 'frame'>, result: CallResult): CallResult {
    this.ticks += machine.ticks;
    const changed = this.#changed;
    this.#changed = [];
    const over = result.kind === 'failed' && endsMachine(result.fault);
    const reading = over ? null : machine.reading();
    this.ticks += reading === null ? 0 : machine.ticks;
    this.calls.push({ ...site, result, changed, reading });
    return result;
  }
}

/** Ends early at a call after which a machine cannot go on. */
async function codeClip(bench: Bench, notes: Notes): Promise<void> {
  const { probe, rules } = bench.task;
  let machines: Machines | null = null;
  let previous: Uint8Array | null = null;
  for (const [index, source] of probe.clip.frames.entries()) {
    if (machines === null || probe.lifetime === 'frame') {
      machines = await startMachines(bench, notes);
      if (machines === null) return;
    }
    const decoded = codeFrame(bench, { ...machines, notes }, { index, previous });
    if (decoded === 'over') return;
    previous = rules.exact ? source : (decoded ?? source);
  }
}

/** Null when the module does not load. */
async function startMachines(bench: Bench, notes: Notes): Promise<Machines | null> {
  const encoder = await startMachine(bench, notes);
  if (encoder === null) return null;
  if (bench.task.probe.machines === 'shared') return { encoder, decoder: encoder };
  const decoder = await startMachine(bench, notes);
  return decoder && { encoder, decoder };
}

async function startMachine(bench: Bench, notes: Notes): Promise<Machine | null> {
  const { task, engine, pulse } = bench;
  const { limits } = task.rules;
  const { ticksPerCall, source } = task.probe;
  const load_ticks = Math.min(limits.load_ticks, ticksPerCall);
  const own = { ...limits, load_ticks, ticks_base: ticksPerCall, ticks_per_sample: 0 };
  const machine = await Machine.start(engine, own, pulse.tick);
  notes.watch(machine);
  pulse.enter('load', -1);
  const fault = machine.load(source);
  const result: CallResult =
    fault === null
      ? { kind: 'returned', bytes: new Uint8Array(), ticks: machine.ticks }
      : { kind: 'failed', fault };
  notes.take(machine, { call: 'load', frame: -1 }, result);
  return fault === null ? machine : null;
}

/** The decoded frame, null when a call failed, 'over' when no machine can go on. */
function codeFrame(
  { task, pulse }: Bench,
  { encoder, decoder, notes }: Machines & { readonly notes: Notes },
  place: Pick<CallInput, 'index' | 'previous'>,
): Uint8Array | null | 'over' {
  const frame = place.index;
  const source = task.probe.clip.frames[frame] as Uint8Array;
  pulse.enter('compress', frame);
  const encoded = encoder.compress(inputOf(task.probe, place, source));
  notes.take(encoder, { call: 'compress', frame }, encoded);
  if (encoded.kind === 'failed') return endsMachine(encoded.fault) ? 'over' : null;
  pulse.enter('decompress', frame);
  const decoded = decoder.decompress(inputOf(task.probe, place, encoded.bytes));
  notes.take(decoder, { call: 'decompress', frame }, decoded);
  if (decoded.kind === 'failed') return endsMachine(decoded.fault) ? 'over' : null;
  return decoded.bytes;
}

function inputOf(
  { clip, quality }: Probe,
  { index, previous }: Pick<CallInput, 'index' | 'previous'>,
  bytes: Uint8Array,
): CallInput {
  return { bytes, width: clip.width, height: clip.height, quality, index, previous };
}
