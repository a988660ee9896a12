/**
 * GitHub's own description of its REST API: every request and every answer is held against it.
 * The file is parsed once a process, and a schema is compiled when it is first needed.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import { closeObjects, type Schema, toJsonSchema } from './openapi-schema.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly 'x-multi-segment'?: boolean;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Described {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>>;
  readonly externalDocs?: { readonly url: string };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Operation {
  /** `PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge` */
  readonly name: string;
  readonly documentation: string;
  readonly described: Described;
  readonly parameters: readonly Parameter[];
}

/**
 * Where the description is wrong.
 * - An empty list of labels is documented as "remove all labels", but minItems is 1.
 * - The line of an outdated review comment is null.
 * - Comparisons are described under two names; only `{basehead}` is documented.
 * - These statuses are answered by every operation, whether or not it lists them.
 */
const wrongMinimum = 'PUT /repos/{owner}/{repo}/issues/{issue_number}/labels';
const olderName = '/repos/{owner}/{repo}/compare/{base}...{head}';
const outdatable = 'pull-request-review-comment';
const unlistedStatuses = new Set([400, 401, 403, 404, 422, 429, 500, 502, 503]);

const require = createRequire(import.meta.url);
let loaded: Description | null = null;
const ajv = new Ajv2019({ strict: false, allErrors: false, code: { optimize: false } });
const known = new Set<string>();
const compiled = new Map<string, ValidateFunction>();
const operations = new Map<string, Operation>();

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
ajv.addFormat('date-time', dateTime);
ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
ajv.addFormat('uri', /^[a-z][a-z+.-]*:\/\/\S+$/i);
ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
for (const name of [
  'repo.nwo',
  'binary',
  'uri-template',
  'timestamp',
  'int64',
  'int32',
  'double',
]) {
  ajv.addFormat(name, true);
}

function description(): Description {
  loaded ??= JSON.parse(
    readFileSync(require.resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'),
  ) as Description;
  return loaded;
}

function resolve<T extends object>(value: T | { readonly $ref: string }): T {
  if (!('$ref' in value)) return value;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  return description().components[kind]?.[name] as T;
}

let patterns: { readonly path: string; readonly pattern: RegExp }[] | null = null;

/** Paths with more fixed parts come first. */
function pathPatterns(): { readonly path: string; readonly pattern: RegExp }[] {
  if (patterns) return patterns;
  const multi = /\{(?:ref|path|basehead|commit_sha|sha|assigned|archive_format)\}$/;
  // What goes on (`/~/statuses`) before what ends (`/~`), which may take many parts.
  const key = (path: string) => `${path.replace(/\{[^}]+\}/g, '~')}~`;
  patterns = Object.keys(description().paths)
    .filter((path) => path !== olderName)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((path) => {
      const inner = path.replace(/[.+()]/g, '\\$&').replace(multi, '(.*)');
      const source = inner.replace(/\{(?:ref)\}(?=\/)/, '(.+)').replace(/\{[^}]+\}/g, '([^/]+)');
      return { path, pattern: new RegExp(`^${source}$`) };
    });
  return patterns;
}

export interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

const found = new Map<string, Match | null>();

/** null when GitHub has no such operation. Remembered: it looks through a thousand patterns. */
export function findOperation(method: string, pathname: string): Match | null {
  const key = `${method} ${pathname}`;
  const known = found.get(key);
  const match = known === undefined ? searchOperation(method, pathname) : known;
  found.set(key, match);
  return match;
}

function searchOperation(method: string, pathname: string): Match | null {
  for (const { path, pattern } of pathPatterns()) {
    const values = pattern.exec(pathname);
    const described = values && description().paths[path]?.[method.toLowerCase()];
    if (!values || !described) continue;
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
    const pairs = names.map((name, i) => [name, decodeURIComponent(values[i + 1] ?? '')]);
    return { operation: operationOf(method, path, described), params: Object.fromEntries(pairs) };
  }
  return null;
}

function operationOf(method: string, path: string, described: Described): Operation {
  const name = `${method.toUpperCase()} ${path}`;
  const operation = operations.get(name) ?? {
    name,
    described,
    documentation: described.externalDocs?.url ?? 'https://docs.github.com/rest',
    parameters: (described.parameters ?? []).map((each) => resolve<Parameter>(each)),
  };
  operations.set(name, operation);
  return operation;
}

function validator(key: string, schema: Schema, kind: 'request' | 'response'): ValidateFunction {
  const ready = compiled.get(key);
  if (ready) return ready;
  const plain = toJsonSchema(schema, {
    reference: addComponent,
    keepMinimum: key !== wrongMinimum,
  });
  const validate = ajv.compile(kind === 'request' ? closeObjects(plain) : plain);
  compiled.set(key, validate);
  return validate;
}

/** Makes a component known to the validator, and those that it refers to. */
function addComponent(name: string): void {
  if (known.has(name)) return;
  known.add(name);
  const given = description().components.schemas?.[name] as Schema;
  const schema = name === outdatable ? withNullableLine(given) : given;
  ajv.addSchema(toJsonSchema(schema, { reference: addComponent, keepMinimum: true }), name);
}

function withNullableLine(schema: Schema): Schema {
  const line: Schema = { ...schema.properties?.line, nullable: true };
  return { ...schema, properties: { ...schema.properties, line } };
}

function faults(validate: ValidateFunction, value: unknown, what: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = 'unevaluatedProperty' in params ? ` (${params.unevaluatedProperty})` : '';
    return `${what}${instancePath}: ${message}${extra}`;
  });
}

/** What is wrong with a request, as GitHub describes it. */
export function requestFaults(
  { name, parameters, described }: Operation,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const found: string[] = [];
  for (const [key, value] of query) {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === key);
    if (!parameter) found.push(`the query parameter ${key} is not declared`);
    else found.push(...queryFaults(name, parameter, value));
  }
  const schema = described.requestBody?.content?.['application/json']?.schema;
  if (body === undefined) {
    if (described.requestBody?.required) found.push('the body is missing');
  } else if (!schema) found.push('a body is not declared');
  else found.push(...faults(validator(name, schema, 'request'), body, 'body'));
  return found;
}

function queryFaults(operation: string, parameter: Parameter, value: string): string[] {
  const { name, schema } = parameter;
  const numeric = schema.type === 'integer' && /^\d+$/.test(value);
  const flag = schema.type === 'boolean' && /^(true|false)$/.test(value);
  const typed = numeric ? Number(value) : flag ? value === 'true' : value;
  return faults(validator(`${operation}?${name}`, schema, 'response'), typed, `query.${name}`);
}

/** What is wrong with an answer of ours. `body` is undefined when there is none. */
export function responseFaults(operation: Operation, status: number, body: unknown): string[] {
  const listed = operation.described.responses[String(status)];
  if (!listed && !unlistedStatuses.has(status)) return [`${status} is not declared`];
  const content = listed ? resolve<Content>(listed).content : undefined;
  const own = content?.['application/json']?.schema;
  if (!own && status < 400) return body === undefined ? [] : ['the answer has no body'];
  const schema = own ?? { $ref: '#/components/schemas/basic-error' };
  return faults(validator(`${operation.name} ${status}`, schema, 'response'), body, 'answer');
}
