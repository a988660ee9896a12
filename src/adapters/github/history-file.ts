/**
 * The file in which a run leaves to the next what it knows of pull requests that are done with. It comes from a
 * place that others can write to, so it counts only with a digest that the bot's dashboard vouches for. Without
 * one that counts, everything is read anew: it is never needed.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type History, type HistoryPlace, parseHistory, printHistory } from './past.ts';

const mostBytes = 256_000_000;
const mostPulls = 50_000;
const fileName = 'pull-requests.jsonl';

export class HistoryFile {
  readonly #folder: string;
  readonly #log: (line: string) => void;

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  /** null when there is none that counts; the log says why. */
  async read(place: HistoryPlace, vouched: readonly string[]): Promise<History | null> {
    if (vouched.length === 0) return this.#without('the dashboard vouches for none');
    const bytes = await this.#bytes();
    if (bytes === null) return this.#without('there is none');
    if (!vouched.includes(sha256(bytes))) {
      return this.#without('its digest is none that the dashboard vouches for');
    }
    const parsed = parseHistory(bytes.toString('utf8'), place);
    if (parsed.kind === 'refused') return this.#without(parsed.why);
    this.#log(`history: ${parsed.history.pulls.length} closed pull requests are known`);
    return parsed.history;
  }

  /** Its digest; null when it cannot be kept, which the log says. */
  async write(place: HistoryPlace, history: History): Promise<string | null> {
    const lines = printHistory(place, history);
    const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    if (size > mostBytes || history.pulls.length > mostPulls) {
      this.#log(`history: not kept: ${lines.length - 1} pull requests, ${size} bytes: too much`);
      return null;
    }
    const bytes = Buffer.from(lines.join(''));
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(path.join(this.#folder, fileName), bytes);
    } catch (error) {
      this.#log(`history: not kept: ${error instanceof Error ? error.message : error}`);
      return null;
    }
    return sha256(bytes);
  }

  async #bytes(): Promise<Buffer | null> {
    const file = path.join(this.#folder, fileName);
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

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
