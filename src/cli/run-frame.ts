/** `crucible evaluate FILE --frame WxH@Q:HEX`: what each call does with one tiny clip, to follow a failure by hand. */

import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import { type Benchmark, tickLimit } from '../domain/benchmark.ts';
import { failureWords } from '../domain/diagnoses/evidence.ts';
import { parseFrame } from '../domain/experiments/printed-frame.ts';
import type { ProbeCall } from '../domain/experiments/probe.ts';
import { faultIn, type ProbeFault } from '../domain/experiments/scene.ts';
import { callName } from '../domain/source/functions.ts';
import { checkSource } from '../domain/static-check.ts';
import { count } from '../domain/text/wording.ts';
import { UsageError } from '../domain/usage-error.ts';
import { type Clip, sampleCount } from '../domain/video/frame.ts';
import { safeLine } from '../render/sanitize.ts';

const shownBytes = 64;

/** Exit code 0 when everything came back, 2 when not. */
export async function runFrame(
  source: string,
  { benchmark, frame }: { readonly benchmark: Benchmark; readonly frame: string },
  stderr: { write(text: string): unknown },
): Promise<number> {
  const given = parseFrame(frame);
  if (given === null) {
    throw new UsageError(
      `--frame ${frame} is no clip: 1x1@100:3c5e81 is one of 1x1 at quality 100`,
    );
  }
  const say = (line: string) => stderr.write(`${safeLine(line)}\n`);
  const findings = checkSource(source, benchmark.limits);
  for (const finding of findings) say(failureWords({ kind: 'static', finding }));
  if (findings.length > 0) return 2;
  const sandbox = new QuickJsSandbox(1);
  try {
    const fault = await runClip(source, { benchmark, ...given }, { sandbox, say });
    say(fault === null ? 'Every frame came back.' : faultWords(given, fault));
    return fault === null ? 0 : 2;
  } finally {
    await sandbox.close();
  }
}

async function runClip(
  source: string,
  { benchmark, clip, quality }: { benchmark: Benchmark; clip: Clip; quality: number },
  { sandbox, say }: { sandbox: QuickJsSandbox; say: (line: string) => void },
): Promise<ProbeFault | 'unknown' | null> {
  const { limits } = benchmark;
  const exact = benchmark.objective === 'lossless';
  const probe = {
    ...{ source, clip, quality, ticksPerCall: tickLimit(limits, sampleCount(clip)) },
    ...({ machines: 'separate', lifetime: 'clip' } as const),
  };
  const [result] = await sandbox.probing({ limits, exact }).probe([probe]);
  for (const call of result?.kind === 'ran' ? result.calls : []) {
    if (call.call !== 'load') say(callWords(call));
  }
  const [outcome] = await sandbox.run({ source, limits, exact, cases: [{ clip, quality }] });
  const logs = outcome?.kind === 'failed' ? outcome.logs : '';
  for (const line of logs.split('\n').filter((each) => each !== '')) say(`  console: ${line}`);
  return faultIn({ exact }, probe, result);
}

function callWords({ call, frame, result, changed }: ProbeCall): string {
  const head = `${callName(call)}, frame ${frame}`;
  if (result.kind === 'failed') return `${head}: failed`;
  const { bytes } = result;
  const hex = [...bytes.subarray(0, shownBytes)].map((v) => v.toString(16).padStart(2, '0'));
  const more = bytes.length > shownBytes ? ' ...' : '';
  const inputs = changed.map(({ input, index }) => `; it changes ${input}[${index}]`).join('');
  return `${head}: ${count(bytes.length, 'byte')}: ${hex.join(' ')}${more}${inputs}`;
}

function faultWords(
  { clip, quality }: { readonly clip: Clip; readonly quality: number },
  found: ProbeFault | 'unknown',
): string {
  if (found === 'unknown') return 'It was ended: hardly a tick for seconds.';
  const { call, frame, fault } = found;
  return failureWords({ kind: 'call', site: { call, clip: clip.name, quality, frame }, fault });
}
