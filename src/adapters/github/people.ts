/** Who may decide, by the permissions of the repository. */

import type { People } from '../../ports/people.ts';
import { errorOf } from './mend.ts';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

/** `permission` maps custom roles, and `maintain`, to what they include. */
const writing = ['admin', 'maintain', 'write'];

export class GitHubPeople implements People {
  readonly #remote: Remote;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(remote: Remote) {
    this.#remote = remote;
  }

  mayWrite(login: string): Promise<boolean> {
    const key = login.toLowerCase();
    const known = this.#known.get(key) ?? this.#ask(login);
    this.#known.set(key, known);
    known.catch(() => this.#known.delete(key));
    return known;
  }

  async #ask(username: string): Promise<boolean> {
    const { octokit, owner, repo } = this.#remote;
    const outcome = await attempt(
      octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username }),
    );
    if (outcome.kind === 'not_found') return false;
    if (outcome.kind !== 'done') throw errorOf(outcome);
    const { permission, role_name: role } = outcome.value.data;
    return writing.includes(permission) || writing.includes(role);
  }
}
