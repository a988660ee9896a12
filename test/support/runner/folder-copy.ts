/** What a folder held, kept in memory to be written again. */

import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface FolderCopy {
  /** Parents first. */
  readonly folders: readonly string[];
  readonly files: readonly {
    readonly name: string;
    readonly mode: number;
    readonly bytes: Buffer;
  }[];
}

/** Throws for what is neither a file nor a folder. */
export async function copyOf(folder: string): Promise<FolderCopy> {
  const folders: string[] = [];
  const files: FolderCopy['files'][number][] = [];
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const at = path.join(folder, name);
    const found = await lstat(at);
    if (found.isDirectory()) folders.push(name);
    else if (found.isFile()) files.push({ name, mode: found.mode, bytes: await readFile(at) });
    else throw new Error(`${at} is neither a file nor a folder`);
  }
  return { folders, files };
}

export async function writeCopy({ folders, files }: FolderCopy, target: string): Promise<void> {
  for (const name of folders) await mkdir(path.join(target, name), { recursive: true });
  await Promise.all(
    files.map(({ name, mode, bytes }) => writeFile(path.join(target, name), bytes, { mode })),
  );
}
