/**
 * Plays the shipped candidates of one benchmark in order: `000-*.js` is the first baseline. Those in the folder
 * `long` go on where the others end; each of them takes minutes, so they are played when asked for only.
 */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '../../domain/digest.ts';
import { readHeader } from '../../domain/source/header.ts';
import { count } from '../../domain/text/wording.ts';
import type { Proposal, ProposalOutcome, ProposalRequest, Proposer } from '../../ports/proposer.ts';

const firstBaselineName = /^000-[\w-]+\.js$/;
const candidateName = /^\d{3}-[\w-]+\.js$/;

export class ShippedRun implements Proposer {
  readonly #folder: string;
  readonly #long: boolean;

  /** `folder` holds the run of one benchmark; it need not exist. */
  constructor(folder: string, { long }: { readonly long: boolean } = { long: false }) {
    this.#folder = folder;
    this.#long = long;
  }

  /** Source of the first baseline; of `fallback`, a file, where there is no shipped run. */
  async firstBaseline(fallback: string): Promise<string> {
    const names = await this.#names();
    const first = names.find((name) => firstBaselineName.test(name));
    if (first !== undefined) return readFile(path.join(this.#folder, first), 'utf8');
    return readFile(fallback, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Error(
        `${fallback} cannot be read (${error.code}): put the codec to begin with there, or as 000-NAME.js into ${this.#folder}`,
      );
    });
  }

  /** The first candidate whose source was not tried. Throws when its header cannot be read. */
  async propose({ tried }: ProposalRequest): Promise<ProposalOutcome> {
    const names = await this.#names();
    for (const name of names.filter((each) => !firstBaselineName.test(each))) {
      const file = path.join(this.#folder, name);
      const source = await readFile(file, 'utf8');
      if (tried.has(digestOf(source))) continue;
      return { kind: 'proposed', proposal: proposalOf(source, file) };
    }
    if (names.length === 0) return { kind: 'exhausted', why: `no candidate in ${this.#folder}` };
    const left = this.#long ? 0 : (await namesIn(path.join(this.#folder, 'long'))).length;
    const more = left === 0 ? '' : `; ${count(left, 'longer one')} with --all`;
    return { kind: 'exhausted', why: `every shipped candidate was played${more}` };
  }

  /** In the order of the run, relative to its folder. */
  async #names(): Promise<string[]> {
    const names = await namesIn(this.#folder);
    const long = this.#long ? await namesIn(path.join(this.#folder, 'long')) : [];
    return [...names, ...long.map((name) => path.join('long', name))];
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => candidateName.test(name)).sort();
}

function proposalOf(source: string, file: string): Proposal {
  const header = readHeader(source);
  if (header === null) {
    throw new Error(
      `${file} does not say what it tries: begin it with a /* comment */ that has the lines "Title: ..." and "Hypothesis: ..."`,
    );
  }
  return { ...header, source, author: 'shipped' };
}
