/** Errors that say how to mend what GitHub refused. */

import { SetupError } from '../../domain/setup-error.ts';
import { attempt, type Refusal } from './refusal.ts';

/** GitHub refused, or did not answer, where nothing in the bot's set-up can help. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(wordsOf(refusal));
    this.refusal = refusal;
  }
}

/** The answer of a call, or an error that names the mend. */
export async function answer<T>(call: Promise<T>): Promise<T> {
  const outcome = await attempt(call);
  if (outcome.kind === 'done') return outcome.value;
  throw errorOf(outcome);
}

/** SetupError where a setting or permission is missing, GitHubError otherwise. */
export function errorOf(refusal: Refusal): Error {
  const mend = mendOf(refusal);
  return mend === null ? new GitHubError(refusal) : new SetupError(mend);
}

function wordsOf({ kind, why, request, fields, until }: Refusal): string {
  const place = fields.length === 0 ? request : `${request} (${fields.join(', ')})`;
  if (kind !== 'rate_limited') return `GitHub refused ${place}: ${why}`;
  return `a rate limit of GitHub stopped ${place} and holds until ${until}: ${why}`;
}

/** What a person must change, with GitHub's words; null when that is not it. */
export function mendOf(refusal: Refusal): string | null {
  const { kind, why, request } = refusal;
  const said = `(${request}: ${why})`;
  switch (kind) {
    case 'token_refused':
      return `GitHub does not accept the token: give the action a valid one, or leave its input \`token\` away ${said}`;
    case 'disabled':
      return `Issues are off: Settings > General > Features > Issues ${said}`;
    case 'blocked':
      return `A rule of the repository is in the bot's way: Settings > Rules > Rulesets, or Settings > Branches ${said}`;
    case 'not_permitted':
      return permissionMend(refusal, said);
    case 'workflows_not_permitted':
      return `GitHub takes no branch from a commit whose workflow files are not those of the default branch: one was changed there at this moment. The next run begins from there; if it stays so, give the action the token of an App with \`workflows: write\` ${said}`;
    case 'invalid':
      if (!/\/git\/refs$/.test(request)) return null;
      return `GitHub takes no new branch of the bot's: one that is named like the folder it is in would be in its way, or a rule about branches: Settings > Rules > Rulesets ${said}`;
    default:
      return null;
  }
}

/** Whether GitHub says that workflows open no pull requests here. */
export function isOpeningOff({ why }: Refusal): boolean {
  return /not permitted to create or approve pull requests/i.test(why);
}

function permissionMend(refusal: Refusal, said: string): string | null {
  const { why } = refusal;
  if (isOpeningOff(refusal)) {
    return `Allow GitHub Actions to create and approve pull requests is off: Settings > Actions > General > Workflow permissions ${said}`;
  }
  if (/archived/i.test(why)) {
    return `The repository is archived, so nothing in it can change: Settings > General > Danger Zone > Unarchive this repository ${said}`;
  }
  if (/resource not accessible by integration/i.test(why)) {
    return `The job lacks a permission: add \`${permissionOf(refusal)}\` to its \`permissions:\` in the workflow file ${said}`;
  }
  if (/resource not accessible by personal access token/i.test(why)) {
    return `The token lacks a permission: it needs \`${permissionOf(refusal)}\` for this repository ${said}`;
  }
  return null;
}

const permissions: readonly (readonly [RegExp, string])[] = [
  [/\/actions\//, 'actions'],
  [/\/statuses\b/, 'statuses'],
  [/\/(git|contents|compare|commits)\/|\/merge$/, 'contents'],
  [/\/pulls\b/, 'pull-requests'],
  [/\/(issues|labels)\b/, 'issues'],
];

const fieldPermissions: Readonly<Record<string, string>> = {
  status: 'statuses: read',
  context: 'statuses: read',
  labels: 'issues: read',
  dashboards: 'issues: read',
  labelled: 'issues: read',
  oldest: 'issues: read',
  open: 'pull-requests: read',
  past: 'pull-requests: read',
  pullRequest: 'pull-requests: read',
  pullRequests: 'pull-requests: read',
  updateRefs: 'contents: write',
  pinIssue: 'issues: write',
};

/** `contents: write`, or several. */
function permissionOf({ request, fields }: Refusal): string {
  if (fields.length > 0) {
    const lacking = fields.map((field) => fieldPermissions[field] ?? 'contents: read');
    return [...new Set(lacking)].join('`, `');
  }
  const [method = '', path = ''] = request.split(' ');
  const name = permissions.find(([pattern]) => pattern.test(path))?.[1] ?? 'contents';
  return `${name}: ${method === 'GET' ? 'read' : 'write'}`;
}
