/** A benchmark of small clips as a folder on disk, for what starts from the command line. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Clip } from '../../src/domain/video/frame.ts';
import { smallBenchmark, wasteful } from './workshop.ts';

/** An empty folder that holds `small/`, a benchmark whose baseline stores frames as they are. */
export async function folderWithBenchmark(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-test-'));
  const benchmark = smallBenchmark();
  const clips = path.join(folder, 'small', 'clips');
  await mkdir(clips, { recursive: true });
  for (const { clip } of benchmark.clips) {
    await writeFile(path.join(clips, `${clip.name}.y4m`), y4m(clip));
  }
  const file = {
    objective: 'lossless',
    description: 'Small clips.',
    ladder: [100],
    clips: benchmark.clips.map(({ clip }) => ({ name: clip.name })),
  };
  await writeFile(path.join(folder, 'small', 'benchmark.json'), JSON.stringify(file, null, 2));
  await writeFile(path.join(folder, 'small', 'codec.js'), wasteful(1));
  return folder;
}

function y4m({ width, height, frames }: Clip): Buffer {
  const parts = frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F25:1 Ip A1:1 C420jpeg\n`),
    ...parts,
  ]);
}
