/** Accounts and repositories as the REST API shows them. */

import { type Account, type Caller, may, type Role, roleAtLeast } from './access.ts';
import { isoTime } from './clock.ts';
import type { TestRepository } from './repository.ts';

export type Json = Readonly<Record<string, unknown>>;

export const api = 'https://api.github.com';
export const web = 'https://github.com';

export function accountView({ login, id, type }: Account): Json {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  const page = type === 'Bot' ? `apps/${login.replace(/\[bot\]$/, '')}` : login;
  return {
    ...{ login, id, node_id: `U_kgDO${id}`, gravatar_id: '', type, site_admin: false },
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    url,
    html_url: `${web}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    user_view_type: 'public',
  };
}

/** Every `*_url` of a repository, by what follows its own address. */
const addresses: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

export function repositoryUrl(repository: TestRepository): string {
  return `${api}/repos/${repository.fullName}`;
}

function ofAddresses(repository: TestRepository): Json {
  const url = repositoryUrl(repository);
  const { fullName } = repository;
  return {
    ...Object.fromEntries(
      Object.entries(addresses).map(([name, rest]) => [`${name}_url`, `${url}${rest}`]),
    ),
    url,
    html_url: `${web}/${fullName}`,
    clone_url: `${web}/${fullName}.git`,
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    svn_url: `${web}/${fullName}`,
    mirror_url: null,
  };
}

/** The repository as it stands in others' answers. */
export function repositoryView(repository: TestRepository): Json {
  const { id, nodeId, name, fullName, owner, defaultBranch, settings, github } = repository;
  const open = repository.issues.filter((issue) => issue.state === 'open').length;
  const forks = github.repositories.filter((each) => each.parent === repository).length;
  return {
    ...{ id, node_id: nodeId, name, full_name: fullName, owner: accountView(owner) },
    ...ofAddresses(repository),
    ...{ private: settings.private, visibility: settings.private ? 'private' : 'public' },
    ...{ description: null, fork: repository.parent !== null, homepage: null, language: null },
    ...{ forks_count: forks, forks, stargazers_count: 0, watchers_count: 0, watchers: 0, size: 1 },
    ...{ default_branch: defaultBranch, open_issues_count: open, open_issues: open, topics: [] },
    ...{ is_template: false, has_issues: settings.hasIssues, has_projects: true, has_wiki: true },
    ...{ has_pages: false, has_downloads: true, has_discussions: false },
    ...{ archived: settings.archived, disabled: false, license: null, allow_forking: true },
    pushed_at: isoTime(github.clock.now),
    created_at: isoTime(repository.createdAt),
    updated_at: isoTime(repository.createdAt),
  };
}

/** What a role may do, as repositories list it. */
export function roleView(role: Role): Json {
  return {
    admin: role === 'admin',
    maintain: roleAtLeast(role, 'maintain'),
    push: roleAtLeast(role, 'write'),
    triage: roleAtLeast(role, 'triage'),
    pull: roleAtLeast(role, 'read'),
  };
}

export function fullRepositoryView(caller: Caller, repository: TestRepository): Json {
  const { settings, parent, owner } = repository;
  const pushes = may(caller, repository, { scopes: ['contents'], level: 'write', role: 'write' });
  const role = caller.installation
    ? pushes
      ? 'write'
      : 'read'
    : repository.roleOf(caller.account);
  return {
    ...repositoryView(repository),
    ...{
      subscribers_count: 0,
      network_count: 0,
      permissions: roleView(role),
      temp_clone_token: '',
    },
    ...(parent ? { parent: repositoryView(parent), source: repositoryView(parent) } : {}),
    ...(owner.type === 'Organization' ? { organization: accountView(owner) } : {}),
    ...(pushes
      ? {
          allow_squash_merge: settings.allowSquashMerge,
          ...{ allow_merge_commit: true, allow_rebase_merge: true, allow_auto_merge: false },
          ...{ delete_branch_on_merge: settings.deleteBranchOnMerge, allow_update_branch: false },
        }
      : {}),
  };
}

export function permissionView(repository: TestRepository, account: Account): Json {
  const role = repository.roleOf(account);
  const legacy: Partial<Record<Role, string>> = { maintain: 'write', triage: 'read' };
  const user = { ...accountView(account), permissions: roleView(role), role_name: role };
  return { permission: legacy[role] ?? role, role_name: role, user };
}
