/** Everything that GitHub is to the bot, on one client and one snapshot. */

import type { Conversation } from '../../ports/conversation.ts';
import type { Dashboard } from '../../ports/dashboard.ts';
import type { Forge } from '../../ports/forge.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { NextRun } from '../../ports/next-run.ts';
import type { People } from '../../ports/people.ts';
import { type GitHubOptions, openGitHub } from './client.ts';
import { GitHubConversation } from './conversation.ts';
import { GitHubDashboard } from './dashboard.ts';
import { GitHubForge } from './forge.ts';
import { HistoryFile, type HistoryFolders } from './history-file.ts';
import { type LabelDefinition, Labels } from './labels.ts';
import { GitHubLedger } from './ledger.ts';
import { Memory } from './memory.ts';
import { GitHubNextRun } from './next-run.ts';
import { GitHubPeople } from './people.ts';
import { Snapshot } from './snapshot.ts';

export interface GitHubPortsOptions extends GitHubOptions {
  readonly owner: string;
  readonly repo: string;
  /** Paths of the codecs, one for each benchmark; at least one. */
  readonly paths: readonly string[];
  /** Every label the bot may use, for creating them. */
  readonly labels: readonly LabelDefinition[];
  /** Title of the dashboard issue. */
  readonly dashboardTitle: string;
  /** File name of the workflow that carries on. */
  readonly workflow: string;
  /** Where commit statuses link to: this run; null for nowhere. */
  readonly targetUrl: string | null;
  /** Statuses that are posted on a candidate that is about to be merged (see merging.ts). */
  readonly checks?: readonly string[];
  /** Where what is known of closed pull requests comes from and goes to; without it every run reads all of them. */
  readonly history?: HistoryFolders | null;
}

export interface GitHubPorts {
  readonly forge: Forge;
  readonly people: People;
  readonly conversation: Conversation;
  readonly dashboard: Dashboard;
  readonly nextRun: NextRun;
  readonly ledger: Ledger;
  /** Whether this run left for later runs what its dashboard vouches for. */
  readonly hasLeftHistory: () => boolean;
}

/** Opens the ports for one run. Asks nothing yet; what is missing in the set-up shows as SetupError. */
export function openGitHubPorts(options: GitHubPortsOptions): GitHubPorts {
  const { owner, repo, paths, targetUrl, log, retryDelay = 1000 } = options;
  const remote = { octokit: openGitHub(options), owner, repo, log, retryDelay };
  const memory = new Memory(options.history ? new HistoryFile(remote, options.history) : null);
  const snapshot = new Snapshot(remote, { paths, targetUrl, memory });
  const labels = new Labels(remote, snapshot, options.labels);
  const conversation = new GitHubConversation(remote, snapshot);
  const dashboard = new GitHubDashboard(remote, snapshot, labels, options.dashboardTitle);
  return {
    forge: new GitHubForge(remote, { snapshot, labels, checks: options.checks ?? [] }),
    people: new GitHubPeople(remote),
    conversation,
    dashboard,
    ledger: new GitHubLedger(remote, { dashboard, conversation }),
    hasLeftHistory: () => memory.hasLeft,
    nextRun: new GitHubNextRun(remote, snapshot, options.workflow),
  };
}
