import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LLMock } from '@copilotkit/aimock';
import * as z from 'zod';
import { Budget } from '../src/adapters/anthropic/budget.ts';
import { Claude, type ClaudeOptions } from '../src/adapters/anthropic/claude.ts';
import type { Prompt } from '../src/ports/model.ts';

/** A Messages API that nobody of this project wrote: does the wire format agree with others? */
const mock = new LLMock({ port: 0 });
before(() => mock.start());
after(() => mock.stop());

const schema = z.strictObject({ answer: z.string() });

function ask(question: string, changes: Partial<ClaudeOptions> = {}) {
  const prompt: Prompt = {
    system: [{ name: 'role', text: 'You answer in JSON.', cached: true }],
    user: [{ name: 'task', text: question, cached: false }],
  };
  const claude = new Claude({
    ...{ apiKey: 'mock', model: 'claude-sonnet-5-5', effort: null, price: null, middleware: [] },
    ...{ budget: new Budget(10), deadlineSeconds: 10, baseUrl: mock.url, ...changes },
  });
  return claude.ask({ prompt, schema, maxTokens: 1000, effort: 'low' });
}

describe('a Messages API of somebody else', () => {
  it('streams an answer that is understood', async () => {
    const text = `${'long '.repeat(500)}äöü€𝄞`;
    mock.onMessage('speak', { content: JSON.stringify({ answer: text }) });
    const answer = await ask('speak');
    assert.ok(answer.kind === 'answered');
    assert.equal(answer.value.answer, text);
    const body = mock.getLastRequest()?.body as { stream?: boolean } | undefined;
    assert.equal(body?.stream, true);
  });

  it('streams something else than was asked for', async () => {
    mock.onMessage('chat', { content: 'Of course! Here is your answer.' });
    const answer = await ask('chat');
    assert.ok(answer.kind === 'faulted');
    assert.deepEqual(answer.fault, { kind: 'malformed', why: 'it is not JSON' });
  });

  it('is asked again when it is busy, and not when it refuses', async () => {
    mock.onMessage('again', { content: '{"answer":"yes"}' });
    mock.nextRequestError(529, { message: 'overloaded', type: 'overloaded_error' });
    assert.equal((await ask('again')).kind, 'answered');
    mock.nextRequestError(401, { message: 'invalid x-api-key', type: 'authentication_error' });
    const refused = await ask('again');
    assert.ok(refused.kind === 'faulted');
    assert.equal(refused.fault.kind, 'wrong_key');
    mock.nextRequestError(400, { message: 'credit is too low', type: 'invalid_request_error' });
    const poor = await ask('again');
    assert.ok(poor.kind === 'faulted');
    assert.equal(poor.fault.kind, 'invalid_request');
  });

  it('hangs up in the middle', async () => {
    mock.onMessage(
      'hang up',
      { content: JSON.stringify({ answer: 'never to be seen '.repeat(100) }) },
      { disconnectAfterMs: 50, latency: 20 },
    );
    const answer = await ask('hang up');
    assert.ok(answer.kind === 'faulted');
    assert.equal(answer.fault.kind, 'unreachable');
  });

  it('is too slow', async () => {
    mock.onMessage('slowly', { content: `{"answer":"${'x'.repeat(500)}"}` }, { latency: 400 });
    const answer = await ask('slowly', { deadlineSeconds: 1 });
    assert.ok(answer.kind === 'faulted');
    assert.equal(answer.fault.kind, 'timed_out');
  });
});
