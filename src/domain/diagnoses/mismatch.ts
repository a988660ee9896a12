/** Frames that come back changed: what all of them share was seen; why it is so, only experiments tell. */

import type { AnyNode, Identifier } from 'acorn';
import type { Failure, FirstMismatch } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import { calledFunctions, enclosingFunction } from '../source/functions.ts';
import { initialValue } from '../source/values.ts';
import { plainLine } from '../text/plain-text.ts';
import { count, listed } from '../text/wording.ts';
import { type FrameSize, planeLayout } from '../video/frame.ts';
import { findBlindness } from './blindness.ts';
import { type Explanation, type FailureReport, frameSize, type Scene } from './scene.ts';

interface Hit extends FirstMismatch {
  readonly size: FrameSize | null;
}

interface Pattern {
  readonly name: string;
  /** What was seen, and no more. */
  readonly why: string;
  /** Where to look first. */
  readonly fix: string;
}

type Symptom = (hits: readonly [Hit, ...Hit[]], scene: Scene) => Pattern | null;

/** The first symptom that all wrong frames share. */
const symptoms: readonly Symptom[] = [
  temporal,
  firstFrameOnly,
  oddSizes,
  chromaOnly,
  edge,
  noiseOnly,
  zeros,
  offByOne,
  wrapped,
  fromTheStart,
];

export function explainMismatch(scene: Scene, first: FirstMismatch): Explanation {
  const { code, report } = scene;
  const [lead, ...rest] = hitsOf(report);
  const hits: [Hit, ...Hit[]] = [lead ?? { ...first, size: null }, ...rest];
  const blind = code === null ? null : findBlindness(code);
  const pattern =
    blind === null ? patternOf(hits, scene) : { name: `blind ${blind.call}`, ...blind };
  return {
    category: 'logic_error',
    cause: `${mismatchWords(first)}. ${extentWords(hits)}${pattern.why}`.trimEnd(),
    fix: pattern.fix,
    location: code !== null && blind !== null ? code.locate(blind.at) : null,
    confidence: blind === null ? 'observed' : 'likely',
    subject: `mismatch: ${pattern.name}`,
  };
}

/** "Decoded frame 3 of dog differs from the source first at Y(17,4): expected 93, got 94". */
export function mismatchWords(first: FirstMismatch): string {
  const { clip, frame, plane, x, y, expected, actual } = first;
  const at = `${plane.toUpperCase()}(${x},${y})`;
  return `Decoded frame ${frame} of ${plainLine(clip, 60)} differs from the source first at ${at}: expected ${expected}, got ${actual}`;
}

function hitsOf(report: FailureReport): readonly Hit[] {
  return report.failures.flatMap((failure: Failure): Hit[] => {
    if (failure.kind !== 'call' || failure.fault.kind !== 'mismatch') return [];
    const { first } = failure.fault;
    return [{ ...first, size: frameSize(report, first.clip, null) }];
  });
}

function extentWords(hits: readonly Hit[]): string {
  const clips = new Set(hits.map(({ clip }) => clip));
  if (hits.length === 1) return '';
  return `In all, ${count(hits.length, 'frame')} of ${count(clips.size, 'clip')} come back changed. `;
}

function patternOf(hits: readonly [Hit, ...Hit[]], scene: Scene): Pattern {
  for (const symptom of symptoms) {
    const pattern = symptom(hits, scene);
    if (pattern !== null) return pattern;
  }
  return {
    name: 'lost sync',
    why: '',
    fix: 'Compare what compressFrame writes and what decompressFrame reads up to this sample, value by value: `console.log` on both sides shows the first that differs.',
  };
}

function temporal([first, ...rest]: readonly [Hit, ...Hit[]], { code }: Scene): Pattern | null {
  if (code === null || [first, ...rest].some(({ frame }) => frame === 0)) return null;
  const before =
    first.frame === 1 ? 'Frame 0 comes back right' : 'The frames before it come back right';
  if (code.nodes.some((node) => node.type === 'Identifier' && node.name === 'previous')) {
    return {
      name: 'prediction from the previous frame',
      why: `${before}.`,
      fix: 'Look first at what both sides take from `context.previous`, which is the decoded frame there and here, and at what they keep from frame to frame.',
    };
  }
  const state = moduleState(code);
  if (state.length === 0) return null;
  const names = listed(state.map((name) => `\`${name}\``));
  return {
    name: 'state between frames',
    why: `${before}.`,
    fix: `Look first at what is kept from frame to frame (${names}): encoder and decoder run in separate machines, each with a state of its own, and both have to change it in the same way.`,
  };
}

/** Module variables that functions change: they are assigned, written into, or objects with methods that are called. */
function moduleState(code: SourceCode): string[] {
  const names = code.nodes.flatMap((node): string[] => {
    if (node.type !== 'Identifier' || enclosingFunction(code, node) === null) return [];
    const variable = code.variableOf(node);
    if (variable?.scope.type !== 'module' || !isChangedBy(code, node)) return [];
    return [plainLine(variable.name, 60)];
  });
  return [...new Set(names)];
}

function isChangedBy(code: SourceCode, name: Identifier): boolean {
  let target: AnyNode = name;
  let parent = code.parent(target);
  const instance = initialValue(code, name);
  const ownClass = instance?.type === 'NewExpression' && calledFunctions(code, instance).length > 0;
  while (parent?.type === 'MemberExpression' && parent.object === target) {
    target = parent;
    parent = code.parent(target);
  }
  if (parent?.type === 'AssignmentExpression') return parent.left === target;
  if (parent?.type === 'UpdateExpression') return true;
  return parent?.type === 'CallExpression' && parent.callee === target && ownClass;
}

