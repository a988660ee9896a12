/** OpenAPI 3.0's dialect of schemas, turned into JSON Schema. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly unevaluatedProperties?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

interface Options {
  /** Called with the name of every component that is referred to. */
  readonly reference: (name: string) => void;
  readonly keepMinimum: boolean;
}

/** Keywords that mean the same in both. */
const kept = ['format', 'required', 'maxItems', 'maxProperties', 'minimum', 'maximum', 'pattern'];

export function toJsonSchema(schema: Schema, options: Options): Schema {
  const { nullable, oneOf, anyOf } = schema;
  const alternatives = [...(oneOf ?? []), ...(anyOf ?? [])];
  const inner = (each: Schema) => toJsonSchema(each, options);
  const plain: Schema = {
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => kept.includes(key))),
    ...(schema.$ref ? { $ref: referTo(schema.$ref, options) } : {}),
    ...(schema.type ? { type: schema.type } : {}),
    ...(schema.enum ? { enum: schema.enum } : {}),
    ...(schema.minItems && options.keepMinimum ? { minItems: schema.minItems } : {}),
    ...(schema.items ? { items: inner(schema.items) } : {}),
    ...(schema.allOf ? { allOf: schema.allOf.map(inner) } : {}),
    // Several alternatives often fit at once: GitHub means any of them.
    ...(alternatives.length > 0 ? { anyOf: alternatives.map(inner) } : {}),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, each]) => [name, inner(each)]),
          ),
        }
      : {}),
    ...(schema.additionalProperties === undefined
      ? {}
      : { additionalProperties: innerOrFlag(schema.additionalProperties, inner) }),
  };
  if (!nullable || Object.keys(plain).length === 0) return plain;
  return { anyOf: [plain, { type: 'null' }] };
}

function innerOrFlag(value: boolean | Schema, inner: (each: Schema) => Schema): boolean | Schema {
  return typeof value === 'boolean' ? value : inner(value);
}

function referTo(reference: string, { reference: seen }: Options): string {
  const name = reference.split('/').at(-1) ?? '';
  seen(name);
  return name;
}

/** The same schema, in which an object may only have properties that are described. */
export function closeObjects(schema: Schema): Schema {
  const closed = closeInside(schema);
  return isOpenObject(schema) ? { ...closed, unevaluatedProperties: false } : closed;
}

function closeInside(schema: Schema): Schema {
  return {
    ...schema,
    ...(schema.items ? { items: closeObjects(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(closeInside) } : {}),
    ...(schema.allOf ? { allOf: schema.allOf.map(closeInside) } : {}),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, each]) => [name, closeObjects(each)]),
          ),
        }
      : {}),
  };
}

/** Objects that describe properties, by themselves or in their alternatives. */
function isOpenObject(schema: Schema): boolean {
  if (schema.additionalProperties !== undefined) return false;
  if (schema.properties || schema.$ref) return true;
  return [...(schema.anyOf ?? []), ...(schema.allOf ?? [])].some(isOpenObject);
}
