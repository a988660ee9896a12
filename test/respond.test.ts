import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { FollowUp } from '../src/flows/commands/office.ts';
import { readHistory } from '../src/flows/history.ts';
import { reportDashboard } from '../src/flows/report.ts';
import { respond } from '../src/flows/respond.ts';
import { runJobs } from './support/jobs.ts';
import { MemoryForge } from './support/memory-forge.ts';
import { MemoryConversation, MemoryDashboard } from './support/memory-office.ts';
import { remembering } from './support/octo-flows.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, scripted, smallWorkshop, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());

const broken = codec({ compress: '\n  return frame / 0;' });
const finishing: FollowUp = { candidates: 0, benchmark: null, idea: null };

/** A repository where Ada may write and Eve may not, with one pull request that was judged. */
async function scene(
  source: string,
  change: { person?: string; implausible?: number; hasKey?: boolean } = {},
) {
  const forge = new MemoryForge({ [codecPath]: wasteful(1) });
  const { workshop } = smallWorkshop(forge, sandbox);
  const people = { mayWrite: async (login: string) => login === 'ada' };
  const { benchmark } = workshop;
  const policy = { ...benchmark.policy, implausible_gain_percent: change.implausible ?? 99 };
  const own = { ...workshop, people, benchmark: { ...benchmark, policy } };
  const { commit: base } = await forge.baseline(codecPath);
  if (change.person) {
    const draft = { title: 'Mine', body: '', branch: 'mine', path: codecPath, source, base };
    await forge.openAsPerson(draft, change.person);
  }
  const proposer = change.person ? null : scripted({ Idea: source });
  await runJobs({ workshop: own, proposer }, sandbox, { candidates: 1 });
  const conversation = new MemoryConversation();
  const dashboard = new MemoryDashboard();
  const office = {
    ...{ workshops: [own], people, conversation, dashboard, pausedByVariable: false },
    hasKey: change.hasKey ?? false,
  };
  const say = (body: string, author = 'ada', number = 1) =>
    respond({ id: 7, number, author, body }, office);
  const run = () => runJobs({ workshop: own, proposer: null }, sandbox);
  const said = () => conversation.replies.map(({ body }) => body).join('\n');
  return { forge, workshop: own, office, conversation, dashboard, say, run, said };
}

describe('a comment', () => {
  it('that asks for nothing, or stands elsewhere, gets silence', async () => {
    const { say, conversation, forge } = await scene(broken);
    assert.equal(await say('Nice work, see /usr/bin.\n> /close\n```\n/close\n```'), null);
    const { commit: base } = await forge.baseline(codecPath);
    const docs = { title: 'Docs', body: '', branch: 'docs', path: 'README.md', source: 'x', base };
    const { number } = await forge.openAsPerson(docs, 'ada');
    assert.equal(await say('/close', 'ada', number), null);
    assert.equal(await say('/close', 'ada', 999), null);
    assert.deepEqual([conversation.reactions, conversation.replies], [[], []]);
    assert.equal((await forge.pullRequest(1)).state, 'open');
  });

  it('by a reader is refused politely, and does nothing', async () => {
    const { say, said, conversation, forge } = await scene(better, { implausible: 10 });
    const { headSha } = await forge.pullRequest(1);
    assert.equal(await say(`/merge ${headSha}`, 'eve'), null);
    assert.match(said(), /`eve`: commands are for people with write access/);
    assert.deepEqual(conversation.reactions, ['eyes', 'confused']);
    assert.equal((await forge.pullRequest(1)).state, 'open');
  });

  it('with a slip gets a hint', async () => {
    const { say, said, conversation } = await scene(broken);
    assert.equal(await say('/evalute'), null);
    assert.match(said(), /Did you mean `\/evaluate`/);
    assert.deepEqual(conversation.reactions, ['eyes', 'confused']);
  });

  it('may hold several commands', async () => {
    const { say, conversation } = await scene(broken, { hasKey: true });
    const followUp = await say('/evaluate\n/propose small Try runs\n/help');
    assert.deepEqual(followUp, { candidates: 1, benchmark: 'small', idea: 'Try runs' });
    assert.equal(conversation.replies.length, 3);
    assert.deepEqual(conversation.reactions, ['eyes', 'rocket']);
  });
});

