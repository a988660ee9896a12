/** GraphQL on GitHub's own schema: what is not valid there is not valid here. */

import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { Caller } from './access.ts';
import { nodeLimitError, pointsOf } from './graphql-limits.ts';
import { mutationRoot } from './graphql-mutations.ts';
import { queryRoot } from './graphql-objects.ts';
import { Refusal } from './refusal.ts';
import type { TestGitHub } from './test-github.ts';

let schema: GraphQLSchema | null = null;

function gitHubSchema(): GraphQLSchema {
  if (schema) return schema;
  // The package exports only its entry, which would load everything.
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  const text = readFileSync(file, 'utf8');
  schema = buildASTSchema(parse(text, { noLocation: true }), { assumeValid: true });
  return schema;
}

interface Checked {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

const checked = new Map<string, Checked>();

function check(query: string): Checked {
  const known = checked.get(query);
  if (known) return known;
  let result: Checked;
  try {
    const document = parse(query);
    result = { document, errors: validate(gitHubSchema(), document) };
  } catch (error) {
    result = { document: null, errors: [error as GraphQLError] };
  }
  checked.set(query, result);
  return result;
}

/** `GraphQL Snapshot`: the operation's name stands for the request. */
export function operationName(query: string): string {
  const { document } = check(query);
  const name = document ? getOperationAST(document)?.name?.value : undefined;
  return `GraphQL ${name ?? '(unnamed)'}`;
}

/** A field that GitHub has and this server lacks: a gap of ours, not an answer. */
export class MissingField extends Error {}

/** Of connections: to leave them out would answer something else than GitHub does. */
const unknownArguments = ['author', 'direction', 'filterBy', 'query', 'since', 'until'];

const resolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined) {
    const name = `${info.parentType.name}.${info.fieldName}`;
    throw new MissingField(`the test GitHub does not know ${name}`);
  }
  for (const name of unknownArguments) {
    if (args[name] === undefined || args[name] === null) continue;
    throw new MissingField(`the test GitHub does not know ${info.fieldName}(${name}:)`);
  }
  return typeof value === 'function' ? value(args, context) : value;
};

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export interface GraphqlAnswer {
  readonly body: unknown;
  /** What is wrong with the query itself, or with this server. */
  readonly faults: readonly string[];
}

export function answerGraphql(
  github: TestGitHub,
  caller: Caller,
  { query, variables = {} }: GraphqlRequest,
): GraphqlAnswer {
  const { document, errors } = check(query);
  if (!document || errors.length > 0) {
    return { body: { errors }, faults: errors.map((error) => error.message) };
  }
  github.points += pointsOf(document, variables);
  const tooMany = nodeLimitError(document, variables);
  if (tooMany) return { body: { errors: [errorView(tooMany)] }, faults: [] };
  const context = { github, caller };
  const result = executeSync({
    schema: gitHubSchema(),
    document,
    variableValues: variables,
    rootValue: { ...queryRoot(context), ...mutationRoot(context) },
    contextValue: context,
    fieldResolver: resolver,
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  const failures = result.errors ?? [];
  const faults = failures.filter((each) => !isExpected(each)).map((each) => each.message);
  const body = {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(failures.length > 0 ? { errors: failures.map(errorView) } : {}),
  };
  return { body, faults };
}

function isExpected({ originalError }: GraphQLError): boolean {
  return originalError instanceof Refusal || originalError instanceof GraphQLError;
}

const typesOf: Readonly<Record<number, string>> = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'STALE_DATA',
  422: 'UNPROCESSABLE',
};

function errorView(error: GraphQLError): unknown {
  const { message, path, locations, originalError, extensions } = error;
  if (!(originalError instanceof Refusal)) {
    const { type } = extensions;
    return { ...(type ? { type } : {}), path, locations, message };
  }
  const type = typesOf[originalError.status] ?? 'UNPROCESSABLE';
  return {
    type,
    path,
    extensions: { saml_failure: false },
    locations,
    message: originalError.text,
  };
}
