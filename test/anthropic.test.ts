import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Budget } from '../src/adapters/anthropic/budget.ts';
import { ClaudeRepairer } from '../src/adapters/anthropic/repairer.ts';
import { checkSource } from '../src/domain/static-check.ts';
import { readNote } from '../src/domain/strategy.ts';
import { renderRepairPrompt } from '../src/render/prompt/repair.ts';
import { json, MessagesApi } from './support/messages-api.ts';
import {
  baseline,
  benchmark,
  claudeAt,
  delimiter,
  numberedTrial,
  proposerAt,
  requestFor,
  sourceOf,
} from './support/messages-api-claude.ts';
import { codec } from './support/sandbox.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { acceptedTrial, failedTrials } from './support/trials.ts';

const api = new MessagesApi();
before(() => api.start());
after(() => api.stop());

const fresh = codec({ top: 'const fresh = true;' });
const good = {
  title: 'Write runs of equal samples as one number',
  hypothesis: 'Screens have long runs. About 5 % fewer bytes on screen.',
  builds_on: [7, 99],
  source: fresh,
};
const history = [
  numberedTrial(6, acceptedTrial),
  numberedTrial(7),
  numberedTrial(8, failedTrials.runtime_error),
];

/** The newest request as it was sent, long texts cut to what tells them apart. */
function newestRequest(): string {
  return `${JSON.stringify(api.requests.at(-1), null, 2)}\n`;
}

function newestPrompt(): string {
  const content = api.requests.at(-1)?.messages[0]?.content;
  assert.ok(Array.isArray(content));
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
}

