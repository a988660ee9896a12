import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod';
import { Budget } from '../src/adapters/anthropic/budget.ts';
import type { Answer, ClaudeOptions } from '../src/adapters/anthropic/claude.ts';
import { explainFault } from '../src/adapters/anthropic/fault.ts';
import {
  costOf,
  estimateTokens,
  type Price,
  parsePrice,
  priceOf,
  prices,
  worstCase,
} from '../src/domain/price.ts';
import type { ModelFault, Prompt } from '../src/ports/model.ts';
import { type ApiReply, json, MessagesApi } from './support/messages-api.ts';
import { claudeAt, proposerAt, requestFor } from './support/messages-api-claude.ts';

const api = new MessagesApi();
before(() => api.start());
after(() => api.stop());

const prompt: Prompt = {
  system: [{ name: 'role', text: 'You answer.', cached: true }],
  user: [{ name: 'task', text: 'Answer yes.', cached: false }],
};
const schema = z.strictObject({ yes: z.boolean() });
const maxTokens = 1000;

function ask(
  replies: readonly ApiReply[],
  changes: Partial<ClaudeOptions> = {},
): Promise<Answer<{ yes: boolean }>> {
  api.queue(...replies);
  return claudeAt(api, changes).ask({ prompt, schema, maxTokens, effort: 'low' });
}

/** The fault, after its words were looked at. */
function faultIn(answer: Answer<unknown>, words: RegExp): ModelFault {
  assert.ok(answer.kind === 'faulted');
  assert.match(explainFault(answer.fault), words);
  return answer.fault;
}

function error(status: number, type: string, headers: Record<string, string> = {}): ApiReply {
  return { kind: 'error', status, type, headers };
}

