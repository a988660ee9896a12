import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expiryAttribute, fingerprintIndex, newestIndex } from '../src/domain/trial/stored.ts';
import { branch, faultsIn, leaves, readTemplate } from './support/cloudformation.ts';

/** A name as the template writes it into a text. */
const within = (name: string) => `\${${name}}`;
const text = readFileSync('infra/dynamodb.yml', 'utf8');

describe('infra/dynamodb.yml', () => {
  it('has nothing that CloudFormation would refuse or that grants too much', () => {
    assert.deepEqual(faultsIn(readTemplate(text)), []);
  });

  it('would be refused with a planted fault', () => {
    const faults: [string, string, RegExp][] = [
      ['Outputs:', 'Output:', /^Output$/],
      ['AWS::DynamoDB::Table', 'AWS::DynamoDB::Tabel', /unknown type AWS::DynamoDB::Tabel/],
      ['BillingMode: PAY', 'BilingMode: PAY', /unknown key BilingMode/],
      ['BillingMode: PAY_PER_REQUEST', 'BillingMode: PROVISIONED', /not on demand/],
      ['RecoveryEnabled: true', 'RecoveryEnabled: false', /no point-in-time recovery/],
      ['!Ref TableName', '!Ref Tablename', /Ref of Tablename, which is not there/],
      ['!GetAtt Role.Arn', '!GetAtt Role.Name', /GetAtt of Role\.Name, which is not there/],
      [within('DefaultBranch'), 'main', /DefaultBranch: nothing refers to it/],
      [within('Repository'), within('Repo'), /Sub of Repo, which is not there/],
      ['- WithOidcProvider', '- WithoutOidcProvider', /If of WithoutOidcProvider/],
      ['Condition: WithOidcProvider', 'Condition: Sometimes', /If of Sometimes/],
      ['Default: "true"', 'Default: "yes"', /CreateOidcProvider: its default is not allowed/],
      [
        'AttributeName: fingerprint, AttributeType',
        'AttributeName: print, AttributeType',
        /no type of key fingerprint/,
      ],
      ['KeyType: RANGE', 'KeyType: HASH', /keys of types HASH,HASH/],
      ['[dynamodb:PutItem]', '["dynamodb:*"]', /too wide: "dynamodb:\*"/],
      ['[!GetAtt Table.Arn]', '["*"]', /too wide: "\*"/],
      [`:ref:refs/heads/${within('DefaultBranch')}`, ':*', /may be taken by others/],
      ['StringEquals', 'StringLike', /may be taken by others/],
      [':aud: sts.amazonaws.com', ':aud: elsewhere', /may be taken by others/],
    ];
    for (const [from, to, found] of faults) {
      const broken = text.replace(from, () => to);
      assert.notEqual(broken, text, from);
      assert.match(faultsIn(readTemplate(broken)).join('\n'), found, to);
    }
  });

  it('has the keys, the indexes and the expiry that the items are written for', () => {
    const resources = branch(readTemplate(text).Resources);
    const table = branch(branch(resources.Table).Properties);
    const keysOf = (holder: unknown) =>
      leaves(branch(holder as never).KeySchema).map((key) => branch(key).AttributeName);
    assert.deepEqual(keysOf(table), ['experiment_id', 'timestamp']);
    const indexes = leaves(table.GlobalSecondaryIndexes).map(branch);
    assert.deepEqual(
      indexes.map((index) => [index.IndexName, ...keysOf(index)]),
      [
        [newestIndex.name, newestIndex.key, 'timestamp'],
        [fingerprintIndex.name, fingerprintIndex.key, 'timestamp'],
      ],
    );
    assert.equal(branch(table.TimeToLiveSpecification).AttributeName, expiryAttribute);
  });

  it('lets the default branch of the one repository write items and query one index', () => {
    const resources = branch(readTemplate(text).Resources);
    const role = branch(branch(resources.Role).Properties);
    const [trust] = leaves(branch(role.AssumeRolePolicyDocument).Statement).map(branch);
    assert.deepEqual(trust?.Condition, {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': {
          'Fn::Sub': `repo:${within('Repository')}:ref:refs/heads/${within('DefaultBranch')}`,
        },
      },
    });
    const statements = leaves(role.Policies).flatMap((policy) =>
      leaves(branch(branch(policy).PolicyDocument).Statement).map(branch),
    );
    assert.deepEqual(
      statements.map(({ Effect, Action, Resource }) => [Effect, Action, Resource]),
      [
        ['Allow', ['dynamodb:PutItem'], [{ 'Fn::GetAtt': 'Table.Arn' }]],
        [
          'Allow',
          ['dynamodb:Query'],
          [{ 'Fn::Sub': `${within('Table.Arn')}/index/${newestIndex.name}` }],
        ],
      ],
    );
  });

  it('takes a repository as its tokens name it, old or new', () => {
    const { AllowedPattern: pattern } = branch(branch(readTemplate(text).Parameters).Repository);
    const allowed = new RegExp(`^(?:${pattern})$`);
    for (const name of ['octo/codecs', 'octo@123/codecs@456']) assert.match(name, allowed);
    for (const name of ['octo', 'octo/*', 'octo/codecs:ref', '*/codecs']) {
      assert.doesNotMatch(name, allowed);
    }
  });
});
