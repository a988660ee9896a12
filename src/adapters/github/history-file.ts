/**
 * The file in which a run leaves to the next what it knows of pull requests that are done with. It comes from a
 * place that others can write to, so it counts only with a digest that the bot's dashboard vouches for. Without
 * one that counts, everything is read anew: it is never needed.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newestHistory } from './history-artifact.ts';
import { type History, type HistoryPlace, parseHistory, printHistory } from './past.ts';
import type { Remote } from './remote.ts';

const mostBytes = 256_000_000;
const mostPulls = 50_000;
const historyFileName = 'pull-requests.jsonl';

/** Where the file comes from, and where it goes. */
export interface HistoryFolders {
  /** Folder that it is read from; null: from the newest artifact that an earlier run has left. */
  readonly from: string | null;
  /** Folder that what was read, and counts, is copied to for the jobs after this one. */
  readonly passOn?: string;
  /** Folder that what this run knows is left in for later runs. */
  readonly output?: string;
}

export class HistoryFile {
  readonly #remote: Remote;
  readonly #folders: HistoryFolders;
  readonly #log: (line: string) => void;

  constructor(remote: Remote, folders: HistoryFolders) {
    this.#remote = remote;
    this.#folders = folders;
    this.#log = remote.log;
  }

  /** null when there is none that counts; the log says why. */
  async read(place: HistoryPlace, vouched: readonly string[]): Promise<History | null> {
    if (vouched.length === 0) return this.#without('the dashboard vouches for none');
    const bytes = await this.#bytes();
    if (bytes === null) return this.#without('there is none');
    if (!vouched.includes(sha256(bytes))) {
      return this.#without('its digest is none that the dashboard vouches for');
    }
    const parsed = parseHistory(Buffer.from(bytes).toString('utf8'), place);
    if (parsed.kind === 'refused') return this.#without(parsed.why);
    const { passOn } = this.#folders;
    if (passOn !== undefined) await this.#put(passOn, bytes);
    this.#log(`history: ${parsed.history.pulls.length} closed pull requests are known`);
    return parsed.history;
  }

  /** Its digest; null when it is not kept, which the log says. */
  async write(place: HistoryPlace, history: History): Promise<string | null> {
    const { output } = this.#folders;
    if (output === undefined) return null;
    const lines = printHistory(place, history);
    const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    if (size > mostBytes || history.pulls.length > mostPulls) {
      this.#log(`history: not kept: ${lines.length - 1} pull requests, ${size} bytes: too much`);
      return null;
    }
    const bytes = Buffer.from(lines.join(''));
    return (await this.#put(output, bytes)) ? sha256(bytes) : null;
  }

  async #put(folder: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, historyFileName), bytes);
      return true;
    } catch (error) {
      this.#log(`history: not kept: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  }

  async #bytes(): Promise<Uint8Array | null> {
    const { from } = this.#folders;
    if (from === null) return newestHistory(this.#remote, { file: historyFileName, mostBytes });
    const file = path.join(from, historyFileName);
    try {
      const { size } = await stat(file);
      return size > mostBytes ? null : await readFile(file);
    } catch {
      return null;
    }
  }

  #without(why: string): null {
    this.#log(`history: every pull request is read: ${why}`);
    return null;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
