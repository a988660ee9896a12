/** A CloudFormation template, read with its intrinsic functions, and what is wrong with it. */

import { parse, type ScalarTag, type Tags } from 'yaml';

export type Tree = null | string | number | boolean | readonly Tree[] | Branch;
export interface Branch {
  readonly [key: string]: Tree;
}

/** `!Ref x` is `{ Ref: x }`, the others `{ 'Fn::Name': x }`, as in the long form. */
export function readTemplate(text: string): Branch {
  const scalars = ['Ref', 'Sub', 'GetAtt'].map(
    (name): ScalarTag => ({ tag: `!${name}`, resolve: (value) => intrinsic(name, value) }),
  );
  const sequences = ['Equals', 'If'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (value: unknown) => intrinsic(name, (value as { toJSON(): unknown }).toJSON()),
  }));
  const customTags = [...scalars, ...sequences] as Tags;
  return branch(parse(text, { customTags, strict: true, logLevel: 'error' }));
}

function intrinsic(name: string, value: unknown): Branch {
  return { [name === 'Ref' ? name : `Fn::${name}`]: value as Tree };
}

/** An empty one for everything that is no mapping. */
export function branch(tree: Tree | undefined): Branch {
  const isBranch = typeof tree === 'object' && tree !== null && !Array.isArray(tree);
  return isBranch ? (tree as Branch) : {};
}

export function leaves(tree: Tree | undefined): readonly Tree[] {
  if (Array.isArray(tree)) return tree;
  return tree === undefined ? [] : [tree];
}

/** Of AWS's resource specification, what this project uses. */
const properties: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': [
    ...['TableName', 'BillingMode', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes'],
    ...['TimeToLiveSpecification', 'PointInTimeRecoverySpecification'],
  ],
  'AWS::IAM::OIDCProvider': ['Url', 'ClientIdList', 'ThumbprintList'],
  'AWS::IAM::Role': [
    ...['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Policies', 'RoleName'],
  ],
};
const attributes: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['Arn', 'StreamArn'],
  'AWS::IAM::OIDCProvider': ['Arn'],
  'AWS::IAM::Role': ['Arn', 'RoleId'],
};
const sections = [
  ...['AWSTemplateFormatVersion', 'Description', 'Parameters', 'Conditions', 'Resources'],
  'Outputs',
];
const resourceKeys = ['Type', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Properties'];
const pseudo = ['AWS::AccountId', 'AWS::Partition', 'AWS::Region'];

/** What CloudFormation or IAM would refuse, and what grants more than it should. */
export function faultsIn(template: Branch): string[] {
  const resources = Object.entries(branch(template.Resources));
  return [
    ...Object.keys(template).filter((name) => !sections.includes(name)),
    ...resources.flatMap(([name, resource]) => resourceFaults(name, branch(resource))),
    ...referenceFaults(template),
    ...parameterFaults(template),
    ...resources.flatMap(([name, resource]) => {
      const { Type: type, Properties: given } = branch(resource);
      if (type === 'AWS::DynamoDB::Table') return tableFaults(branch(given));
      return type === 'AWS::IAM::Role' ? roleFaults(name, branch(given)) : [];
    }),
  ];
}

function resourceFaults(name: string, resource: Branch): string[] {
  const known = properties[String(resource.Type)];
  if (!known) return [`${name}: unknown type ${resource.Type}`];
  return [
    ...Object.keys(resource).filter((key) => !resourceKeys.includes(key)),
    ...Object.keys(branch(resource.Properties)).filter((key) => !known.includes(key)),
  ].map((key) => `${name}: unknown key ${key}`);
}

/** Every name that a function refers to, by the function. */
function references(tree: Tree): [string, string][] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (key === 'Fn::Sub') {
      return [...String(value).matchAll(/\$\{([^}]+)\}/g)].map(([, at]) => ['Sub', at as string]);
    }
    if (key === 'Ref' || key === 'Fn::GetAtt') return [[key, String(value)]];
    const inner = references(value);
    return key === 'Fn::If' ? [['If', String(leaves(value)[0])], ...inner] : inner;
  });
}

