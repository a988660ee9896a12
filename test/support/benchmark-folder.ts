/** A benchmark of small clips as files, for what starts from the command line or from a repository. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Clip } from '../../src/domain/video/frame.ts';
import { smallBenchmark, wasteful } from './workshop.ts';

/**
 * The files of a benchmark in a folder, but for its codec. `policy` changes what counts as better.
 */
export function benchmarkFiles(
  folder: string,
  policy: Readonly<Record<string, number>> = {},
): Readonly<Record<string, string | Buffer>> {
  const { clips } = smallBenchmark();
  const file = {
    objective: 'lossless',
    description: 'Small clips.',
    ladder: [100],
    clips: clips.map(({ clip }) => ({ name: clip.name })),
    policy,
  };
  return {
    [`${folder}/benchmark.json`]: JSON.stringify(file, null, 2),
    ...Object.fromEntries(clips.map(({ clip }) => [`${folder}/clips/${clip.name}.y4m`, y4m(clip)])),
  };
}

/** An empty folder that holds `small/`, a benchmark whose baseline stores frames as they are. */
export async function folderWithBenchmark(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-test-'));
  const files = { ...benchmarkFiles('small'), 'small/codec.js': wasteful(1) };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

function y4m({ width, height, frames }: Clip): Buffer {
  const parts = frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F25:1 Ip A1:1 C420jpeg\n`),
    ...parts,
  ]);
}
