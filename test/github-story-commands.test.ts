import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMarker } from '../src/render/marker.ts';
import { parseMergeTrailers } from '../src/render/merge-message.ts';
import { type Octo, octoCodec, proposal, statesOf, withOcto } from './support/octo.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import { better } from './support/workshop.ts';

/** The requests that change something, since so many were served. */
function writesSince({ github }: Octo, served: number): string[] {
  const reading = /^GET |^GraphQL (Repository|Snapshot|PullRequest|Branch|Files)$/;
  const names = github.requests.slice(served).map(({ name }) => name);
  return names.filter((name) => !reading.test(name));
}

/** A run that does nothing, as its summary says; it writes nothing and asks no model. */
async function assertIdle(
  octo: Octo,
  start: () => Promise<WorkflowRun>,
  why: RegExp,
): Promise<void> {
  const served = octo.github.requests.length;
  const asked = octo.api.requests.length;
  const run = await start();
  assert.equal(run.result, 'success', run.log());
  assert.match(run.step('propose', 'propose').summary, why);
  assert.match(run.step('propose', 'propose').summary, /Nothing is to be evaluated/);
  assert.equal(run.job('publish').result, 'skipped');
  assert.deepEqual(writesSince(octo, served), []);
  assert.equal(octo.api.requests.length, asked);
}

/** What the bot answered to the newest comment by a person, and how it reacted to that. */
function answerTo({ repository }: Octo, number: number) {
  const { comments } = repository.issue(number);
  const last = comments.findLastIndex(({ author }) => author.type === 'User');
  const reactions = comments[last]?.reactions.map(({ content }) => content);
  return { reply: comments[last + 1]?.body ?? '', reactions };
}

describe('the brakes', () => {
  it('hold a run before it writes anything, and its summary says which', async (context) => {
    await withOcto(context, {}, async (octo) => {
      octo.repository.settings.private = true;
      const report = await octo.run('report', { name: 'schedule' });
      assert.equal(report.result, 'success', report.log());
      const dashboard = Number(report.step('report', 'report').outputs.dashboard);
      const issue = octo.repository.plainIssue(dashboard);
      assert.ok(issue.pinned && issue.labels.includes('crucible: dashboard'));
      const wished = (vars: Record<string, string>) => () => octo.schedule(1, { vars });
      await assertIdle(octo, wished({ CRUCIBLE_PAUSED: 'true' }), /`CRUCIBLE_PAUSED` is set/);
      await assertIdle(
        octo,
        wished({ CRUCIBLE_MAX_USD_PER_DAY: '1' }),
        /\$1\.00 of the day's \S+ are left.*: 0 of 1 are proposed/,
      );
      await assertIdle(
        octo,
        wished({ CRUCIBLE_MAX_CANDIDATES_PER_DAY: '0' }),
        /max-candidates-per-day is 0: 0 of 1 are proposed/,
      );
      const dry = { name: 'workflow_dispatch', inputs: { 'dry-run': 'true' } } as const;
      await assertIdle(octo, () => octo.run('evolve', dry), /A dry run: nothing was changed/);
      const paused = await octo.say('ada', dashboard, '/pause');
      assert.equal(paused.result, 'success', paused.log());
      assert.ok(issue.labels.includes('crucible: paused'));
      await assertIdle(octo, wished({}), /Somebody wrote `\/pause`/);
      await octo.say('ada', dashboard, '/resume');
      assert.ok(!issue.labels.includes('crucible: paused'));
      octo.api.queue({ kind: 'message', text: '', refusal: 'No.', stop: 'refusal' });
      const resumed = await octo.schedule(1);
      assert.match(
        resumed.step('propose', 'propose').summary,
        /- small: The model declined to answer/,
      );
      assert.equal(octo.api.requests.length, 1);
    });
  });
});

describe('comments', () => {
  it('have a stranger evaluated and merged, by whom may decide it', async (context) => {
    await withOcto(context, {}, async (octo) => {
      const { repository } = octo;
      const pull = repository.as('eve').openFromFork({
        ...{ branch: 'runs', title: 'Runs', files: { [octoCodec]: better } },
      });
      const { number } = pull;
      const refused = await octo.say('eve', number, '/evaluate');
      assert.equal(refused.job('evolve').result, 'skipped');
      const no = answerTo(octo, number);
      assert.match(no.reply, /commands are for people with write access/);
      assert.deepEqual(no.reactions, ['eyes', 'confused']);
      const evaluated = await octo.say('ada', number, '/evaluate');
      assert.equal(evaluated.result, 'success', evaluated.log());
      assert.equal(evaluated.step('evolve/publish', 'publish').outputs.verdict, 'held');
      assert.ok(pull.labels.includes('crucible: held'));
      assert.deepEqual(answerTo(octo, number).reactions, ['eyes', 'rocket']);
      const help = await octo.say('ada', number, '/help');
      assert.equal(help.job('evolve').result, 'skipped');
      assert.match(answerTo(octo, number).reply, /\| `\/merge <sha>` \|/);
      const order = `/merge ${pull.headSha.slice(0, 12)}`;
      await octo.say('eve', number, order);
      assert.match(answerTo(octo, number).reply, /commands are for people with write access/);
      assert.deepEqual(statesOf(octo), ['open']);
      const talk = repository.as('ada').comment(number, 'Well done, eve');
      assert.equal((await octo.hear(talk)).job('respond').result, 'skipped');
      const [comment] = repository.issue(number).comments.slice(-1);
      assert.ok(comment);
      const served = octo.github.requests.length;
      const edited = await octo.hear(repository.as('ada').editComment(comment, order));
      assert.match(edited.log(), /not a new comment by a person: nothing to answer/);
      assert.equal(octo.github.requests.length, served);
      assert.deepEqual(statesOf(octo), ['open']);
      const merged = await octo.say('ada', number, order);
      assert.equal(merged.result, 'success', merged.log());
      assert.deepEqual(statesOf(octo), ['merged']);
      assert.equal(octo.codec(), better);
      assert.match(answerTo(octo, number).reply, /Merged `[0-9a-f]{12}`, as `ada` asked/);
      const parsed = parseMarker(pull.reviews.at(-1)?.body ?? '');
      assert.equal(parsed.kind === 'trial' && parsed.trial.status, 'accepted');
      assert.equal(octo.api.requests.length, 0);
    });
  });
});

describe('another repository, with benchmarks and the two example workflows', () => {
  it('evolves its codec, and gives an idea in a comment to the model', async (context) => {
    await withOcto(context, { home: 'elsewhere' }, async (octo) => {
      octo.api.queue(proposal('Better', better));
      const run = await octo.schedule(1);
      assert.equal(run.result, 'success', run.log());
      assert.equal(run.job('evolve').outputs.verdict, 'accepted');
      assert.deepEqual(statesOf(octo), ['merged']);
      assert.equal(octo.codec(), better);
      assert.ok((parseMergeTrailers(octo.message())?.rateChangePercent ?? 0) < -80);
      octo.api.queue({ kind: 'message', text: '', refusal: 'No.', stop: 'refusal' });
      const asked = await octo.say('ada', 1, '/propose small Code the columns, not the rows');
      assert.equal(asked.result, 'success', asked.log());
      assert.match(answerTo(octo, 1).reply, /Code the columns, not the rows/);
      assert.match(JSON.stringify(octo.api.requests.at(-1)), /Code the columns, not the rows/);
      assert.deepEqual(statesOf(octo), ['merged']);
    });
  });
});
