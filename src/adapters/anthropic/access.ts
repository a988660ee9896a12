/** Whether the API takes the key and has the model, asked without a message: it costs nothing. */

import Anthropic from '@anthropic-ai/sdk';
import { parsePrice, priceOf } from '../../domain/price.ts';
import type { ModelFault } from '../../ports/model.ts';
import type { ModelAccess } from '../../ports/platform.ts';
import { faultOf } from './fault.ts';

export interface AccessOptions {
  /** Empty when there is none. */
  readonly apiKey: string;
  readonly model: string;
  /** `2/10`, or empty: as on the price list. */
  readonly price: string;
  /** null: Anthropic's own. */
  readonly baseUrl: string | null;
}

const deadlineSeconds = 30;

export class ClaudeAccess implements ModelAccess {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  async fault(): Promise<ModelFault | null> {
    const { apiKey, model, price } = this.#options;
    if (apiKey === '') return { kind: 'no_key' };
    const fault = await this.#ask((client) => client.models.retrieve(model));
    if (fault?.kind === 'unknown_model') return { ...fault, alternatives: await this.#models() };
    if (fault !== null) return fault;
    const isPriced = priceOf(model) !== null || parsePrice(price) !== null;
    return isPriced ? null : { kind: 'unpriced_model', model };
  }

  async #models(): Promise<readonly string[]> {
    const found: string[] = [];
    await this.#ask(async (client) => {
      const page = await client.models.list({ limit: 20 });
      found.push(...page.data.map(({ id }) => id));
    });
    return found;
  }

  async #ask(question: (client: Anthropic) => Promise<unknown>): Promise<ModelFault | null> {
    const { apiKey, baseUrl, model } = this.#options;
    const client = new Anthropic({
      apiKey,
      baseURL: baseUrl ?? 'https://api.anthropic.com',
      timeout: deadlineSeconds * 1000,
      maxRetries: 1,
      ...{ logLevel: 'off', openTelemetry: false },
    });
    try {
      await question(client);
      return null;
    } catch (error) {
      const fault = faultOf(error, { model, deadlineSeconds, late: false, refusal: null });
      if (fault === null) throw error;
      return fault;
    }
  }
}
