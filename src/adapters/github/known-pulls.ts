/** The pull requests of one run as they were read, kept up with what the bot does to them. */

import type { Files } from './files.ts';
import { type PastPull, pastOnly } from './past.ts';
import { type KnownPull, type PullNode, readPull } from './reading.ts';
import type { Verdicts } from './verdicts.ts';

export type Head = Pick<KnownPull['pull'], 'headSha' | 'headTime'>;

/** What the bot itself moved. GitHub may show the old place for a moment longer: it does not count. */
export interface Move<T> {
  readonly from: string;
  readonly to: T;
}

export interface KnownPullsPlace {
  readonly files: Files;
  readonly verdicts: Verdicts;
  /** Paths whose files come with open pull requests. */
  readonly paths: readonly string[];
}

export class KnownPulls {
  readonly #place: KnownPullsPlace;
  readonly #pulls = new Map<number, KnownPull>();
  /** Of these only what is read back is known. */
  readonly #past = new Set<number>();
  readonly #moves = new Map<number, Move<Head>>();

  constructor(place: KnownPullsPlace) {
    this.#place = place;
  }

  get(number: number): KnownPull | null {
    return this.#pulls.get(number) ?? null;
  }

  /** null, too, where what is known is not enough to act on. */
  whole(number: number): KnownPull | null {
    return this.#past.has(number) ? null : this.get(number);
  }

  all(): readonly KnownPull[] {
    return [...this.#pulls.values()].sort((a, b) => a.pull.number - b.pull.number);
  }

  /** Takes over all that a query found of a pull request. */
  learn(node: PullNode, bot: number): KnownPull {
    const known = this.#read(node, bot);
    this.put(known);
    return known;
  }

  /** Takes over what is read back of one that is done with. */
  learnPast(node: PullNode, bot: number): void {
    this.#putPast(this.#read(node, bot));
  }

  /** Takes over what an earlier run knew. */
  recall({ known, statuses }: PastPull): void {
    this.#putPast(known);
    for (const [commit, descriptions] of Object.entries(statuses)) {
      this.#place.verdicts.recall(commit, descriptions);
    }
  }

  put(known: KnownPull): void {
    const { number } = known.pull;
    this.#pulls.set(number, known);
    this.#past.delete(number);
  }

  /** Takes over older reviews. */
  learnReviews(known: KnownPull): void {
    if (this.#past.has(known.pull.number)) this.#putPast(known);
    else this.put(known);
  }

  /** The bot gave the pull request a new head. */
  moveHead(known: KnownPull, to: Head): void {
    const { number, headSha } = known.pull;
    this.#moves.set(number, { from: headSha, to });
    this.put({ ...known, pull: { ...known.pull, ...to } });
  }

  /** What the next run may know of those that are done with. */
  past(): readonly PastPull[] {
    const { verdicts } = this.#place;
    const closed = this.all().filter(({ pull }) => pull.state !== 'open');
    return closed.map(pastOnly).map((known) => {
      const commits = new Set(known.reviews.map(({ headSha }) => headSha));
      const statuses = [...commits].map((each) => [each, verdicts.described(each)] as const);
      return { known, statuses: Object.fromEntries(statuses) };
    });
  }

  #putPast(known: KnownPull): void {
    const { number } = known.pull;
    this.#pulls.set(number, pastOnly(known));
    this.#past.add(number);
  }

  #read(node: PullNode, bot: number): KnownPull {
    const { files, verdicts, paths } = this.#place;
    const commits = [...node.commits.nodes, ...(node.reviews?.nodes ?? [])];
    for (const { commit } of commits) if (commit) verdicts.learn(commit, bot);
    for (const { commit } of node.heads?.nodes ?? []) files.learn(commit.oid, paths, commit);
    const read = readPull(node);
    const move = this.#moves.get(node.number);
    const shown = move?.from === read.pull.headSha ? { ...read.pull, ...move.to } : read.pull;
    return { ...read, pull: shown };
  }
}