describe('Claude as the author', () => {
  it('proposes a candidate, with its cost by kinds of tokens', async () => {
    api.queue(json(good, { input: 300, output: 5000, cacheRead: 6000, cacheWrite: 2000 }));
    const outcome = await proposerAt(api).propose(requestFor(history));
    assert.ok(outcome.kind === 'proposed');
    const { proposal, spending } = outcome;
    assert.equal(proposal.source, fresh);
    assert.equal(proposal.author, 'claude');
    assert.deepEqual(readNote(proposal.hypothesis)?.buildsOn, [7], 'numbers that exist');
    assert.deepEqual(spending, {
      model: 'claude-sonnet-5-5',
      cost: {
        input_tokens: 300,
        output_tokens: 5000,
        cache_read_tokens: 6000,
        cache_write_tokens: 2000,
        usd: 0.0562,
      },
    });
  });

  it('is asked by a request that the SDK knows, streamed and without tools', () => {
    const request = api.requests.at(-1) ?? assert.fail();
    assert.equal(request.stream, true);
    assert.equal(request.tools, undefined);
    assert.equal(request.output_config?.effort, 'high');
    assertSnapshot('anthropic-proposal.json', newestRequest());
  });

  it('leaves effort out for a model that refuses it, and obeys a person who sets one', async () => {
    api.answer(() => json(good));
    await proposerAt(api, { effort: 'low' }).propose(requestFor(history));
    assert.equal(api.requests.at(-1)?.output_config?.effort, 'low');
    const asked = api.requests.length;
    const outcome = await proposerAt(api, { model: 'claude-haiku-4-5' }).propose(
      requestFor(history),
    );
    assert.equal(outcome.kind, 'exhausted', 'the local API has no such model');
    assert.ok(!('effort' in (api.requests[asked]?.output_config ?? {})));
  });

  it('hands on a candidate that fails its static check: a trial will tell', async () => {
    const source = codec({ top: "import fs from 'node:fs'; const half = (" });
    api.queue(json({ ...good, source }));
    const outcome = await proposerAt(api).propose(requestFor(history));
    assert.ok(outcome.kind === 'proposed');
    assert.ok(checkSource(outcome.proposal.source, benchmark.limits).length > 0);
  });

  it('is asked once more when the code was tried, comments and layout aside', async () => {
    const again = `// Quite new!\n${sourceOf(7).replaceAll('; ', ';\n\n')}`;
    api.queue(json({ ...good, source: again }), json(good));
    const outcome = await proposerAt(api).propose(requestFor(history));
    assert.ok(outcome.kind === 'proposed');
    assert.equal(outcome.proposal.source, fresh);
    assert.equal(outcome.spending.cost.output_tokens, 400, 'both answers are paid for');
    assert.match(newestPrompt(), /of no use: its code is that of #7, which was tried\./);
  });

  it('gives up after the second one, and the cost is told all the same', async () => {
    api.queue(json({ ...good, source: baseline }), json({ ...good, source: ' \n' }));
    const outcome = await proposerAt(api).propose(requestFor(history));
    assert.ok(outcome.kind === 'exhausted');
    assert.equal(outcome.why, "Claude's answers are of no use: the source is empty");
    assert.equal(outcome.fault, null);
    assert.equal(outcome.spending.cost.usd, 0.008);
  });

  it('takes no text that is no codec, and no empty title', async () => {
    const absurd = [
      { ...good, source: 'I cannot think of anything new.' },
      { ...good, source: `${fresh}//${'x'.repeat(300_000)}` },
      { ...good, title: ' ' },
      { ...good, hypothesis: '' },
    ];
    for (const answer of absurd) {
      api.queue(json(answer), json(answer));
      const outcome = await proposerAt(api).propose(requestFor(history));
      assert.equal(outcome.kind, 'exhausted', JSON.stringify(answer).slice(0, 80));
    }
  });

  it('takes a source of 64 KiB in one stream', async () => {
    const source = codec({ top: `const text = ${JSON.stringify('ä"\\'.repeat(10_000))};` });
    api.queue(json({ ...good, source }));
    const outcome = await proposerAt(api).propose(requestFor(history));
    assert.ok(outcome.kind === 'proposed' && outcome.proposal.source === source);
  });

  it('knows beforehand what a proposal may cost at most', async () => {
    const proposer = proposerAt(api);
    const worst = proposer.worstCase() ?? assert.fail();
    assert.ok(worst > 1 && worst < 1.5, `${worst}`);
    assert.equal(proposerAt(api, { model: 'claude-next' }).worstCase(), null);
    const budget = new Budget(worst);
    api.queue(json({ ...good, source: '' }), json(good));
    const outcome = await proposerAt(api, { budget }).propose(requestFor(history));
    assert.equal(outcome.kind, 'proposed', 'two calls fit into it');
    assert.equal(budget.spent, outcome.spending.cost.usd);
  });
});

describe('Claude as the mender', () => {
  const trial = numberedTrial(8, failedTrials.runtime_error);
  const source = sourceOf(8);
  const request = { trial, source, benchmark, attempts: [] };
  const repairer = () =>
    new ClaudeRepairer(claudeAt(api), { write: renderRepairPrompt, delimiter });
  const change = 'The divisor is checked before dividing.';

  it('changes the source and says what was changed', async () => {
    api.queue(json({ change, source: fresh }));
    const outcome = await repairer().repair(request);
    assert.ok(outcome.kind === 'repaired');
    assert.equal(outcome.source, fresh);
    assert.equal(outcome.change, change);
    assert.equal(outcome.spending.cost.usd, 0.004);
    assertSnapshot('anthropic-repair.json', newestRequest());
  });

  it('ends when it writes the same code again, or an earlier attempt', async () => {
    for (const same of [`// Mended.\n${source}`, sourceOf(3)]) {
      const asked = api.requests.length;
      api.queue(json({ change, source: same }));
      const outcome = await repairer().repair({ ...request, attempts: [sourceOf(3)] });
      assert.ok(outcome.kind === 'unrepaired');
      assert.equal(outcome.why, 'the repair repeats code that did not work');
      assert.equal(outcome.spending.cost.usd, 0.004);
      assert.equal(api.requests.length, asked + 1);
    }
  });

  it('is asked once more when it writes no codec, or one that is too large', async () => {
    api.queue(json({ change, source: 'done' }), json({ change, source: fresh }));
    assert.equal((await repairer().repair(request)).kind, 'repaired');
    assert.match(newestPrompt(), /neither compressFrame nor decompressFrame is in it/);
    const large = codec({ top: `// ${'x'.repeat(70_000)}` });
    api.queue(json({ change, source: large }), json({ change, source: large }));
    const outcome = await repairer().repair(request);
    assert.ok(outcome.kind === 'unrepaired');
    assert.match(outcome.why, /the source has 70\d\d\d bytes; 65536 are allowed/);
  });

  it('is not asked about an accepted trial', async () => {
    const outcome = await repairer().repair({ ...request, trial: acceptedTrial });
    assert.ok(outcome.kind === 'unrepaired');
    assert.equal(outcome.spending.cost.usd, 0);
  });
});
