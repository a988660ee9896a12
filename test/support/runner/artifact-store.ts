/**
 * The artifacts of a repository, as the service keeps them: for the stand-ins of upload and download, and for a test
 * GitHub that serves them. The service is closed; what it does is told by `@actions/artifact` 6.2.2 (toolkit 4b9afa4),
 * its client, and by people's runs.
 *
 * What a run sees of its earlier attempts is told in two ways, so a store can be either:
 * - `apart` (go-gitea/gitea#38857 tried it by hand, actions/deploy-pages#338, actions/upload-artifact#585): each
 *   attempt may upload a name anew; a partial re-run sees the earlier ones too, the newest of a name counts; after
 *   "Re-run all jobs" they are gone.
 * - `together` (apache/datafusion-comet#3723): a name is taken for the whole run, and everything stays.
 */

import { createHash } from 'node:crypto';
import type { Artifact } from './record.ts';
import { zip } from './zip.ts';

export type Attempts = 'apart' | 'together';

export interface StoredArtifact {
  /** Ascending over all runs. */
  readonly id: number;
  readonly name: string;
  readonly files: Artifact;
  /** Of what is stored: the ZIP file, or the one file that was uploaded as it is. */
  readonly size: number;
  /** Of what was uploaded: `sha256:` and 64 hex digits. */
  readonly digest: string;
  readonly runId: number;
  readonly attempt: number;
  /** As the API gives it: `2026-01-01T00:00:00.000Z`. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly expired: boolean;
  /** Whether it is a ZIP file: `archive: false` stores one file as it is. */
  readonly archived: boolean;
}

export interface Upload {
  readonly name: string;
  readonly files: Artifact;
  readonly from: RunAttempt;
  /** Default 90, the longest there is. */
  readonly retentionDays?: number;
  readonly compressionLevel?: number;
  /** Default true. */
  readonly archived?: boolean;
}

/** An attempt of a run; `since` is the first attempt whose artifacts it may see. */
export interface RunAttempt {
  readonly runId: number;
  readonly attempt: number;
  readonly since: number;
}

export type Uploaded =
  | { readonly kind: 'stored'; readonly artifact: StoredArtifact }
  | { readonly kind: 'conflict' };

/** What a download gives. */
export interface Content {
  readonly bytes: Buffer;
  readonly type: string;
  readonly fileName: string;
}

export interface StoreOptions {
  /** Default `apart`. */
  readonly attempts?: Attempts;
  /** Default a time of its own, a second later with each artifact. */
  readonly now?: () => Date;
}

export const longestRetentionDays = 90;
const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

interface Entry extends Omit<StoredArtifact, 'expired'> {
  expired: boolean;
  bytes: Buffer;
}

export class ArtifactStore {
  readonly attempts: Attempts;
  readonly #now: () => Date;
  readonly #entries = new Map<number, Entry>();
  #newest = 0;

  constructor({ attempts = 'apart', now }: StoreOptions = {}) {
    this.attempts = attempts;
    this.#now = now ?? (() => new Date(start + this.#newest * 1000));
  }

  /** A name is refused that the attempt, or in a store of `together` the run, has already. */
  upload(made: Upload): Uploaded {
    const { name, files, from, archived = true } = made;
    const taken = this.#ofRun(from.runId).some(
      (each) =>
        each.name === name && (this.attempts === 'together' || each.attempt === from.attempt),
    );
    if (taken) return { kind: 'conflict' };
    const [only = Buffer.alloc(0)] = files.values();
    const bytes = archived ? zip(files, made.compressionLevel) : only;
    this.#newest += 1;
    const created = this.#now();
    const kept = (made.retentionDays ?? longestRetentionDays) * day;
    const entry: Entry = {
      ...{ id: this.#newest, name, files, archived, bytes, size: bytes.length },
      ...{ runId: from.runId, attempt: from.attempt, expired: false },
      digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      createdAt: created.toISOString(),
      expiresAt: new Date(created.getTime() + kept).toISOString(),
    };
    this.#entries.set(entry.id, entry);
    return { kind: 'stored', artifact: this.#shown(entry) };
  }

  /** What an action of this attempt is given: expired ones are not among them. */
  seenBy({ runId, since }: RunAttempt): readonly StoredArtifact[] {
    return this.ofRun(runId).filter(
      (each) => !each.expired && (this.attempts === 'together' || each.attempt >= since),
    );
  }

  /** Every artifact of the repository, expired ones too, oldest first. */
  all(): readonly StoredArtifact[] {
    return [...this.#entries.values()].map((entry) => this.#shown(entry));
  }

  /** Those of one run, of all its attempts. */
  ofRun(runId: number): readonly StoredArtifact[] {
    return this.#ofRun(runId).map((entry) => this.#shown(entry));
  }

  find(id: number): StoredArtifact | null {
    const entry = this.#entries.get(id);
    return entry ? this.#shown(entry) : null;
  }

  /** What a download of it gives: the ZIP file, or the one file. Null when there is none, or it has expired. */
  content(id: number): Content | null {
    const entry = this.#entries.get(id);
    if (!entry || this.#isExpired(entry)) return null;
    const { bytes, name, archived } = entry;
    return archived
      ? { bytes, type: 'application/zip', fileName: `${name}.zip` }
      : { bytes, type: 'application/octet-stream', fileName: name };
  }

  /** Deletes it; false when there is none. */
  remove(id: number): boolean {
    return this.#entries.delete(id);
  }

  /** Its time is over from now on. */
  expire(id: number): void {
    this.#known(id).expired = true;
  }

  /** From now on a download gives something else than what was uploaded. */
  spoil(id: number): void {
    const entry = this.#known(id);
    entry.bytes = Buffer.concat([Buffer.from('spoilt'), entry.bytes]);
  }

  #ofRun(runId: number): Entry[] {
    return [...this.#entries.values()].filter((each) => each.runId === runId);
  }

  #isExpired(entry: Entry): boolean {
    return entry.expired || entry.expiresAt <= this.#now().toISOString();
  }

  #shown({ bytes: _, ...entry }: Entry): StoredArtifact {
    return { ...entry, expired: this.#isExpired(this.#known(entry.id)) };
  }

  #known(id: number): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new Error(`there is no artifact ${id}`);
    return entry;
  }
}
