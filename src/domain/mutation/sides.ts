/** Which parts of a codec its encoder runs, which its decoder, and which both. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import { enclosingFunction, reachedBy } from '../source/functions.ts';

/** `writer` is a method of a class that the encoder alone uses: what it does, the decoder must undo. */
export type Side = 'both' | 'encoder' | 'writer' | 'decoder' | 'none';

/** The side that runs a node; of what stands in no function, the side that uses what it declares. */
export function sidesOf(code: SourceCode): (node: AnyNode) => Side {
  const encoder = new Set(reachedBy(code, 'compress'));
  const decoder = new Set(reachedBy(code, 'decompress'));
  return (node) => {
    const places = enclosingFunction(code, node) === null ? usesOf(code, node) : [node];
    if (places.some((place) => enclosingFunction(code, place) === null)) return 'both';
    const encodes = places.some((place) => encoder.has(place));
    const decodes = places.some((place) => decoder.has(place));
    if (decodes) return encodes ? 'both' : 'decoder';
    if (!encodes) return 'none';
    return isInClass(code, node) ? 'writer' : 'encoder';
  };
}

function isInClass(code: SourceCode, node: AnyNode): boolean {
  return [...code.ancestors(node)].some(({ type }) => type === 'ClassBody');
}

/** Where the variable is used that the node is part of the declaration of; the node itself if there is none. */
function usesOf(code: SourceCode, node: AnyNode): readonly AnyNode[] {
  const around = [node, ...code.ancestors(node)];
  const declarator = around.find(({ type }) => type === 'VariableDeclarator');
  if (declarator === undefined) return [node];
  return code
    .declaredBy(declarator)
    .flatMap(({ references }) => references.filter(({ init }) => !init))
    .map(({ identifier }) => identifier as AnyNode);
}
