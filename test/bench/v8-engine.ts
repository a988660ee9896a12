/** The calls of a codec under V8 itself: reads a job as JSON from stdin, prints milliseconds and bytes. */

import { readFileSync } from 'node:fs';

interface Job {
  readonly source: string;
  readonly clips: readonly {
    readonly width: number;
    readonly height: number;
    readonly quality: number;
    readonly frames: readonly string[];
  }[];
}

type Bytes = Uint8Array<ArrayBuffer>;
type Call = (input: unknown, context: unknown) => Bytes;

const { source, clips }: Job = JSON.parse(readFileSync(0, 'utf8'));
const url = (copy: string) =>
  `data:text/javascript;base64,${Buffer.from(source + copy).toString('base64')}`;
let milliseconds = 0;
let total = 0;
let copies = 0;
for (const { width, height, quality, frames } of clips) {
  // Modules of their own: encoder and decoder share no state.
  copies += 1;
  const encoder: { compressFrame: Call } = await import(url(`\n// encoder ${copies}`));
  const decoder: { decompressFrame: Call } = await import(url(`\n// decoder ${copies}`));
  const luma = width * height;
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const frameOf = (data: Bytes) => ({
    ...{ width, height, data, y: data.subarray(0, luma) },
    u: data.subarray(luma, luma + chroma),
    v: data.subarray(luma + chroma),
  });
  let previous: Bytes | null = null;
  for (const [index, text] of frames.entries()) {
    const frame = Uint8Array.from(Buffer.from(text, 'base64'));
    const context = () => ({
      width,
      height,
      quality,
      index,
      previous: previous && frameOf(previous.slice()),
    });
    const start = performance.now();
    const bytes = encoder.compressFrame(frameOf(frame), context());
    const decoded = decoder.decompressFrame(bytes.slice(), context());
    milliseconds += performance.now() - start;
    total += bytes.length;
    previous = decoded.slice();
  }
}
process.stdout.write(JSON.stringify({ milliseconds, bytes: total }));
