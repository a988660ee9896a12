/** Trials in a DynamoDB table. Loads the SDK: import it only where there is a table. */

import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { newestIndex, type StoredTrial } from '../../domain/trial/stored.ts';
import type { Listing, PutOutcome, TrialStore } from '../../ports/trial-store.ts';
import { isKept, type TablePlace, troubleOf } from './mend.ts';

type Item = Record<string, AttributeValue>;

export interface Patience {
  /** Tries a request, the first among them. */
  readonly attempts: number;
  /** Milliseconds for one try. */
  readonly timeout: number;
}

const patient: Patience = { attempts: 5, timeout: 10_000 };

/** Credentials are those that the AWS CLI would find. Nothing is sent before the first call. */
export function openTrialStore(place: TablePlace, patience: Patience = patient): TrialStore {
  return new DynamoTrialStore(place, patience);
}

class DynamoTrialStore implements TrialStore {
  #place: TablePlace;
  readonly #patience: Patience;
  #client: DynamoDBClient | null = null;

  constructor(place: TablePlace, patience: Patience) {
    this.#place = place;
    this.#patience = patience;
  }

  async put(item: StoredTrial): Promise<PutOutcome> {
    try {
      const client = await this.#open();
      await client.send(
        new PutItemCommand({
          TableName: this.#place.table,
          Item: attributesOf(item),
          // A request that is repeated because its answer was lost finds its own item, and keeps it.
          ConditionExpression: 'attribute_not_exists(experiment_id) OR #revision < :revision',
          ExpressionAttributeNames: { '#revision': 'revision' },
          ExpressionAttributeValues: { ':revision': { S: item.revision } },
        }),
      );
      return { kind: 'written' };
    } catch (error) {
      return isKept(error) ? { kind: 'kept' } : troubleOf(error, this.#place);
    }
  }

  async revisions(): Promise<Listing> {
    const revisions = new Map<string, string>();
    try {
      const client = await this.#open();
      let from: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: this.#place.table,
            IndexName: newestIndex.name,
            ScanIndexForward: false,
            KeyConditionExpression: '#key = :value',
            ProjectionExpression: 'experiment_id, #revision',
            ExpressionAttributeNames: { '#key': newestIndex.key, '#revision': 'revision' },
            ExpressionAttributeValues: { ':value': { S: newestIndex.value } },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        for (const { experiment_id: id, revision } of page.Items ?? []) {
          if (id?.S && revision?.S) revisions.set(id.S, revision.S);
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return { kind: 'listed', revisions };
    } catch (error) {
      return troubleOf(error, this.#place);
    }
  }

  /** Opened within the calls, so that a wrong region or address is an outcome of theirs. */
  async #open(): Promise<DynamoDBClient> {
    this.#client ??= connect(this.#place, this.#patience);
    // Where the environment says which, messages can name it.
    this.#place = { ...this.#place, region: await this.#client.config.region() };
    return this.#client;
  }
}

function connect({ region, endpoint }: TablePlace, { attempts, timeout }: Patience) {
  // The SDK is bundled: which Node.js its later versions want is no matter of who runs this one.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new DynamoDBClient({
    ...(region === null ? {} : { region }),
    ...(endpoint === null ? {} : { endpoint }),
    maxAttempts: attempts,
    requestHandler: {
      ...{ connectionTimeout: timeout, requestTimeout: timeout },
      throwOnRequestTimeout: true,
    },
  });
}

function attributesOf(item: StoredTrial): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]): [string, AttributeValue] => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );
}