describe('/evaluate', () => {
  it('has a head judged again, whatever verdict it has', async () => {
    const { say, run, forge } = await scene(broken);
    assert.deepEqual(await say('/evaluate'), finishing);
    const { headSha } = await forge.pullRequest(1);
    assert.match((await forge.newestStatus(headSha))?.description ?? '', /asked by ada/);
    assert.equal((await run()).trials.length, 1);
    assert.equal((await forge.reviews(1)).length, 2);
  });

  it("reopens a closed one of the bot's", async () => {
    const { say, run, forge } = await scene(wasteful(2));
    assert.equal((await forge.pullRequest(1)).state, 'closed');
    assert.deepEqual(await say('/evaluate'), finishing);
    assert.equal((await forge.pullRequest(1)).state, 'open');
    await run();
    assert.equal((await forge.pullRequest(1)).state, 'closed');
  });

  it('lets an outsider be evaluated, for that head alone', async () => {
    const { say, run, forge } = await scene(better, { person: 'eve' });
    const told = (await forge.reviews(1)).map(({ body }) => body);
    assert.match(told.join('|'), /^Thank you, `eve`[^|]*$/);
    await say('/evaluate');
    const { trials } = await run();
    assert.equal(trials[0]?.held_reason, 'unauthorised');
    await forge.push(1, codecPath, `${better}// More.\n`);
    assert.deepEqual((await run()).trials, []);
  });
});

describe('/evaluate with a commit', () => {
  it('evaluates that head and nothing newer', async () => {
    const { say, said, run, forge } = await scene(better, { person: 'eve' });
    const { headSha: seen } = await forge.pullRequest(1);
    await forge.push(1, codecPath, broken);
    const { headSha } = await forge.pullRequest(1);
    assert.equal(await say(`/evaluate ${seen}`), null);
    const now = new RegExp(
      `The head is now \`${headSha.slice(0, 12)}\`.*\`/evaluate ${headSha.slice(0, 12)}\``,
    );
    assert.match(said(), now);
    assert.deepEqual((await run()).trials, []);
    assert.deepEqual(await say(`/evaluate ${headSha.slice(0, 12)}`), finishing);
    assert.equal((await run()).trials[0]?.status, 'failed');
  });
});

describe('/merge', () => {
  it('lets in exactly the held head, and the record says so', async () => {
    const { say, said, forge, workshop } = await scene(better, { implausible: 10 });
    const { headSha } = await forge.pullRequest(1);
    assert.deepEqual(await say(`/merge ${headSha.slice(0, 7)}`), finishing);
    assert.match(said(), /Merged/);
    assert.equal((await forge.baseline(codecPath)).source, better);
    const [past] = await readHistory(workshop);
    assert.equal(past?.trial.status, 'accepted');
    assert.equal(past.trial.held_reason, 'implausible');
    assert.equal(past.trial.analysis, null);
    const { state, description } = (await forge.newestStatus(headSha)) ?? {};
    assert.equal(state, 'success');
    assert.match(description ?? '', /^merged by ada /);
    assert.deepEqual((await forge.pullRequest(1)).labels, ['crucible: accepted']);
    assert.match((await forge.reviews(1))[0]?.body ?? '', /^\*\*Accepted by a person/);
  });

  it("merges an outsider's winner", async () => {
    const { say, run, forge } = await scene(better, { person: 'eve' });
    await say('/evaluate');
    await run();
    const { headSha } = await forge.pullRequest(1);
    await say(`/merge ${headSha}`);
    assert.equal((await forge.pullRequest(1)).state, 'merged');
  });

  it('names the head when another commit was meant, or none', async () => {
    const { say, said, forge } = await scene(better, { implausible: 10 });
    const { headSha } = await forge.pullRequest(1);
    await say('/merge deadbeef1');
    assert.match(said(), new RegExp(`The head is now \`${headSha.slice(0, 12)}\``));
    await say('/merge');
    assert.match(said(), /needs the commit that you looked at/);
    assert.equal((await forge.pullRequest(1)).state, 'open');
  });

  it('merges nothing without a verdict that lets it', async () => {
    const failed = await scene(broken);
    const { headSha } = await failed.forge.pullRequest(1);
    await failed.say(`/merge ${headSha}`);
    assert.match(failed.said(), /does not work/);
    const unjudged = await failed.forge.push(1, codecPath, better);
    await failed.say(`/merge ${unjudged}`);
    assert.match(failed.said(), /has no verdict yet/);
    assert.equal((await failed.forge.pullRequest(1)).state, 'open');
  });

  it('merges nothing onto a baseline that moved', async () => {
    const { say, said, forge } = await scene(better, { implausible: 10 });
    await forge.pushToMain(codecPath, `${wasteful(1)}// Moved.\n`);
    const { headSha } = await forge.pullRequest(1);
    await say(`/merge ${headSha}`);
    assert.match(said(), /against an older baseline/);
    assert.equal((await forge.pullRequest(1)).state, 'open');
  });

  it('takes the status back when the rules of the repository forbid the merge', async () => {
    const { say, said, forge } = await scene(better, { implausible: 10 });
    const why = '2 of 3 required status checks are expected.';
    await forge.blockMerges({ kind: 'checks', why });
    const { headSha } = await forge.pullRequest(1);
    await say(`/merge ${headSha}`);
    assert.match(said(), /2 of 3 required status checks/);
    assert.equal((await forge.newestStatus(headSha))?.state, 'pending');
  });

  it('by the button is recorded by the next run', async () => {
    const { run, forge, workshop } = await scene(better, { implausible: 10 });
    await forge.mergeByButton(1);
    await run();
    const [past] = await readHistory(workshop);
    assert.equal(past?.trial.status, 'accepted');
    assert.deepEqual((await forge.pullRequest(1)).labels, ['crucible: accepted']);
  });
});

