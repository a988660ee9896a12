/** Codecs that cannot work because one side never looks at what it is given. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import { callName, entryFunction } from '../source/functions.ts';

export interface Blindness {
  readonly call: 'compress' | 'decompress';
  /** The function that does not look. */
  readonly at: AnyNode;
  readonly why: string;
  readonly fix: string;
}

/** The encoder that never reads the frame, or the decoder that never reads the bytes; null when both do. */
export function findBlindness(code: SourceCode): Blindness | null {
  const encoder = blindEntry(code, 'compress');
  if (encoder !== null) {
    return {
      call: 'compress',
      at: encoder,
      why: `${callName('compress')} never reads the frame it is given, so its bytes hold nothing of the picture and the decoder cannot give the frame back.`,
      fix: 'Write what describes the picture into the bytes: start from storing the samples of `frame.data` as they are, then store them smaller.',
    };
  }
  const decoder = blindEntry(code, 'decompress');
  if (decoder === null) return null;
  return {
    call: 'decompress',
    at: decoder,
    why: `${callName('decompress')} never reads the bytes it is given, so it cannot give the frame back.`,
    fix: 'Read back from `bytes` exactly what the encoder wrote, in the same order, and return the whole frame.',
  };
}

function blindEntry(code: SourceCode, call: Blindness['call']): AnyNode | null {
  const entry = entryFunction(code, call);
  if (entry === null) return null;
  const usesArguments = code
    .within(entry)
    .some((node) => node.type === 'Identifier' && node.name === 'arguments');
  if (usesArguments) return null;
  const [first] = entry.params;
  if (first === undefined) return entry;
  if (first.type !== 'Identifier') return null;
  const variable = code
    .declaredBy(entry)
    .find(({ identifiers }) =>
      identifiers.some((identifier) => (identifier as unknown as AnyNode) === first),
    );
  return variable !== undefined && variable.references.length === 0 ? entry : null;
}