function referenceFaults(template: Branch): string[] {
  const resources = branch(template.Resources);
  const plain = [...Object.keys(branch(template.Parameters)), ...Object.keys(resources), ...pseudo];
  const conditions = Object.keys(branch(template.Conditions));
  const isThere = ([kind, at]: [string, string]) => {
    if (kind === 'If') return conditions.includes(at);
    const [name = '', attribute] = at.split('.');
    if (attribute === undefined) return kind !== 'Fn::GetAtt' && plain.includes(at);
    const type = String(branch(resources[name]).Type);
    return (attributes[type] ?? []).includes(attribute);
  };
  const conditioned = Object.values(resources).flatMap((resource) => {
    const { Condition: condition } = branch(resource);
    return condition === undefined ? [] : [['If', String(condition)] as [string, string]];
  });
  return [...references(template), ...conditioned]
    .filter((reference) => !isThere(reference))
    .map(([kind, at]) => `${kind} of ${at}, which is not there`);
}

function parameterFaults(template: Branch): string[] {
  const used = new Set(references(template).map(([, at]) => at));
  return Object.entries(branch(template.Parameters)).flatMap(([name, parameter]) => {
    const { Default: value, AllowedPattern: pattern, AllowedValues: values } = branch(parameter);
    const fits =
      value === undefined ||
      ((pattern === undefined || new RegExp(`^(?:${pattern})$`).test(String(value))) &&
        (values === undefined || leaves(values).includes(value)));
    return [
      ...(fits ? [] : [`${name}: its default is not allowed`]),
      ...(used.has(name) ? [] : [`${name}: nothing refers to it`]),
    ];
  });
}

const keyNames = (holder: Branch) =>
  leaves(holder.KeySchema).map((key) => String(branch(key).AttributeName));

function tableFaults(table: Branch): string[] {
  const indexes = leaves(table.GlobalSecondaryIndexes).map(branch);
  const defined = leaves(table.AttributeDefinitions).map((each) =>
    String(branch(each).AttributeName),
  );
  const keys = new Set([table, ...indexes].flatMap(keyNames));
  const order = [table, ...indexes]
    .map((holder) => leaves(holder.KeySchema).map((key) => branch(key).KeyType))
    .filter((types) => String(types) !== 'HASH,RANGE');
  return [
    ...[...keys].filter((name) => !defined.includes(name)).map((name) => `no type of key ${name}`),
    ...defined.filter((name) => !keys.has(name)).map((name) => `${name} is no key`),
    ...order.map((types) => `keys of types ${types}`),
    ...(table.BillingMode === 'PAY_PER_REQUEST' ? [] : ['not on demand']),
    ...(branch(table.PointInTimeRecoverySpecification).PointInTimeRecoveryEnabled === true
      ? []
      : ['no point-in-time recovery']),
  ];
}

function roleFaults(name: string, role: Branch): string[] {
  const own = leaves(role.Policies).flatMap((policy) =>
    leaves(branch(branch(policy).PolicyDocument).Statement).map(branch),
  );
  const wide = own.flatMap((statement) => [
    ...leaves(statement.Action).filter((action) => /\*|^[^:]*$/.test(String(action))),
    ...leaves(statement.Resource).filter((resource) => /\*/.test(JSON.stringify(resource))),
  ]);
  const trust = leaves(branch(role.AssumeRolePolicyDocument).Statement).map(branch);
  const open = trust.filter(({ Condition: condition }) => {
    const { StringEquals: equal, ...others } = branch(condition);
    const issuer = 'token.actions.githubusercontent.com';
    const subject = branch(equal)[`${issuer}:sub`];
    const exact = branch(equal)[`${issuer}:aud`] === 'sts.amazonaws.com' && subject !== undefined;
    return !exact || /\*/.test(JSON.stringify(subject)) || Object.keys(others).length > 0;
  });
  return [
    ...wide.map((each) => `${name}: too wide: ${JSON.stringify(each)}`),
    ...open.map(() => `${name}: may be taken by others`),
  ];
}
