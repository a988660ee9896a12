/** The HTTP client: one Octokit that spaces its writes, waits out rate limits and repeats what may be repeated. */

import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck/light.js';
import { SetupError } from '../../domain/setup-error.ts';
import { hideSecrets } from './outgoing.ts';

export interface GitHubOptions {
  readonly token: string;
  /** What else this process holds that must stand in no text. */
  readonly secrets?: readonly string[];
  /** GITHUB_API_URL: https://api.github.com, or https://HOST/api/v3 of an Enterprise Server. */
  readonly apiUrl: string;
  /** Who asks: name and version. */
  readonly userAgent: string;
  readonly log: (line: string) => void;
  /** Milliseconds between two writes; 0 where there are no rate limits. */
  readonly writeInterval?: number;
  /** Milliseconds before the first repetition, and what a second of a rate limit lasts. */
  readonly retryDelay?: number;
  /** How often a request that was lost is repeated; 0 for never. */
  readonly retries?: number;
  /** Milliseconds for one request and its whole answer. */
  readonly timeout?: number;
}

/** For writes that must not be repeated blindly: whether they arrived is looked up first. */
export const unrepeated = { request: { retries: 0 } } as const;

const apiVersion = '2022-11-28';
/** Answers that do not change by asking again; rate limits (403, 429) are the throttling's. */
const doNotRetry = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];
const mostLimitRetries = 2;
/** In seconds; who must wait longer is told so instead. */
const longestWait = 900;

const PatientOctokit = Octokit.plugin(retry, throttling);

/**
 * Opens the client. Server errors, lost connections and timeouts are retried three times unless the
 * request says `unrepeated`; rate limits are waited out twice.
 */
export function openGitHub(options: GitHubOptions): Octokit {
  const { token, apiUrl, userAgent, writeInterval = 1000 } = options;
  const { retries = 3, retryDelay = 1000 } = options;
  if (token === '') throw new SetupError('There is no token: give the action its input `token`');
  const log = (line: string) => options.log(line.replaceAll(token, '***'));
  const logger = { debug: silent, info: silent, warn: log, error: silent };
  const spaced = () => new Bottleneck.Group({ maxConcurrent: 1, minTime: writeInterval });
  const [global, write, notifications] =
    writeInterval === 0
      ? [unhurried, unhurried, unhurried]
      : [new Bottleneck.Group({ maxConcurrent: 10 }), spaced(), spaced()];
  const waitOut =
    (limit: string) =>
    (
      seconds: number,
      { method, url }: { method: string; url: string },
      _: unknown,
      count: number,
    ) => {
      const again = count < mostLimitRetries && seconds <= longestWait;
      const next = again ? 'waits' : 'gives up; it would have to wait';
      log(`${limit} rate limit of GitHub at ${method} ${url}: ${next} ${seconds} s`);
      return again;
    };
  const throttle = {
    ...{ global, write, notifications },
    retryAfterBaseValue: retryDelay,
    onRateLimit: waitOut('primary'),
    onSecondaryRateLimit: waitOut('secondary'),
  };
  const octokit = new PatientOctokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent,
    log: logger,
    request: { fetch: wholeFetch(token, options.timeout ?? 60_000), log: logger },
    retry: { enabled: retries > 0, retries, doNotRetry, retryAfterBaseValue: retryDelay },
    throttle,
  });
  octokit.hook.before('request', (request) => {
    request.headers['x-github-api-version'] = apiVersion;
    hideSecrets(request, [token, ...(options.secrets ?? [])]);
    // The plugins count retries in it: without a copy the count would be that of all requests.
    request.request = { ...request.request };
  });
  return octokit;
}

function silent(): void {}

/**
 * In place of a queue where nothing is spaced: a server without rate limits need not be waited for. It has
 * of a group what the plugin uses.
 */
const unhurried = {
  key: () => ({
    schedule: async <A extends unknown[], R>(_: unknown, task: (...args: A) => R, ...args: A) =>
      task(...args),
  }),
} as unknown as Bottleneck.Group;

/**
 * Reads the whole answer within the time, so that one that breaks off counts as none. What an error
 * echoes of the token is taken out before anybody can print it.
 */
function wholeFetch(token: string, timeout: number): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(timeout) });
    const { status, statusText, headers } = answer;
    const bytes = Buffer.from(await answer.arrayBuffer());
    if ([204, 205, 304].includes(status)) return new Response(null, { status, headers });
    // Some other machine's page, or half an answer: whether the request had its effect is not known.
    if (status < 300 && bytes.length > 0) JSON.parse(bytes.toString());
    const body = status < 400 ? bytes : bytes.toString().replaceAll(token, '***');
    return new Response(body, { status, statusText, headers });
  };
}
