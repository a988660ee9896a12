/** Labels: made on their first use, put on and taken off one by one. */

import { replaceOwnLabels } from '../../domain/label.ts';
import { answer, errorOf } from './mend.ts';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

export interface LabelDefinition {
  readonly name: string;
  /** Six hex digits. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

export class Labels {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #definitions: readonly LabelDefinition[];

  constructor(remote: Remote, snapshot: Snapshot, definitions: readonly LabelDefinition[]) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#definitions = definitions;
  }

  /**
   * Gives a pull request the bot's labels `own`. The set is never written as a whole: a label which
   * somebody puts there at the same moment stays. Nothing is sent when the set is right already.
   */
  async set(number: number, own: readonly string[]): Promise<void> {
    const { octokit, owner, repo } = this.#remote;
    const known = await this.#snapshot.pull(number);
    const before = known.pull.labels;
    const wanted = replaceOwnLabels(before, own);
    const added = wanted.filter((label) => !before.includes(label));
    const gone = before.filter((label) => !wanted.includes(label));
    if (added.length === 0 && gone.length === 0) return;
    await this.ensure(added);
    const issue = { owner, repo, issue_number: number };
    let labels = before;
    if (added.length > 0) {
      const { data } = await answer(octokit.rest.issues.addLabels({ ...issue, labels: added }));
      labels = data.map(({ name }) => name);
    }
    for (const name of gone) {
      const outcome = await attempt(octokit.rest.issues.removeLabel({ ...issue, name }));
      if (outcome.kind === 'done') labels = outcome.value.data.map((label) => label.name);
      // Somebody took it off already.
      else if (outcome.kind === 'not_found') labels = labels.filter((label) => label !== name);
      else throw errorOf(outcome);
    }
    this.#snapshot.put({ ...known, pull: { ...known.pull, labels } });
  }

  /** Creates those that the repository lacks, with colour and description. */
  async ensure(names: readonly string[]): Promise<void> {
    const { octokit, owner, repo, log } = this.#remote;
    const { labels } = await this.#snapshot.repository();
    const missing = this.#definitions.filter(
      ({ name }) => names.includes(name) && !labels.has(name),
    );
    for (const definition of missing) {
      const made = await attempt(octokit.rest.issues.createLabel({ owner, repo, ...definition }));
      if (made.kind === 'invalid') {
        // GitHub makes it, without colours, when it is put on something.
        log(`the label ${definition.name} could not be made: ${made.why}`);
      } else if (made.kind !== 'done' && made.kind !== 'already_exists') throw errorOf(made);
    }
    const now = (await this.#snapshot.repository()).labels;
    await this.#snapshot.change({ labels: new Set([...now, ...missing.map(({ name }) => name)]) });
  }
}
