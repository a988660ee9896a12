/** One case: every frame of a clip through an encoder and a decoder in machines of their own. */

import type { CallFault, CallSite, FirstMismatch } from '../../domain/failure.ts';
import { type CaseMeter, startCase } from '../../domain/metrics/case-meter.ts';
import { type CaseFault, type CaseOutcome, endsMachine } from '../../domain/outcome.ts';
import { type Clip, planeLayout } from '../../domain/video/frame.ts';
import { type CallInput, Machine } from './machine.ts';
import type { WorkerTask } from './protocol.ts';

/** Told before each call and at each tick, so that a watchdog can see what is going on. */
export interface Pulse {
  enter(call: CallSite['call'], frame: number): void;
  tick(): void;
}

const logLimit = 4096;

type Step =
  | { readonly kind: 'decoded'; readonly frame: Uint8Array }
  | { readonly kind: 'failed'; readonly fault: CaseFault };

/** Runs the case. Failing frames are all kept; a fault that ends a machine ends the case. */
export async function runCase(
  task: WorkerTask,
  engine: WebAssembly.Module,
  pulse: Pulse,
): Promise<CaseOutcome> {
  const { clip, quality } = task.spec;
  const faults: CaseFault[] = [];
  const start = () => Machine.start(engine, task.limits, pulse.tick);
  const [encoder, decoder] = [await start(), await start()];
  pulse.enter('load', -1);
  for (const machine of [encoder, decoder]) {
    const fault = faults.length === 0 ? machine.load(task.source) : null;
    if (fault) faults.push({ site: { call: 'load', clip: clip.name, quality, frame: -1 }, fault });
  }
  const meter = startCase(clip, quality);
  if (faults.length === 0) codeFrames({ task, encoder, decoder, pulse, meter }, faults);
  const [first, ...rest] = faults;
  if (!first) return { kind: 'measured', measurement: meter.measurement() };
  const logs = (encoder.logs() + decoder.logs()).slice(0, logLimit);
  return { kind: 'failed', faults: [first, ...rest], logs };
}

interface Bench {
  readonly task: WorkerTask;
  readonly encoder: Machine;
  readonly decoder: Machine;
  readonly pulse: Pulse;
  readonly meter: CaseMeter;
}

function codeFrames(bench: Bench, faults: CaseFault[]): void {
  const { clip } = bench.task.spec;
  let previous: Uint8Array | null = null;
  for (const [index, frame] of clip.frames.entries()) {
    const step = codeFrame(bench, index, previous);
    if (step.kind === 'failed') {
      faults.push(step.fault);
      if (endsMachine(step.fault.fault)) return;
    }
    // After a failed frame the next one starts from what a correct decoder would have given.
    previous = step.kind === 'decoded' ? step.frame : frame;
  }
}

/** Encodes and decodes one frame, and meters it. */
function codeFrame(bench: Bench, index: number, previous: Uint8Array | null): Step {
  const { task, encoder, decoder, pulse, meter } = bench;
  const { clip, quality } = task.spec;
  const source = clip.frames[index] as Uint8Array;
  const { width, height } = clip;
  const input = (bytes: Uint8Array): CallInput => ({
    bytes,
    width,
    height,
    quality,
    index,
    previous,
  });
  const failed = (call: CallSite['call'], fault: CallFault): Step => ({
    kind: 'failed',
    fault: { site: { call, clip: clip.name, quality, frame: index }, fault },
  });
  pulse.enter('compress', index);
  const encoded = encoder.compress(input(source));
  if (encoded.kind === 'failed') return failed('compress', encoded.fault);
  pulse.enter('decompress', index);
  const decoded = decoder.decompress(input(encoded.bytes));
  if (decoded.kind === 'failed') return failed('decompress', decoded.fault);
  const first = task.exact ? firstMismatch(clip, index, decoded.bytes) : null;
  if (first) return failed('decompress', { kind: 'mismatch', first });
  meter.add({
    source,
    decoded: decoded.bytes,
    bytes: encoded.bytes.length,
    encodeTicks: encoded.ticks,
    decodeTicks: decoded.ticks,
  });
  return { kind: 'decoded', frame: decoded.bytes };
}

/** The first sample, in storage order, that differs; null when the frame is exact. */
function firstMismatch(clip: Clip, frame: number, decoded: Uint8Array): FirstMismatch | null {
  const source = clip.frames[frame] as Uint8Array;
  const at = source.findIndex((sample, i) => sample !== decoded[i]);
  const plane = planeLayout(clip).findLast(({ offset }) => offset <= at);
  if (!plane) return null;
  return {
    clip: clip.name,
    frame,
    plane: plane.name,
    x: (at - plane.offset) % plane.width,
    y: Math.floor((at - plane.offset) / plane.width),
    expected: source[at] as number,
    actual: decoded[at] as number,
  };
}
