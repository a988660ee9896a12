/** Does the quality that is asked for change anything? */

import { callName, entryFunction } from '../source/functions.ts';
import { mostFact } from './bounds.ts';
import type { QualityIgnoredCause } from './causes/quality.ts';
import { type Finding, nothingFound } from './investigation.ts';
import type { Experimenting, ProbeResult } from './probe.ts';
import { type FailureScene, probeOf } from './scene.ts';

const name = 'the same frame at both ends of the ladder';

/** The family of experiments about quality: for curves that miss their window. */
export function* qualityFamily(scene: FailureScene): Experimenting<Finding> {
  const [low, high] = endsOf(scene);
  if (low === undefined || high === undefined || low === high) return nothingFound;
  const clip = { ...scene.original.clip, frames: scene.original.clip.frames.slice(0, 1) };
  const { ticksPerCall } = scene;
  const results = yield [low, high].map((quality) =>
    probeOf(scene, { clip, quality, ticksPerCall: Math.max(ticksPerCall, 2000) }),
  );
  const [a, b] = results.map(encoded);
  if (!a || !b) return nothingFound;
  if (a.length !== b.length || a.some((value, i) => value !== b[i])) {
    const detail = `Quality ${low} gives ${a.length} bytes for the first frame, quality ${high} ${b.length}: the quality is not ignored.`;
    return { ...nothingFound, experiments: [{ name, outcome: 'excluded', detail }] };
  }
  const detail = `Quality ${low} and quality ${high} give the same ${a.length} bytes for the first frame.`;
  const cause = ignored(scene, { low, high, bytes: a.length });
  return {
    experiments: [{ name, outcome: 'confirmed', detail }],
    causes: [cause],
    clues: [],
    suspicions: [{ line: cause.location.line, why: 'quality' }],
  };
}

function endsOf({ smoke }: FailureScene): readonly (number | undefined)[] {
  const qualities = smoke.map(({ quality }) => quality).sort((a, b) => a - b);
  return [qualities[0], qualities.at(-1)];
}

function encoded(result: ProbeResult): Uint8Array | null {
  if (result.kind !== 'ran') return null;
  const call = result.calls.find((each) => each.call === 'compress');
  return call?.result.kind === 'returned' ? call.result.bytes : null;
}

function ignored(
  { code }: FailureScene,
  seen: Pick<QualityIgnoredCause, 'low' | 'high' | 'bytes'>,
): QualityIgnoredCause {
  const read = code.nodes.find(
    (node) =>
      (node.type === 'MemberExpression' || node.type === 'Property') &&
      code.excerpt(node.type === 'Property' ? node.key : node.property, 20) === 'quality',
  );
  const entry = entryFunction(code, 'compress') ?? code.program;
  return {
    kind: 'quality_ignored',
    confidence: 'proved',
    location: code.locate(read ?? entry),
    repair: null,
    ...seen,
    read: read === undefined ? null : code.excerpt(read, mostFact) || callName('compress'),
  };
}
