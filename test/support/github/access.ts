/** Who asks, and what they may do. */

import { forbidden, notAccessible, notFound } from './refusal.ts';
import type { TestRepository } from './repository.ts';

export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot' | 'Organization';
}

const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof roles)[number];

export type Scope = 'actions' | 'checks' | 'contents' | 'issues' | 'pull-requests' | 'statuses';
export type Level = 'read' | 'write';
/** As in a workflow; what is not named is none. */
export type Permissions = Partial<Record<Scope, Level>>;

export interface Caller {
  readonly account: Account;
  /** Of an installation: the one repository it is for, and what it may do there; null for a person. */
  readonly installation: {
    readonly repository: TestRepository;
    readonly permissions: Permissions;
  } | null;
}

/** One of the scopes is enough. */
export interface Need {
  readonly scopes: readonly Scope[];
  readonly level: Level;
  /** What a person must be to do the same. */
  readonly role: Role;
}

export function roleAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/** The commits of a web page, and those of bots, have GitHub itself as their committer. */
export const gitHubIdentity = { name: 'GitHub', email: 'noreply@github.com' };

export function identityOf({ login, id }: Account): { name: string; email: string } {
  return { name: login, email: `${id}+${login}@users.noreply.github.com` };
}

/** GraphQL calls a bot by its name alone. */
export function bareLogin({ login }: Account): string {
  return login.replace(/\[bot\]$/, '');
}

export function isSame(a: Account, b: Account): boolean {
  return a.id === b.id;
}

export function canSee(caller: Caller, repository: TestRepository): boolean {
  if (!repository.settings.private) return true;
  if (caller.installation) return caller.installation.repository === repository;
  return roleAtLeast(repository.roleOf(caller.account), 'read');
}

export function may(caller: Caller, repository: TestRepository, need: Need): boolean {
  if (!caller.installation) return roleAtLeast(repository.roleOf(caller.account), need.role);
  // What is public can be read without any permission.
  if (need.level === 'read' && !repository.settings.private) return true;
  if (caller.installation.repository !== repository) return false;
  if (need.scopes.length === 0) return need.level === 'read';
  const { permissions } = caller.installation;
  return need.scopes.some((scope) => {
    const level = permissions[scope];
    return level === 'write' || level === need.level;
  });
}

/** Throws what GitHub answers when the caller may not. */
export function demand(caller: Caller, repository: TestRepository, need: Need): void {
  if (!canSee(caller, repository)) throw notFound();
  if (may(caller, repository, need)) return;
  if (caller.installation) throw notAccessible();
  if (need.level === 'read') throw notFound();
  throw forbidden('Must have push access to repository');
}
