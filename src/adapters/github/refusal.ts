/** What GitHub refuses, and why: its errors as a closed union. */

export type RefusalKind =
  /** The head is no longer the expected one. */
  | 'moved'
  /** The default branch was moved while a merge was under way; passes. */
  | 'base_modified'
  | 'conflict'
  /** Branch protection, rulesets, merge settings. */
  | 'blocked'
  | 'already_exists'
  | 'token_refused'
  | 'not_permitted'
  /** A branch that changes workflows, or leaves the default branch where they were others. */
  | 'workflows_not_permitted'
  | 'not_found'
  /** The feature is switched off in the repository. */
  | 'disabled'
  | 'body_too_long'
  | 'pending_review'
  | 'rate_limited'
  /** No answer, or a server error: whether the request had an effect is not known. */
  | 'unavailable'
  | 'invalid'
  | 'unknown';

export interface Refusal {
  readonly kind: RefusalKind;
  /** Of HTTP; null where GraphQL refused. */
  readonly status: number | null;
  /** GitHub's own words. */
  readonly why: string;
  /** Method and path. */
  readonly request: string;
  /** The fields or mutations that GraphQL refused. */
  readonly fields: readonly string[];
  /** When a rate limit ends, ISO 8601. */
  readonly until: string | null;
}

export type Attempt<T> = { readonly kind: 'done'; readonly value: T } | Refusal;

/** Waits for a call. Whatever is not an answer of GitHub, or the lack of one, is thrown on. */
export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'done', value: await call };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;

interface HttpError extends Error {
  readonly status: number;
  readonly request: { readonly method: string; readonly url: string };
  readonly response?: { readonly headers: Headers };
}

interface GraphqlError extends Error {
  readonly errors: readonly {
    readonly type?: string;
    readonly message: string;
    readonly path?: readonly (string | number)[];
  }[];
  readonly headers?: Headers;
}

/** null for what does not come from GitHub or the way to it. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'HttpError') return ofHttp(error as HttpError);
  if (error.name === 'GraphqlResponseError') return ofGraphql(error as GraphqlError);
  // The throttling's own, thrown in place of the answer.
  if (error.message === 'GraphQL Rate Limit Exceeded') {
    const { response } = error as HttpError;
    const until = limitEnd(response?.headers ?? {});
    return {
      kind: 'rate_limited',
      status: null,
      why: error.message,
      request: 'POST /graphql',
      fields: [],
      until,
    };
  }
  return null;
}

function ofHttp({ status, message, request, response }: HttpError): Refusal {
  const headers = response?.headers ?? {};
  // Octokit adds the documentation's address.
  const why = message.replace(/ - https:\/\/\S+$/, '');
  const kind = isLimit(status, why, headers) ? 'rate_limited' : kindOf(status, why);
  return {
    ...{ kind, status },
    why: response ? why : `no answer (${why})`,
    request: `${request.method} ${new URL(request.url).pathname}`,
    fields: [],
    until: kind === 'rate_limited' ? limitEnd(headers) : null,
  };
}

function isLimit(status: number, why: string, headers: Headers): boolean {
  if (status === 429) return true;
  return status === 403 && (/rate limit/i.test(why) || headers['x-ratelimit-remaining'] === '0');
}

function kindOf(status: number, why: string): RefusalKind {
  if (status >= 500) return 'unavailable';
  switch (status) {
    case 401:
      return 'token_refused';
    case 403:
      return isAboutWorkflows(why) ? 'workflows_not_permitted' : 'not_permitted';
    case 404:
      return 'not_found';
    case 410:
      return 'disabled';
    case 405:
    case 409:
      return mergeRefusal(status, why);
    case 422:
      return invalidity(why);
    default:
      return 'unknown';
  }
}

function isAboutWorkflows(why: string): boolean {
  return /create or update workflow|workflows?[`'"]? permission/i.test(why);
}

function mergeRefusal(status: 405 | 409, why: string): RefusalKind {
  if (/base branch was modified/i.test(why)) return 'base_modified';
  if (/not mergeable|merge conflict/i.test(why)) return 'conflict';
  return status === 409 ? 'moved' : 'blocked';
}

function invalidity(why: string): RefusalKind {
  if (/already[ _]exists/i.test(why)) return 'already_exists';
  if (/is too long/i.test(why)) return 'body_too_long';
  if (/pending review/i.test(why)) return 'pending_review';
  if (/rule violations|protected branch|status check/i.test(why)) return 'blocked';
  return 'invalid';
}

const graphqlKinds: Readonly<Record<string, RefusalKind>> = {
  NOT_FOUND: 'not_found',
  FORBIDDEN: 'not_permitted',
  INSUFFICIENT_SCOPES: 'not_permitted',
  RATE_LIMITED: 'rate_limited',
  STALE_DATA: 'moved',
};

function ofGraphql({ errors, headers = {} }: GraphqlError): Refusal {
  const kind = graphqlKinds[errors[0]?.type ?? ''] ?? 'invalid';
  const fields = errors.flatMap(({ path = [] }) => {
    return path.filter((part) => typeof part === 'string').at(-1) ?? [];
  });
  return {
    ...{ kind, status: null },
    why: errors.map(({ message }) => message).join('; '),
    request: 'POST /graphql',
    fields: [...new Set(fields)],
    until: kind === 'rate_limited' ? limitEnd(headers) : null,
  };
}

/** By the clock of GitHub, where its answer has it. */
function limitEnd(headers: Headers): string {
  const { 'retry-after': wait, 'x-ratelimit-reset': reset, date } = headers;
  const now = typeof date === 'string' ? Date.parse(date) : Date.now();
  const end =
    wait === undefined && reset !== undefined
      ? Number(reset) * 1000
      : now + 1000 * Number(wait ?? 60);
  return new Date(end).toISOString();
}
