/** What a check of the set-up says of the repository itself, and of its server. */

import type { RepositoryFacts, Seen } from '../../domain/setup/facts.ts';
import { type Finding, fine, missing, warning } from '../../domain/setup/finding.ts';
import { unseen } from './unseen.ts';

/** The hosts of github.com and of its data residency, as the client of artifacts tells them. */
export function isEnterpriseServer(serverUrl: string): boolean {
  const host = new URL(serverUrl).hostname.toLowerCase();
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost');
}

export function serverFinding(serverUrl: string): Finding {
  const { hostname } = new URL(serverUrl);
  if (!isEnterpriseServer(serverUrl)) return fine('server', hostname);
  return missing(
    'server',
    `${hostname} is a GitHub Enterprise Server: artifacts of the fourth generation and queued concurrency do not exist there`,
    'Use a repository on github.com',
  );
}

/** The findings that one reading of the repository gives. */
export function repositoryFindings(
  facts: Seen<RepositoryFacts>,
  { runsInFork }: { readonly runsInFork: boolean | null },
): Finding[] {
  if (facts.kind !== 'seen') return [unseen('repository', facts)];
  const { value } = facts;
  return [
    placeFinding(value),
    ...(value.fork ? [forkFinding(runsInFork)] : []),
    issuesFinding(value),
    squashFinding(value),
  ];
}

function placeFinding({ name, viewer, private: hidden, archived, defaultBranch }: RepositoryFacts) {
  const check = 'repository';
  const what = `${name}, ${hidden ? 'private' : 'public'}; the token is that of ${viewer}`;
  if (archived) {
    const todo = 'Settings > General > Danger Zone > Unarchive this repository';
    return missing(check, `${name} is archived`, todo);
  }
  if (defaultBranch === '') {
    return missing(check, `${name} is empty`, 'Push the bot to it');
  }
  return fine(check, `${what}; the default branch is ${defaultBranch}`);
}

/** null: nobody knows, for the variable is read in a run alone. */
function forkFinding(runsInFork: boolean | null): Finding {
  if (runsInFork) return fine('fork', 'a fork, and CRUCIBLE_RUN_IN_FORK is true');
  return warning(
    'fork',
    'a fork: its schedule starts nothing',
    'Settings > Secrets and variables > Actions > Variables: CRUCIBLE_RUN_IN_FORK to true; and enable workflows under Actions',
  );
}

function issuesFinding({ hasIssues }: RepositoryFacts): Finding {
  if (hasIssues) return fine('issues', 'on');
  const todo = 'Settings > General > Features > Issues: tick it';
  return missing('issues', 'off: the dashboard is an issue', todo);
}

function squashFinding({ allowsSquash }: RepositoryFacts): Finding {
  if (allowsSquash) return fine('squash merging', 'allowed');
  const todo = 'Settings > General > Pull Requests > Allow squash merging: tick it';
  return missing('squash merging', 'not allowed: the bot merges in no other way', todo);
}
