/** Both sides of a check of the set-up, on one client. */

import type { Platform, Rehearsal } from '../../../ports/platform.ts';
import { type GitHubOptions, openGitHub } from '../client.ts';
import { Home } from './home.ts';
import { GitHubPlatform } from './platform.ts';
import { GitHubRehearsal, type RehearsalOptions } from './rehearsal.ts';

export interface SetupOptions extends GitHubOptions, RehearsalOptions {
  readonly owner: string;
  readonly repo: string;
  readonly dashboardTitle: string;
}

/** Asks nothing yet. */
export function openSetup(options: SetupOptions): {
  readonly platform: Platform;
  readonly rehearsal: Rehearsal;
} {
  const { owner, repo, log, retryDelay = 1000 } = options;
  const home = new Home({ octokit: openGitHub(options), owner, repo, log, retryDelay });
  return {
    platform: new GitHubPlatform(home, options.dashboardTitle),
    rehearsal: new GitHubRehearsal(home, options),
  };
}
