/** The repository that is checked, read once: what every other question needs to know of it. */

import type { RepositoryFacts, Seen } from '../../../domain/setup/facts.ts';
import type { Remote } from '../remote.ts';
import { type SetupReading, setupQuery } from './queries.ts';
import { ask } from './seen.ts';

/** Who the bot is to GitHub when nobody gives it an App of its own. */
const standardBot = 'github-actions';

export interface HomeFacts {
  readonly facts: RepositoryFacts;
  readonly id: string;
  readonly tip: string;
  readonly tree: string;
  /** As GraphQL calls it: without its suffix. */
  readonly bot: string;
  /** Whether the token is the bot's own: a person's says nothing of what the bot may do. */
  readonly asBot: boolean;
}

export class Home {
  readonly remote: Remote;
  #read: Promise<Seen<HomeFacts>> | null = null;

  constructor(remote: Remote) {
    this.remote = remote;
  }

  /** Owner and name, as GraphQL wants them. */
  get variables(): { readonly owner: string; readonly name: string } {
    return { owner: this.remote.owner, name: this.remote.repo };
  }

  read(): Promise<Seen<HomeFacts>> {
    const { octokit } = this.remote;
    this.#read ??= ask(octokit.graphql<SetupReading>(setupQuery, this.variables), homeOf);
    return this.#read;
  }
}

function homeOf({ viewer, repository }: SetupReading): HomeFacts {
  const { defaultBranchRef: branch } = repository;
  const asBot = viewer.login.endsWith('[bot]');
  return {
    facts: {
      name: repository.nameWithOwner,
      viewer: viewer.login,
      ...{ private: repository.isPrivate, fork: repository.isFork },
      ...{ archived: repository.isArchived, hasIssues: repository.hasIssuesEnabled },
      allowsSquash: repository.squashMergeAllowed,
      ownedByOrganization: repository.owner.__typename === 'Organization',
      defaultBranch: branch?.name ?? '',
    },
    ...{ id: repository.id, asBot },
    ...{ tip: branch?.target.oid ?? '', tree: branch?.target.tree.oid ?? '' },
    bot: asBot ? viewer.login.replace(/\[bot\]$/, '') : standardBot,
  };
}

/** Goes on with what was read, or gives what kept it from being read. */
export async function withHome<T>(
  home: Home,
  goOn: (facts: HomeFacts) => Promise<Seen<T>>,
): Promise<Seen<T>> {
  const read = await home.read();
  return read.kind === 'seen' ? goOn(read.value) : read;
}
