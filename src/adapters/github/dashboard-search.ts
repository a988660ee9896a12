/**
 * Finds the dashboard where its label or its author is not what it was: somebody took the label off, or the action
 * runs under another account than before.
 *
 * What counts is what strangers cannot forge. Anybody may open an issue with the hidden text, nobody can as this
 * account. Of another account's it takes two things more: it is an app or somebody with a role here, and somebody
 * with rights has put the label on it or pinned it. Whoever has those rights may pause the bot anyway.
 */

import { isMarked } from '../../domain/dashboard-mark.ts';
import { dashboardLabel } from '../../domain/label.ts';
import { answer } from './mend.ts';
import { findDashboardQuery } from './queries.ts';
import { type DashboardNode, names, type Page } from './reading.ts';
import type { Remote } from './remote.ts';

export interface IssueNode extends DashboardNode {
  readonly body: string;
  readonly isPinned: boolean | null;
  readonly authorAssociation: string;
}

/** Of fifty issues, the oldest first: a dashboard is made in a repository's first days with the bot. */
const mostPages = 6;
const roles = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** null when no issue counts. */
export async function searchDashboard(remote: Remote): Promise<DashboardNode | null> {
  const { octokit, owner, repo } = remote;
  const found: IssueNode[] = [];
  for (let [pages, after] = [0, null as string | null]; pages < mostPages; pages += 1) {
    const { repository } = await answer(
      octokit.graphql<{ repository: { issues: Page<IssueNode> } }>(findDashboardQuery, {
        ...{ owner, name: repo, after },
      }),
    );
    const { nodes, pageInfo } = repository.issues;
    found.push(...nodes.filter((node) => node !== null && isBelieved(node)));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return bestDashboard(found);
}

function isBelieved(issue: IssueNode): boolean {
  if (!isMarked(issue.body)) return false;
  if (issue.viewerDidAuthor) return true;
  const known = issue.author?.__typename === 'Bot' || roles.includes(issue.authorAssociation);
  return known && (names(issue.labels).includes(dashboardLabel) || issue.isPinned === true);
}

/** This account's own before others, an open one before a closed one, then the oldest. */
export function bestDashboard(issues: readonly DashboardNode[]): DashboardNode | null {
  const rank = ({ viewerDidAuthor, state }: DashboardNode) =>
    (viewerDidAuthor ? 0 : 2) + (state === 'OPEN' ? 0 : 1);
  return [...issues].sort((a, b) => rank(a) - rank(b) || a.number - b.number)[0] ?? null;
}
