/**
 * Many versions of a source in one probe: each is a world of its own inside a function, and takes its turn with the
 * frames. It saves the start of machines; what survives is run again by itself.
 */

import { type AnyNode, Parser } from 'acorn';
import { applyEdits } from '../../mutation/mutant.ts';
import type { Edit } from '../../mutation/sites.ts';
import type { SourceCode } from '../../source/code.ts';
import { exportsOf } from '../../source/exports.ts';
import type { Clip } from '../../video/frame.ts';
import { qualityOf } from '../floor.ts';
import type { ProbeCall, ProbeResult } from '../probe.ts';
import { type FailureScene, faultIn } from '../scene.ts';
import { editedText } from './edits.ts';

/** What has to be taken out of a source so that it can stand in a function; null when it cannot. */
export interface Wrapping {
  readonly edits: readonly Edit[];
  /** Statements that give back the two functions. */
  readonly tail: string;
}

const wanted = ['compressFrame', 'decompressFrame'] as const;

export function wrappingOf(code: SourceCode): Wrapping | null {
  const edits: Edit[] = [];
  for (const statement of code.program.body) {
    const edit = withoutExport(statement);
    if (edit === 'impossible') return null;
    if (edit !== null) edits.push(edit);
  }
  const locals = wanted.map((name) => localOf(code, name));
  if (locals.includes(null)) return null;
  return { edits, tail: `return { compressFrame: ${locals[0]}, decompressFrame: ${locals[1]} };` };
}

function withoutExport(statement: AnyNode): Edit | null | 'impossible' {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      if (statement.source) return 'impossible';
      return {
        start: statement.start,
        end: statement.declaration?.start ?? statement.end,
        text: '',
      };
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportDeclaration':
      return 'impossible';
    default:
      return null;
  }
}

/** How an exported name is called inside; null when it is not exported in a plain way. */
function localOf(code: SourceCode, name: string): string | null {
  for (const statement of code.program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const { exported, local } of statement.specifiers) {
      if (exported.type === 'Identifier' && exported.name === name && local.type === 'Identifier')
        return local.name;
    }
  }
  return exportsOf(code).some((each) => each.name === name) ? name : null;
}

/** Whether the source can still be read with these edits: only the top-level statements that they touch are looked at. */
export function parses(code: SourceCode, edits: readonly Edit[]): boolean {
  const touched = code.program.body.filter((each) =>
    edits.some(({ start, end }) => start <= each.end && end >= each.start),
  );
  const holds = (edit: Edit) =>
    touched.some(({ start, end }) => edit.start >= start && edit.end <= end);
  if (!edits.every(holds)) return false;
  return touched.every((statement) => {
    const inside = edits.filter(
      ({ start, end }) => start >= statement.start && end <= statement.end,
    );
    const text = editedText(code, statement, inside);
    try {
      Parser.parse(text, {
        ecmaVersion: 2025,
        sourceType: 'module',
        allowReturnOutsideFunction: false,
      });
      return true;
    } catch (error) {
      // What the statement exports may be declared elsewhere.
      return error instanceof SyntaxError && /^Export '/.test(error.message);
    }
  });
}

/** The versions of a source in one, each with these edits. */
export function grouped(
  code: SourceCode,
  wrapping: Wrapping,
  versions: readonly (readonly Edit[])[],
  frames: number,
): string {
  const makers = versions.map((edits) => {
    const all = [...wrapping.edits, ...edits].sort((a, b) => a.start - b.start);
    return `() => {\n${applyEdits(code.text, all)}\n${wrapping.tail}\n}`;
  });
  return `const __makers = [${makers.join(',\n')}];
let __turn = -1, __codec = null;
function __call(name, input, context) {
  const turn = Math.floor(context.index / ${frames}), index = context.index % ${frames};
  if (turn !== __turn) { __turn = turn; __codec = null; __codec = __makers[turn](); }
  const { width, height, quality, previous } = context;
  const { compressFrame, decompressFrame } = __codec;
  const own = { width, height, quality, index, previous: index === 0 ? null : previous };
  return name === 0 ? compressFrame(input, own) : decompressFrame(input, own);
}
export function compressFrame(frame, context) { return __call(0, frame, context); }
export function decompressFrame(bytes, context) { return __call(1, bytes, context); }
`;
}

/** The clip once for each version. */
export function repeated(clip: Clip, times: number): Clip {
  return { ...clip, frames: Array.from({ length: times }, () => clip.frames).flat() };
}

/** What one version did in its turn. */
export interface Turn {
  readonly cameBack: boolean;
  /** What its encoder gave, frame by frame. */
  readonly encoded: readonly Uint8Array[];
  /** How close the frames came, in decibels; where frames have to reach a quality. */
  readonly decibels: number | null;
}

/** The turns of a group, as far as they came. */
export function turnsOf(
  scene: Pick<FailureScene, 'exact' | 'floor'>,
  clip: Clip,
  { versions, result }: { readonly versions: number; readonly result: ProbeResult | undefined },
): readonly Turn[] {
  if (result?.kind !== 'ran') return [];
  const count = clip.frames.length;
  const last = result.calls.at(-1)?.frame ?? -1;
  const done = Math.min(versions, Math.floor(last / count) + 1);
  return Array.from({ length: done }, (_, turn) => {
    const from = turn * count;
    const calls = result.calls
      .filter(({ frame }) => frame >= from && frame < from + count)
      .map((call) => ({ ...call, frame: call.frame - from }));
    return turnOf(scene, clip, calls);
  });
}

/** One run of a clip. */
export function turnOf(
  scene: Pick<FailureScene, 'exact' | 'floor'>,
  clip: Clip,
  calls: readonly ProbeCall[],
): Turn {
  const decoded = calls.filter(({ call }) => call === 'decompress').length;
  const fault = faultIn(scene, { clip }, { kind: 'ran', calls, ticks: 0 });
  const encoded = calls.flatMap(({ call, result }) =>
    call === 'compress' && result.kind === 'returned' ? [result.bytes] : [],
  );
  const decibels = scene.floor ? qualityOf(clip, framesIn(calls), scene.floor.axis) : null;
  return { cameBack: decoded === clip.frames.length && fault === null, encoded, decibels };
}

function framesIn(calls: readonly ProbeCall[]): ReadonlyMap<number, Uint8Array> {
  return new Map(
    calls.flatMap(({ call, frame, result }) =>
      call === 'decompress' && result.kind === 'returned' ? [[frame, result.bytes] as const] : [],
    ),
  );
}
