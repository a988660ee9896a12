/** What the Messages API takes, from the SDK's own types: a request with a wrong field is refused. */

import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type SchemaObject } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const type = 'MessageCreateParamsBase';

function definitionsFile(): string {
  const main = createRequire(path.resolve('package.json')).resolve('@anthropic-ai/sdk');
  return path.join(path.dirname(main), 'resources', 'messages', 'messages.d.ts');
}

/** The faults of a decoded request body; none when it is one that the SDK's types allow. */
export function requestChecker(): (body: unknown) => readonly string[] {
  const schema = createGenerator({
    path: definitionsFile(),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
  }).createSchema(type);
  // Types say nothing of whole numbers; `type` lists with an enum are how the generator writes unions.
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema as SchemaObject);
  return (body) => {
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}
