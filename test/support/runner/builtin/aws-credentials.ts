/**
 * As aws-actions/configure-aws-credentials v6.2.3 (e6de054): src/index.ts, helpers.ts and CredentialsClient.ts, with
 * a role that every job may assume that can prove which one it is. The keys are those of the DynamoDB on this machine:
 * unlike real ones they are plain words, and are therefore not masked.
 */

import type { Machine } from '../machine.ts';
import { type BuiltinAction, type Call, optional, required } from './action.ts';

export const awsCredentials: BuiltinAction = {
  inputs: { 'role-to-assume': '', 'aws-region': '', audience: 'sts.amazonaws.com' },
  refused: [
    ...['aws-profile', 'overwrite-aws-profile', 'aws-access-key-id', 'aws-secret-access-key'],
    ...['aws-session-token', 'web-identity-token-file', 'role-chaining', 'http-proxy', 'no-proxy'],
    ...['mask-aws-account-id', 'role-duration-seconds', 'role-external-id', 'role-session-name'],
    ...['role-skip-session-tagging', 'transitive-tag-keys', 'inline-session-policy'],
    ...['managed-session-policies', 'output-credentials', 'output-env-credentials'],
    ...['unset-current-credentials', 'disable-retry', 'retry-max-attempts'],
    ...['special-characters-workaround', 'use-existing-credentials', 'allowed-account-ids'],
    ...['force-skip-oidc', 'action-timeout-s', 'custom-tags', 'sts-endpoint'],
  ],
  run: async (call) => {
    const region = required(call, 'aws-region');
    if (!/^[a-z0-9-]+$/.test(region)) throw new Error(`Region is not valid: ${region}`);
    const { env } = call.machine;
    // Even without credentials: the region is exported first.
    Object.assign(env, { AWS_DEFAULT_REGION: region, AWS_REGION: region });
    const role = optional(call, 'role-to-assume');
    if (!provesItself(call, role)) return withoutToken(call.machine);
    const [, account] = /^arn:aws:iam::(\d{12}):role\//.exec(role) ?? [];
    if (!account) throw new Error(`Could not assume role with OIDC: ${role} is no role's ARN`);
    call.say('Authenticated as assumedRoleId AROA:GitHubActions');
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    Object.assign(env, keys, { AWS_SESSION_TOKEN: 'test' });
    call.output('aws-account-id', account);
  },
};

function provesItself({ machine, say }: Call, role: string): boolean {
  if (role === '') return false;
  if (machine.permissions['id-token'] === 'write') return true;
  say(
    'It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission? If you are not trying to authenticate with OIDC and the action is working successfully, you can ignore this message.',
  );
  return false;
}

/** Keys that an earlier step left would do; else there are none. */
function withoutToken({ env }: Machine): void {
  if (env.AWS_ACCESS_KEY_ID) return;
  throw new Error(
    'Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers',
  );
}