describe('/repair and /propose', () => {
  it('say what they need when there is no API key', async () => {
    const { say, said } = await scene(broken);
    assert.equal(await say('/repair'), null);
    assert.match(said(), /ANTHROPIC_API_KEY/);
    const followUp = await say('/propose Try runs of zeros');
    assert.deepEqual(followUp, { candidates: 1, benchmark: null, idea: null });
    assert.match(said(), /The idea is not heard/);
  });

  it('grant one more attempt to a failed candidate of the bot, and to no other', async () => {
    const { say, said, forge, workshop } = await scene(broken, { hasKey: true });
    assert.deepEqual(await say('/repair'), finishing);
    const { headSha } = await forge.pullRequest(1);
    assert.match((await forge.newestStatus(headSha))?.description ?? '', /repairing, asked by ada/);
    const { planned } = await runJobs({ workshop, proposer: null }, sandbox, { repairs: 0 });
    assert.equal(planned.plan.candidates[0]?.repairs_left, 1);
    const eves = await scene(broken, { person: 'ada', hasKey: true });
    await eves.say('/repair');
    assert.match(eves.said(), /commits only to branches that it made/);
    const lost = await scene(wasteful(2), { hasKey: true });
    await lost.say('/repair');
    assert.match(lost.said(), /nothing to repair/);
    assert.doesNotMatch(said(), /nothing to repair/);
  });
});

describe('the other commands', () => {
  it('hold a candidate, and let it go', async () => {
    const { say, run, forge } = await scene(better, { person: 'eve' });
    await say('/hold');
    await say('/evaluate');
    assert.equal((await run()).trials[0]?.held_reason, 'on_hold');
    assert.ok((await forge.pullRequest(1)).labels.includes('crucible: on hold'));
    assert.deepEqual(await say('/unhold'), finishing);
    assert.equal((await run()).trials[0]?.held_reason, 'unauthorised');
  });

  it("close a candidate of the bot's, and never a person's", async () => {
    const bots = await scene(broken);
    await bots.say('/close');
    assert.equal((await bots.forge.pullRequest(1)).state, 'closed');
    const eves = await scene(wasteful(2), { person: 'ada' });
    await eves.say('/close');
    assert.match(eves.said(), /closes only its own/);
    assert.equal((await eves.forge.pullRequest(1)).state, 'open');
  });

  it('pause and resume, on the dashboard too', async () => {
    const { say, dashboard, said } = await scene(broken);
    await say('/pause');
    assert.equal(await dashboard.isPaused(), true);
    await say('/resume', 'ada', 1000);
    assert.equal(await dashboard.isPaused(), false);
    await say('/merge 1234567', 'ada', 1000);
    assert.match(said(), /`\/merge` does nothing/);
  });

  it('explain a failure, and count what there was', async () => {
    const { say, said } = await scene(broken);
    await say('/explain\n/stats');
    assert.match(said(), /how far it came/);
    assert.match(said(), /runtime_error \| 1/);
  });
});

describe('the dashboard', () => {
  it('shows baseline, lineage, open candidates and numbers', async () => {
    const { dashboard, workshop } = await scene(better);
    await reportDashboard([workshop], dashboard);
    assert.match(dashboard.body, /## small/);
    assert.match(dashboard.body, /Baseline: `[0-9a-f]{12}`, merged with #1/);
    assert.match(dashboard.body, /first verdict after \d+ s \(median\)/);
    assert.match(dashboard.body, /\| #1 \| Idea \| -7\d\.\d+ % \|/);
    assert.match(dashboard.body, /1 trial, 100\.0 % accepted/);
  });
});
