/**
 * Runs one case: every frame of a clip through an encoder and a decoder in machines of their own; or one side
 * of an exact case, where the frame before is the source's.
 */

import type { CallFault, CallSite } from '../../domain/failure.ts';
import { type CaseMeter, type MeasuredFrame, startCase } from '../../domain/metrics/case-meter.ts';
import { type CaseFault, type CaseOutcome, endsMachine } from '../../domain/outcome.ts';
import { firstMismatch } from '../../domain/video/first-mismatch.ts';
import type { CallInput } from './call.ts';
import { Machine } from './machine.ts';
import type { CallBytes, CaseTask, TaskResult } from './protocol.ts';

/** Told before each call and at each tick, so that a watchdog can see what is going on. */
export interface Pulse {
  enter(call: CallSite['call'], frame: number): void;
  tick(): void;
}

const logLimit = 4096;

export function runTask(
  task: CaseTask,
  engine: WebAssembly.Module,
  pulse: Pulse,
): Promise<TaskResult> {
  const bench = { task, engine, pulse };
  switch (task.part.kind) {
    case 'whole':
      return runCase(bench);
    case 'encoder':
      return runEncoder(bench);
    case 'decoder':
      return runDecoder(bench, task.part.frames);
  }
}

interface Bench {
  readonly task: CaseTask;
  readonly engine: WebAssembly.Module;
  readonly pulse: Pulse;
}

type Step<T> = T | CaseFault;

function isFault(step: object): step is CaseFault {
  return 'fault' in step;
}

/** Failing frames are all kept; a fault that ends a machine ends the case. */
async function runCase(bench: Bench): Promise<CaseOutcome> {
  const { clip, quality } = bench.task.spec;
  const encoder = await startMachine(bench);
  const decoder = await startMachine(bench);
  const broken = load(bench, encoder) ?? load(bench, decoder);
  const meter = startCase(clip, quality);
  const faults = broken ? [broken] : codeFrames(bench, { encoder, decoder, meter });
  const [first, ...rest] = faults;
  if (!first) return { kind: 'measured', measurement: meter.measurement() };
  const logs = (encoder.logs() + decoder.logs()).slice(0, logLimit);
  return { kind: 'failed', faults: [first, ...rest], logs };
}

/** Ends at the first fault. */
async function runEncoder(bench: Bench): Promise<TaskResult> {
  const encoder = await startMachine(bench);
  const broken = load(bench, encoder);
  if (broken) return failed(broken);
  const { frames } = bench.task.spec.clip;
  const encoded: CallBytes[] = [];
  for (const index of frames.keys()) {
    const step = encodeFrame(bench, encoder, { index, previous: frames[index - 1] ?? null });
    if (isFault(step)) return failed(step);
    encoded.push(step);
  }
  return { kind: 'encoded', frames: encoded };
}

/** Ends at the first fault. */
async function runDecoder(bench: Bench, encoded: readonly CallBytes[]): Promise<CaseOutcome> {
  const decoder = await startMachine(bench);
  const broken = load(bench, decoder);
  if (broken) return failed(broken);
  const { clip, quality } = bench.task.spec;
  const meter = startCase(clip, quality);
  for (const [index, frame] of encoded.entries()) {
    const place = { index, previous: clip.frames[index - 1] ?? null };
    const decoded = decodeFrame(bench, decoder, { ...place, bytes: frame.bytes });
    if (isFault(decoded)) return failed(decoded);
    meter.add(measured(bench, index, { encoded: frame, decoded }));
  }
  return { kind: 'measured', measurement: meter.measurement() };
}

function failed(fault: CaseFault): CaseOutcome {
  return { kind: 'failed', faults: [fault], logs: '' };
}

function startMachine({ task, engine, pulse }: Bench): Promise<Machine> {
  return Machine.start(engine, task.limits, pulse.tick);
}

function load({ task, pulse }: Bench, machine: Machine): CaseFault | null {
  const { clip, quality } = task.spec;
  pulse.enter('load', -1);
  const fault = machine.load(task.source);
  return fault && { site: { call: 'load', clip: clip.name, quality, frame: -1 }, fault };
}

interface Machines {
  readonly encoder: Machine;
  readonly decoder: Machine;
  readonly meter: CaseMeter;
}

function codeFrames(bench: Bench, machines: Machines): CaseFault[] {
  const faults: CaseFault[] = [];
  let previous: Uint8Array | null = null;
  for (const [index, source] of bench.task.spec.clip.frames.entries()) {
    const step = codeFrame(bench, machines, { index, previous });
    // After a failed frame the next one starts from what a correct decoder would have given.
    previous = isFault(step) ? source : step;
    if (!isFault(step)) continue;
    faults.push(step);
    if (endsMachine(step.fault)) break;
  }
  return faults;
}

/** Encodes, decodes and meters one frame; the decoded one. */
function codeFrame(bench: Bench, machines: Machines, place: Place): Step<Uint8Array> {
  const encoded = encodeFrame(bench, machines.encoder, place);
  if (isFault(encoded)) return encoded;
  const decoded = decodeFrame(bench, machines.decoder, { ...place, bytes: encoded.bytes });
  if (isFault(decoded)) return decoded;
  machines.meter.add(measured(bench, place.index, { encoded, decoded }));
  return decoded.bytes;
}

function measured(
  { task }: Bench,
  index: number,
  { encoded, decoded }: { readonly encoded: CallBytes; readonly decoded: CallBytes },
): MeasuredFrame {
  return {
    source: task.spec.clip.frames[index] as Uint8Array,
    decoded: decoded.bytes,
    bytes: encoded.bytes.length,
    encodeTicks: encoded.ticks,
    decodeTicks: decoded.ticks,
  };
}

interface Place {
  readonly index: number;
  readonly previous: Uint8Array | null;
}

function inputOf({ task }: Bench, { index, previous }: Place, bytes: Uint8Array): CallInput {
  const { clip, quality } = task.spec;
  return { bytes, width: clip.width, height: clip.height, quality, index, previous };
}

function faultAt(
  { task }: Bench,
  { call, index }: { readonly call: CallSite['call']; readonly index: number },
  fault: CallFault,
): CaseFault {
  const { clip, quality } = task.spec;
  return { site: { call, clip: clip.name, quality, frame: index }, fault };
}

function encodeFrame(bench: Bench, encoder: Machine, place: Place): Step<CallBytes> {
  const { index } = place;
  const source = bench.task.spec.clip.frames[index] as Uint8Array;
  bench.pulse.enter('compress', index);
  const encoded = encoder.compress(inputOf(bench, place, source));
  if (encoded.kind === 'failed') return faultAt(bench, { call: 'compress', index }, encoded.fault);
  return encoded;
}

/** The decoded frame, which has to be exact where the task asks for it. */
function decodeFrame(
  bench: Bench,
  decoder: Machine,
  { bytes, ...place }: Place & { readonly bytes: Uint8Array },
): Step<CallBytes> {
  const site = { call: 'decompress', index: place.index } as const;
  bench.pulse.enter('decompress', place.index);
  const decoded = decoder.decompress(inputOf(bench, place, bytes));
  if (decoded.kind === 'failed') return faultAt(bench, site, decoded.fault);
  const { clip } = bench.task.spec;
  const first = bench.task.exact ? firstMismatch(clip, place.index, decoded.bytes) : null;
  return first ? faultAt(bench, site, { kind: 'mismatch', first }) : decoded;
}