function firstFrameOnly(hits: readonly Hit[], { code, report }: Scene): Pattern | null {
  const special = code?.nodes.some(
    (node) => node.type === 'Identifier' && (node.name === 'previous' || node.name === 'index'),
  );
  if (!special || report.stage !== 'measure' || hits.some(({ frame }) => frame !== 0)) return null;
  return {
    name: 'first frame',
    why: 'The frames after it come back right.',
    fix: 'Look first at how the first frame of a clip is coded, where `context.previous` is null: let both sides take the same path for the first frame, decided by `context.previous === null` alone.',
  };
}

function oddSizes(hits: readonly Hit[], { report }: Scene): Pattern | null {
  const odd = hits.every(({ size }) => size !== null && (size.width & size.height & 1) === 1);
  if (!odd || report.stage !== 'smoke' || hits.length < report.failures.length) return null;
  if (hits.every(({ size }) => size?.width === 1)) {
    return {
      name: 'one pixel',
      why: 'Only frames of 1x1 are hit: 3x5 and 16x16 come back right.',
      fix: 'Look first at what happens without any neighbour: no row above, no column to the left, and chroma planes of one sample.',
    };
  }
  return {
    name: 'odd sizes',
    why: 'Only frames with odd sides are hit: 16x16 comes back right.',
    fix: 'Look first at chroma sizes, which are `(width + 1) >> 1` and `(height + 1) >> 1`, and at blocks that reach over the right and bottom edges.',
  };
}

function chromaOnly(hits: readonly Hit[]): Pattern | null {
  if (hits.some(({ plane }) => plane === 'y')) return null;
  const onlyV = hits.every(({ plane }) => plane === 'v');
  return {
    name: onlyV ? 'V only' : 'chroma only',
    why: onlyV
      ? 'Y and U come back right everywhere: only V is wrong.'
      : 'Y comes back right everywhere: only chroma is wrong.',
    fix: 'Look first at offset, width and height of the chroma planes on both sides: U begins at `width * height`, V after another `((width + 1) >> 1) * ((height + 1) >> 1)`, and rows have `(width + 1) >> 1` samples.',
  };
}

function edge(hits: readonly Hit[]): Pattern | null {
  const placed = hits.flatMap((hit) => {
    const plane = hit.size && planeLayout(hit.size).find(({ name }) => name === hit.plane);
    return plane && plane.width > 1 && plane.height > 1 ? [{ ...hit, plane }] : [];
  });
  if (placed.length === 0) return null;
  const right = placed.every(({ x, plane }) => x === plane.width - 1);
  const bottom = placed.every(({ y, plane }) => y === plane.height - 1);
  if (!right && !bottom) return null;
  const where = right ? 'last column' : 'last row';
  return {
    name: where,
    why: `The first wrong sample always lies in the ${where}.`,
    fix: `Look first at how the ${where} is treated: whether blocks and loops reach ${right ? '`x < width`' : '`y < height`'}, and which value both sides take for neighbours beyond the edge.`,
  };
}

function noiseOnly(hits: readonly Hit[], { report }: Scene): Pattern | null {
  if (report.stage !== 'smoke' || hits.length < report.failures.length) return null;
  const flat = hits.some(({ clip }) => clip.startsWith('flat '));
  const noisy = hits.some(({ clip }) => clip.startsWith('noise '));
  if (flat || !noisy) return null;
  return {
    name: 'large residuals',
    why: 'Flat frames come back right, and noisy ones do not.',
    fix: 'Look first at large differences between neighbours: each from -255 to 255 needs a code, or differences are taken modulo 256 on both sides.',
  };
}

function zeros([first, ...rest]: readonly [Hit, ...Hit[]]): Pattern | null {
  if (!isStart(first) || [first, ...rest].some(({ actual }) => actual !== 0)) return null;
  return {
    name: 'zeros',
    why: 'The very first sample comes back as 0 each time.',
    fix: 'Look first at whether the decoded samples are written into the array that is returned, at `y * width + x` of each plane.',
  };
}

function isStart({ plane, x, y }: Hit): boolean {
  return plane === 'y' && x === 0 && y === 0;
}

function offByOne(hits: readonly Hit[]): Pattern | null {
  if (hits.some(({ expected, actual }) => Math.abs(expected - actual) !== 1)) return null;
  return {
    name: 'off by one',
    why: 'The first wrong sample is off by one each time.',
    fix: 'Look first at rounding: predictions have to be the same whole numbers on both sides, from the same decoded values, and each value has to come back from its code.',
  };
}

function wrapped(hits: readonly Hit[]): Pattern | null {
  if (hits.some(({ expected, actual }) => Math.abs(expected - actual) < 192)) return null;
  return {
    name: 'wrapped',
    why: 'The first wrong sample jumps from one end of the range to the other each time.',
    fix: 'Look first at sums that leave 0 to 255: whether both sides wrap or clamp them alike, as `(prediction + residual) & 255` does.',
  };
}

function fromTheStart(hits: readonly Hit[]): Pattern | null {
  if (!hits.every(isStart)) return null;
  return {
    name: 'from the start',
    why: 'The very first sample is wrong already.',
    fix: 'Look first at what is written and read before the first sample, in which order and with which widths, and at the first prediction on both sides.',
  };
}
