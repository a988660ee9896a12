/** What a failed request to DynamoDB means, and what mends it. */

import type { Trouble } from '../../ports/trial-store.ts';

export interface TablePlace {
  readonly table: string;
  /** null: as AWS_REGION or the profile says. */
  readonly region: string | null;
  /** null: Amazon's own. */
  readonly endpoint: string | null;
}

/** What an error of the client, of a socket or of the service may tell. */
interface Fault {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
}

type Mend = (place: TablePlace, fault: Fault) => string;

const stack = 'infra/dynamodb.yml';
const role = '`vars.CRUCIBLE_AWS_ROLE` in a workflow, AWS_PROFILE or AWS_ACCESS_KEY_ID elsewhere';

/** By the name of the error; what nobody but a person can change. */
const mends: Readonly<Record<string, Mend>> = {
  ResourceNotFoundException: (place) =>
    `there is no table ${place.table} ${whereOf(place)}: create it with ${stack}, or correct its name or the region`,
  AccessDeniedException: (_, { message }) =>
    `permission is missing: ${message}. The role in ${stack} has what is needed: dynamodb:PutItem on the table, dynamodb:Query on its indexes`,
  ValidationException: ({ table }, { message }) =>
    `the table ${table} has another form than ${stack} gives it: ${message}. Update its stack, or name another table`,
  CredentialsProviderError: () => `there are no credentials: give ${role}`,
  UnrecognizedClientException: () => `AWS does not know these credentials: check ${role}`,
  InvalidSignatureException: () =>
    `AWS does not accept the signature: the secret key is another one, or this machine's clock is wrong. Check ${role}`,
  MissingAuthenticationTokenException: () => `there are no credentials: give ${role}`,
  InvalidClientTokenId: () => `AWS does not know these credentials: check ${role}`,
  ExpiredToken: () => `the credentials have expired: sign in again (${role})`,
  ExpiredTokenException: () => `the credentials have expired: sign in again (${role})`,
};

/** Errors that bear another's name, or none of their own. */
const nicknames: readonly (readonly [RegExp, Mend])[] = [
  [
    /^Region is missing/,
    () =>
      'no region is given: set `dynamodb-region` (--region), AWS_REGION, or that of the profile',
  ],
  [
    /^Region not accepted/,
    (place) => `${place.region} is no region: correct \`dynamodb-region\` (--region)`,
  ],
  [
    /^Invalid URL/,
    (place) =>
      `${place.endpoint} is no address: \`dynamodb-endpoint\` (--endpoint) is a URL such as http://localhost:8000, or empty`,
  ],
  [
    /could not load credentials|session token|token.*expired/i,
    () => `there are no credentials: give ${role}`,
  ],
];

/** Names and codes of what passes, in words. */
const passing: Readonly<Record<string, string>> = {
  ProvisionedThroughputExceededException: 'it is throttled',
  ThrottlingException: 'it is throttled',
  RequestLimitExceeded: 'it is throttled',
  TimeoutError: 'it does not answer in time',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
};

/** The trouble in words that name the table and the mend. */
export function troubleOf(error: unknown, place: TablePlace): Trouble {
  const fault = faultOf(error);
  const mend = mends[fault.name] ?? nicknames.find(([words]) => words.test(fault.message))?.[1];
  if (mend) return { kind: 'refused', why: `DynamoDB: ${mend(place, fault)}` };
  if (fault.code === 'ENOTFOUND') return { kind: 'lost', why: `DynamoDB: ${unknownHost(place)}` };
  const what =
    passing[fault.name] ?? passing[fault.code ?? ''] ?? `${fault.name}: ${fault.message}`;
  const why = `DynamoDB: the table ${place.table} ${whereOf(place)} cannot be reached: ${what}`;
  return { kind: 'lost', why };
}

/** Whether the table holds the same or a later state. */
export function isKept(error: unknown): boolean {
  return faultOf(error).name === 'ConditionalCheckFailedException';
}

function whereOf({ region, endpoint }: TablePlace): string {
  const at = endpoint === null ? '' : ` at ${endpoint}`;
  return `in the region ${region ?? 'of the environment'}${at}`;
}

function unknownHost({ region, endpoint }: TablePlace): string {
  return endpoint === null
    ? `the region ${region ?? 'of the environment'} has no DynamoDB, or there is no network: check \`dynamodb-region\` (--region)`
    : `there is no host of ${endpoint}, or there is no network: check \`dynamodb-endpoint\` (--endpoint)`;
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: undefined };
  }
  const { name, message, code } = error as Error & { readonly code?: string };
  // Logs are read by more people than may know the account.
  return { name, message: message.replace(/:\d{12}:/g, ':***:'), code };
}
