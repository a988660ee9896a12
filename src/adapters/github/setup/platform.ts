/** What GitHub says about a repository, for a check of its set-up: questions alone. */

import { dashboardLabel } from '../../../domain/label.ts';
import type { RunTimes } from '../../../domain/runner-minutes.ts';
import type {
  BranchFacts,
  BranchRule,
  DashboardFacts,
  RepositoryFacts,
  Seen,
  WorkflowFacts,
} from '../../../domain/setup/facts.ts';
import { seen } from '../../../domain/setup/facts.ts';
import type { Platform } from '../../../ports/platform.ts';
import { seconds } from '../reading.ts';
import { attempt } from '../refusal.ts';
import { branchRules, olderRules } from './branch-rules.ts';
import { type Home, withHome } from './home.ts';
import { type DashboardsReading, dashboardsQuery } from './queries.ts';
import { ask, notSeen } from './seen.ts';

/** So many of the newest runs are looked into, a request each. */
const measuredRuns = 8;

export class GitHubPlatform implements Platform {
  readonly #home: Home;
  readonly #dashboardTitle: string;

  constructor(home: Home, dashboardTitle: string) {
    this.#home = home;
    this.#dashboardTitle = dashboardTitle;
  }

  async repository(): Promise<Seen<RepositoryFacts>> {
    return withHome(this.#home, async ({ facts }) => seen(facts));
  }

  branch(): Promise<Seen<BranchFacts>> {
    const { octokit, owner, repo } = this.#home.remote;
    return withHome(this.#home, async ({ facts: { defaultBranch: branch } }) => {
      const ruled = await attempt(
        octokit.rest.repos.getBranchRules({ owner, repo, branch, per_page: 100 }),
      );
      const none = ruled.kind === 'not_permitted' && hasNoRules(ruled.why);
      if (ruled.kind !== 'done' && !none) return notSeen(ruled);
      const rules: BranchRule[] = ruled.kind === 'done' ? ruled.value.data.map(branchRules) : [];
      return ask(octokit.rest.repos.getBranch({ owner, repo, branch }), ({ data }) => {
        const isOlder = data.protection.enabled === true;
        return {
          ...{ branch, protected: data.protected },
          rules: [...rules, ...olderRules(data.protection)],
          olderProtection: isOlder || (data.protected && rules.length === 0),
        };
      });
    });
  }

  dashboards(): Promise<Seen<readonly DashboardFacts[]>> {
    const { octokit } = this.#home.remote;
    return withHome(this.#home, ({ bot }) =>
      ask(
        octokit.graphql<DashboardsReading>(dashboardsQuery, this.#home.variables),
        ({ repository: { labelled, oldest } }) => {
          const titled = oldest.nodes.filter(({ title }) => title === this.#dashboardTitle);
          const own = [...labelled.nodes, ...titled].filter(({ author }) => author?.login === bot);
          const found = new Map(own.map((issue) => [issue.number, issue]));
          return [...found.values()].map(({ number, isPinned, labels }) => ({
            ...{ number, pinned: isPinned === true },
            labelled: labels?.nodes.some(({ name }) => name === dashboardLabel) ?? false,
          }));
        },
      ),
    );
  }

  async workflow(file: string): Promise<Seen<WorkflowFacts | null>> {
    const { octokit, owner, repo } = this.#home.remote;
    const found = await attempt(
      octokit.rest.actions.getWorkflow({ owner, repo, workflow_id: file }),
    );
    if (found.kind === 'not_found') return seen(null);
    if (found.kind !== 'done') return notSeen(found);
    return seen({ state: workflowStates[found.value.data.state] });
  }

  async runTimes(file: string): Promise<Seen<RunTimes>> {
    const { octokit, owner, repo } = this.#home.remote;
    const listed = await attempt(
      octokit.rest.actions.listWorkflowRuns({
        ...{ owner, repo, workflow_id: file, status: 'completed', per_page: 100 },
      }),
    );
    if (listed.kind === 'not_found') return seen({ began: [], jobs: [] });
    if (listed.kind !== 'done') return notSeen(listed);
    const runs = listed.value.data.workflow_runs;
    const jobs: RunTimes['jobs'][number][] = [];
    for (const { id } of runs.slice(0, measuredRuns)) {
      const ran = await attempt(
        octokit.rest.actions.listJobsForWorkflowRun({ owner, repo, run_id: id, per_page: 100 }),
      );
      if (ran.kind !== 'done') return notSeen(ran);
      jobs.push(
        ran.value.data.jobs.map(({ started_at: started, completed_at: completed }) => ({
          started: seconds(started),
          completed: completed === null ? null : seconds(completed),
        })),
      );
    }
    return seen({ began: runs.map(({ created_at: at }) => seconds(at)), jobs });
  }
}

/** What GitHub says of private repositories on the free plan. */
function hasNoRules(why: string): boolean {
  return /upgrade to github/i.test(why);
}

const workflowStates = {
  active: 'active',
  deleted: 'gone',
  disabled_fork: 'in_fork',
  disabled_inactivity: 'inactive',
  disabled_manually: 'by_hand',
} as const;
