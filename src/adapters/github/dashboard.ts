/** The dashboard issue, found by its label and its author, or else by its hidden text. */

import { longestMark, withMark } from '../../domain/dashboard-mark.ts';
import { longestVoucher, withVoucher } from '../../domain/history-voucher.ts';
import { dashboardLabel, pausedLabel } from '../../domain/label.ts';
import type { Dashboard } from '../../ports/dashboard.ts';
import { checkBody, longestBody } from '../local/limits.ts';
import { unrepeated } from './client.ts';
import { searchDashboard } from './dashboard-search.ts';
import type { Labels } from './labels.ts';
import { answer, errorOf } from './mend.ts';
import { pinMutation } from './queries.ts';
import { type DashboardNode, names } from './reading.ts';
import { attempt } from './refusal.ts';
import { type Remote, writeOnce } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

export class GitHubDashboard implements Dashboard {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #labels: Labels;
  readonly #title: string;
  #searched: Promise<DashboardNode | null> | null = null;

  constructor(remote: Remote, snapshot: Snapshot, labels: Labels, title: string) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#labels = labels;
    this.#title = title;
  }

  async number(): Promise<number | null> {
    return (await this.#issue())?.number ?? null;
  }

  /** Its number; it is made when it is not there. */
  async open(): Promise<number> {
    const issue = await this.#issue();
    if (!issue) return (await this.#create('')).number;
    await this.#label(issue);
    return issue.number;
  }

  /** Of the accounts whose entries count: this one, and the one that made the dashboard. */
  async accounts(): Promise<readonly number[]> {
    const { bot } = await this.#snapshot.repository();
    const maker = (await this.#issue())?.author?.databaseId ?? bot.databaseId;
    return [bot.databaseId, maker];
  }

  async isPaused(): Promise<boolean> {
    return names((await this.#issue())?.labels ?? null).includes(pausedLabel);
  }

  async pause(): Promise<void> {
    if (await this.isPaused()) return;
    const { octokit, owner, repo } = this.#remote;
    const issue = (await this.#issue()) ?? (await this.#create(''));
    await this.#labels.ensure([pausedLabel]);
    await answer(
      octokit.rest.issues.addLabels({
        ...{ owner, repo, issue_number: issue.number, labels: [pausedLabel] },
      }),
    );
    await this.#learn(issue, [...names(issue.labels), pausedLabel]);
  }

  async resume(): Promise<void> {
    const issue = await this.#issue();
    if (!issue || !(await this.isPaused())) return;
    const { octokit, owner, repo } = this.#remote;
    const outcome = await attempt(
      octokit.rest.issues.removeLabel({
        ...{ owner, repo, issue_number: issue.number, name: pausedLabel },
      }),
    );
    if (outcome.kind !== 'done' && outcome.kind !== 'not_found') throw errorOf(outcome);
    await this.#learn(
      issue,
      names(issue.labels).filter((name) => name !== pausedLabel),
    );
  }

  /** Last of all that a run writes: it vouches for the history that the run leaves. */
  async show(text: string): Promise<number> {
    const body = await this.#vouched(text);
    checkBody(withMark(body));
    const issue = await this.#issue();
    if (!issue) return (await this.#create(body)).number;
    await this.#label(issue);
    const { octokit, owner, repo } = this.#remote;
    const { number: issue_number, state } = issue;
    // Another one would have another account of the money.
    const reopened = state === 'CLOSED' ? ({ state: 'open' } as const) : {};
    await answer(
      octokit.rest.issues.update({
        ...{ owner, repo, issue_number, body: withMark(body), ...reopened },
      }),
    );
    return issue_number;
  }

  /** Puts back the label by which it is found. */
  async #label(issue: DashboardNode): Promise<void> {
    const labels = names(issue.labels);
    if (labels.includes(dashboardLabel)) return;
    const { octokit, owner, repo, log } = this.#remote;
    await this.#labels.ensure([dashboardLabel]);
    const at = { owner, repo, issue_number: issue.number };
    await answer(octokit.rest.issues.addLabels({ ...at, labels: [dashboardLabel] }));
    log(`the dashboard #${issue.number} has its label ${dashboardLabel} back`);
    await this.#learn(issue, [...labels, dashboardLabel]);
  }

  async #vouched(text: string): Promise<string> {
    if (text.length <= longestBody - longestVoucher - longestMark) {
      return withVoucher(text, await this.#snapshot.leaveHistory());
    }
    this.#remote.log('history: not kept: the dashboard has no room to vouch for it');
    return text;
  }

  async #issue(): Promise<DashboardNode | null> {
    const { dashboard } = await this.#snapshot.repository();
    if (dashboard) return dashboard;
    this.#searched ??= this.#search();
    return this.#searched;
  }

  async #search(): Promise<DashboardNode | null> {
    const dashboard = await searchDashboard(this.#remote);
    if (dashboard) await this.#snapshot.change({ dashboard });
    return dashboard;
  }

  /** Makes and pins it. A lost answer is looked up by the label. */
  async #create(body: string): Promise<DashboardNode> {
    const { octokit, owner, repo, log } = this.#remote;
    await this.#labels.ensure([dashboardLabel]);
    const written = await writeOnce<{ id: string; number: number }>(
      this.#remote,
      async () => {
        const { data } = await octokit.rest.issues.create({
          ...{ owner, repo, title: this.#title, body: withMark(body), labels: [dashboardLabel] },
          ...unrepeated,
        });
        return { id: data.node_id, number: data.number };
      },
      async () => (await this.#snapshot.repositoryNow()).dashboard,
    );
    if (written.kind !== 'done') throw errorOf(written);
    const { id: issue, number } = written.value;
    const pinned = await attempt(octokit.graphql(pinMutation, { issue }));
    if (pinned.kind !== 'done') log(`the dashboard #${number} is not pinned: ${pinned.why}`);
    const made = { id: issue, number, state: 'OPEN', viewerDidAuthor: true } as const;
    return this.#learn({ ...made, author: null, labels: null }, [dashboardLabel]);
  }

  async #learn(issue: DashboardNode, labels: readonly string[]): Promise<DashboardNode> {
    const dashboard = { ...issue, labels: { nodes: labels.map((name) => ({ name })) } };
    await this.#snapshot.change({ dashboard });
    return dashboard;
  }
}
