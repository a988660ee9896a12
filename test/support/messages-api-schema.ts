/** What the Messages API takes, from the SDK's own types: a request with a wrong field is refused. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type SchemaObject } from 'ajv';
import { digestOf } from '../../src/domain/digest.ts';

const type = 'MessageCreateParamsBase';

function definitionsFile(): string {
  const main = createRequire(path.resolve('package.json')).resolve('@anthropic-ai/sdk');
  return path.join(path.dirname(main), 'resources', 'messages', 'messages.d.ts');
}

/** Made once for a version of the SDK: it takes seconds, and many test files need it. */
async function requestSchema(): Promise<SchemaObject> {
  const definitions = definitionsFile();
  const sdk = path.resolve(path.dirname(definitions), '../../package.json');
  const version = digestOf(readFileSync(sdk, 'utf8')).slice(0, 12);
  const file = path.join('.build', `messages-api-${version}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SchemaObject;
  } catch {
    const { createGenerator } = await import('ts-json-schema-generator');
    const schema = createGenerator({
      path: definitions,
      type,
      skipTypeCheck: true,
      additionalProperties: false,
      jsDoc: 'none',
    }).createSchema(type);
    mkdirSync('.build', { recursive: true });
    // Whole at once: other test files may be reading it.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(schema));
    renameSync(`${file}.${process.pid}`, file);
    return schema as SchemaObject;
  }
}

/** The faults of a decoded request body; none when it is one that the SDK's types allow. */
export async function requestChecker(): Promise<(body: unknown) => readonly string[]> {
  const schema = await requestSchema();
  // Types say nothing of whole numbers; `type` lists with an enum are how the generator writes unions.
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  return (body) => {
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}