describe('a call', () => {
  it('is refused by the local API when the SDK has no such field', async () => {
    const response = await fetch(`${api.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': api.key, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ model: 'claude-sonnet-5-5', max_tokens: 1, temperature: 0 },
        messages: [{ role: 'user', content: 'hello' }],
      }),
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /additional properties.*temperature/);
  });

  it('ends without a request when there is no key', async () => {
    const asked = api.headers.length;
    for (const apiKey of [null, '', ' \n']) {
      const fault = faultIn(await ask([], { apiKey }), /no API key. Set ANTHROPIC_API_KEY/);
      assert.equal(fault.kind, 'no_key');
    }
    assert.equal(api.headers.length, asked);
  });

  it('names a key that is wrong', async () => {
    const answer = await ask([], { apiKey: 'another-key' });
    const fault = faultIn(answer, /does not take the key \(invalid key\).*Make a new one/);
    assert.equal(fault.kind, 'wrong_key');
  });

  it('names the models that there are instead of one that is retired', async () => {
    const answer = await ask([], { model: 'claude-sonnet-4-5' });
    const fault = faultIn(
      answer,
      /claude-sonnet-4-5 does not exist, or not any more\. Choose one of claude-sonnet-5-5, claude-opus-5-5 and claude-haiku-5-5\./,
    );
    assert.equal(fault.kind, 'unknown_model');
  });

  it('is not made for a model whose price nobody knows, and made when it is given', async () => {
    const asked = api.headers.length;
    const fault = faultIn(
      await ask([], { model: 'claude-next' }),
      /give its price as INPUT\/OUTPUT/,
    );
    assert.deepEqual(fault, { kind: 'unpriced_model', model: 'claude-next' });
    assert.equal(api.headers.length, asked);
    const priced = await ask([], { model: 'claude-next', price: parsePrice('2/10') });
    assert.equal(faultIn(priced, /does not exist/).kind, 'unknown_model');
  });

  it('waits out a short limit and gets its answer', async () => {
    const answer = await ask([
      error(429, 'rate_limit_error'),
      error(529, 'overloaded_error'),
      json({ yes: true }),
    ]);
    assert.ok(answer.kind === 'answered');
    assert.deepEqual(answer.value, { yes: true });
  });

  it('does not wait for a limit that lasts longer than its deadline', async () => {
    const start = Date.now();
    const answer = await ask([error(429, 'rate_limit_error', { 'retry-after': '3600' })]);
    const fault = faultIn(answer, /no more requests for now \(again in 3,600 seconds\)/);
    assert.deepEqual(fault, { kind: 'rate_limited', seconds: 3600 });
    assert.ok(Date.now() - start < 5000);
    assert.equal(answer.spending.cost.usd, 0);
  });

  it('gives up on an API that stays overloaded', async () => {
    const overloaded = error(529, 'overloaded_error');
    const answer = await ask([overloaded, overloaded, overloaded]);
    assert.equal(faultIn(answer, /overloaded or out of order/).kind, 'overloaded');
    const broken = error(500, 'api_error');
    assert.equal(faultIn(await ask([broken, broken, broken]), /next run/).kind, 'overloaded');
  });

  it('ends at its deadline, before the answer begins and in the middle of it', async () => {
    const late = { deadlineSeconds: 0.5 };
    const silent = await ask([{ kind: 'silence' }], late);
    assert.deepEqual(faultIn(silent, /within 0\.5 second/), { kind: 'timed_out', seconds: 0.5 });
    assert.equal(silent.spending.cost.usd, 0);
    const half = await ask([{ kind: 'silence', afterEvents: 6 }], late);
    assert.equal(faultIn(half, /a lower effort answers sooner/).kind, 'timed_out');
    assert.equal(half.spending.cost.output_tokens, maxTokens, 'charged as if it had gone on');
  });

  it('charges a stream that breaks off for all that it might have written', async () => {
    const budget = new Budget(1);
    const answer = await ask([{ kind: 'disconnect', afterEvents: 6, text: '{"yes"' }], { budget });
    assert.equal(faultIn(answer, /cannot be reached/).kind, 'unreachable');
    assert.deepEqual(answer.spending.cost, {
      ...{ input_tokens: 1000, output_tokens: 1000, cache_read_tokens: 0, cache_write_tokens: 0 },
      usd: 0.012,
    });
    assert.equal(budget.spent, 0.012);
  });

  it('knows an error in the middle of a stream', async () => {
    const stream = (type: string): ApiReply => ({ kind: 'stream_error', afterEvents: 3, type });
    assert.equal(faultIn(await ask([stream('overloaded_error')]), /./).kind, 'overloaded');
    assert.equal(faultIn(await ask([stream('rate_limit_error')]), /./).kind, 'rate_limited');
  });

  it('says where nobody listens', async () => {
    const answer = await ask([], { baseUrl: 'http://127.0.0.1:9', deadlineSeconds: 5 });
    assert.equal(
      faultIn(answer, /cannot be reached \(.*(ECONNREFUSED|bad port).*Check the network/).kind,
      'unreachable',
    );
  });

  it('tells a request that is refused from one that is not answered', async () => {
    const answer = await ask([error(400, 'invalid_request_error')]);
    assert.equal(
      faultIn(answer, /Check model, effort and the account's credit/).kind,
      'invalid_request',
    );
  });

  it('knows answers that are cut, refused or not what was asked for, and what they cost', async () => {
    const text = '{"yes": tr';
    const cases: readonly [ApiReply, ModelFault['kind'], RegExp][] = [
      [{ kind: 'message', text, stop: 'max_tokens' }, 'truncated', /cut at 1,000 tokens/],
      [{ kind: 'message', text, stop: 'model_context_window_exceeded' }, 'truncated', /larger one/],
      [
        { kind: 'message', text: '', stop: 'refusal', refusal: 'No codecs today.' },
        'refused',
        /declined to answer \(No codecs today\.\)/,
      ],
      [{ kind: 'message', text }, 'malformed', /it is not JSON/],
      [json({ yes: 'perhaps' }), 'malformed', /yes: /],
      [json({ yes: true, no: true }), 'malformed', /the answer: /],
    ];
    for (const [reply, kind, words] of cases) {
      const answer = await ask([reply]);
      assert.equal(faultIn(answer, words).kind, kind);
      assert.equal(answer.spending.cost.usd, 0.004);
    }
  });

  it('knows a body that is no stream at all', async () => {
    const bodies: readonly ApiReply[] = [
      { kind: 'raw', body: '<html>proxy</html>', contentType: 'text/html' },
      { kind: 'raw', body: '', contentType: 'text/event-stream' },
      {
        kind: 'raw',
        body: 'event: message_start\ndata: {"half\n\n',
        contentType: 'text/event-stream',
      },
    ];
    for (const body of bodies) {
      assert.equal(faultIn(await ask([body]), /cannot be used/).kind, 'malformed');
    }
  });

  it('reaches the proposer as an end with words, a fault and a cost', async () => {
    api.queue({ kind: 'message', text: '', stop: 'refusal' });
    const outcome = await proposerAt(api).propose(requestFor([]));
    assert.ok(outcome.kind === 'exhausted');
    assert.equal(outcome.fault?.kind, 'refused');
    assert.match(outcome.why, /another model may answer/);
    assert.equal(outcome.spending.cost.usd, 0.004);
  });
});

describe('the budget', () => {
  it('refuses a call whose worst case is more than what is left', async () => {
    const asked = api.headers.length;
    const budget = new Budget(0.01);
    const fault = faultIn(
      await ask([], { budget }),
      /may cost \$0\.01\d\d, and \$0\.0100 of the budget are left\. Raise max-usd-per-day/,
    );
    assert.equal(fault.kind, 'over_budget');
    assert.equal(api.headers.length, asked);
    assert.equal(budget.spent, 0);
  });

  it('is charged what a call really cost', async () => {
    const budget = new Budget(1);
    await ask([json({ yes: true })], { budget });
    assert.equal(budget.spent, 0.004);
    assert.equal(budget.left, 0.996);
  });

  it('keeps a call that has not ended charged in full, and settles it once', () => {
    const budget = new Budget(1);
    const hold = budget.reserve(0.7) ?? assert.fail();
    assert.equal(budget.reserve(0.31), null);
    assert.equal(budget.left, 0.3);
    hold.settle(0.1);
    assert.equal(budget.left, 0.9);
    assert.throws(() => hold.settle(0.1), /settled already/);
    (budget.reserve(0.9) ?? assert.fail()).settle(1.5);
    assert.equal(budget.left, -0.6);
    assert.equal(budget.reserve(0), null);
  });

  it('allows nothing when its amount is no number', () => {
    for (const amount of [Number.NaN, -1, 0]) assert.equal(new Budget(amount).reserve(0.01), null);
    assert.equal(new Budget(1).reserve(Number.NaN), null);
  });
});

describe('the price list', () => {
  it('has the default model, and knows a model with a date', () => {
    assert.equal(priceOf('claude-sonnet-5-5')?.output, 10);
    assert.deepEqual(priceOf('claude-haiku-4-5-20251001'), prices['claude-haiku-4-5']);
    for (const unknown of ['claude-next', 'constructor', '']) assert.equal(priceOf(unknown), null);
  });

  it('charges long prompts of a model that has two prices by the dearer one', () => {
    const price = priceOf('claude-haiku-5-5') ?? assert.fail();
    const usage = { input: 100_000, output: 1_000_000, cacheRead: 0, cacheWrite: 0 };
    assert.equal(costOf(usage, price).usd, 0.51);
    assert.equal(costOf({ ...usage, cacheRead: 1 }, price).usd, 2.55);
    assert.equal(worstCase(price, 100_001, 0), 0.062501);
  });

  it('takes a price from a person, and never counts too little for the cache', () => {
    const price = parsePrice(' 2.5 / 10 ') ?? assert.fail();
    assert.deepEqual(price, {
      ...{ input: 2.5, output: 10, cacheRead: 2.5, cacheWrite: 3.125, long: null },
    } satisfies Price);
    for (const wrong of ['', '2', '2/', '-1/5', '2/10/3', 'NaN/1', '1e3/2']) {
      assert.equal(parsePrice(wrong), null, wrong);
    }
  });

  it('bounds a call: no usage within its limits costs more', () => {
    for (const price of Object.values(prices)) {
      const most = worstCase(price, 9000, 500);
      for (const [input, cacheRead, cacheWrite] of [
        [9000, 0, 0],
        [0, 9000, 0],
        [0, 0, 9000],
      ] as const) {
        assert.ok(costOf({ input, cacheRead, cacheWrite, output: 500 }, price).usd <= most);
      }
    }
  });

  it('estimates tokens by bytes', () => {
    assert.equal(estimateTokens(''), 0);
    assert.equal(estimateTokens('12345'), 2);
    assert.equal(estimateTokens('€'), 2);
  });
});
