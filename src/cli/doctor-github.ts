/** `crucible doctor --github`: the checks of check-setup, as far as they need no runner. */

import { verdictContext } from '../adapters/github/queries.ts';
import { openSetup } from '../adapters/github/setup/open.ts';
import { dashboardTitle } from '../domain/label.ts';
import { isReady, type State } from '../domain/setup/finding.ts';
import { SetupError } from '../domain/setup-error.ts';
import { checkSetup } from '../flows/check-setup.ts';
import { findingLines } from '../render/setup/table.ts';
import type { Environment } from './environment.ts';
import type { DoctorOptions } from './options.ts';

/** How each state is painted. */
const tones = { fine: 'good', warning: 'warn', missing: 'bad', unknown: 'faint' } as const;

/** 0 when nothing is missing, 1 otherwise. Throws when there is no token. */
export async function doctorGitHub(
  { owner, repo }: NonNullable<DoctorOptions['github']>,
  { github, stdout, stderr, style, stamp }: Environment,
): Promise<number> {
  const { token, apiUrl, serverUrl, writeInterval } = github;
  if (token === '') {
    throw new SetupError(
      'There is no token: set GITHUB_TOKEN, to `gh auth token` for instance, or to a fine-grained token for this repository',
    );
  }
  const { platform, rehearsal } = openSetup({
    ...{ owner, repo, apiUrl, token, writeInterval, dashboardTitle, carried: null },
    userAgent: 'codec-crucible',
    id: `doctor-${stamp()}`,
    log: (line) => stderr.write(`${line}\n`),
  });
  const findings = await checkSetup({
    ...{ platform, rehearsal, serverUrl, verdict: verdictContext },
    ...{ workflow: 'evolve.yml', runner: null },
  });
  const paint = (text: string, state: State) => style[tones[state]](text);
  for (const line of findingLines(findings, paint)) stdout.write(`${line}\n`);
  return isReady(findings) ? 0 : 1;
}
