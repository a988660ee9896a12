import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { noCost } from '../src/domain/trial/trial.ts';
import { type Purse, planRun } from '../src/flows/plan.ts';
import { ledgerPurse } from '../src/flows/spending.ts';
import type { Proposer } from '../src/ports/proposer.ts';
import { noLimits } from './support/jobs.ts';
import { MemoryForge } from './support/memory-forge.ts';
import { remembering } from './support/octo-flows.ts';
import { storiesIn } from './support/octo-story.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, smallWorkshop, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());
const story = storiesIn(sandbox);

const stored = wasteful(2);
const broken = codec({ compress: '\n  return frame / 0;' });

describe('what a stranger can do to the bot', () => {
  story('a pull request without common history stops nobody else', stored, async (stage) => {
    const { repository, github, run, say, states } = stage;
    const pull = repository.as('eve').openFromFork({ branch: 'x', files: { 'README.md': 'Hi' } });
    const orphan = pull.headRepository.commitFiles(
      null,
      { a: 'b' },
      {
        author: { name: 'eve', email: 'eve@example.test', time: github.clock.now },
        message: 'Orphan',
      },
    );
    pull.headRepository.as('eve').reset('x', orphan);
    const { happenings } = await run({ Better: better });
    assert.ok(happenings.some(({ kind }) => kind === 'unreadable'));
    assert.deepEqual(states(), ['open', 'merged']);
    assert.equal(await say('ada', 2, '/help'), null);
  });

  story('many reviews bury no trial', stored, async (stage) => {
    const { repository, run, history } = stage;
    await run({ Broken: broken });
    for (let i = 0; i < 140; i++) repository.as('eve').review(1, { body: `Review ${i}` });
    assert.equal((await history()).length, 1);
    const { trials } = await run();
    assert.deepEqual(trials, []);
  });

  story(
    "the bot's own commit in a pull request of theirs is not evaluated",
    stored,
    async (stage) => {
      const { repository, run } = stage;
      await run({ Broken: broken });
      const head = repository.pull(1).headSha;
      const pull = repository
        .as('eve')
        .openFromFork({ branch: 'x', files: { [codecPath]: better } });
      pull.headRepository.as('eve').reset('x', head);
      const before = repository.statusesOf(head).length;
      for (let i = 0; i < 3; i++) assert.deepEqual((await run()).trials, []);
      assert.equal(repository.statusesOf(head).length, before);
      repository.as('ada').close(1);
      assert.deepEqual((await run()).trials, []);
    },
  );
});

describe('a merge', () => {
  story(
    'that GitHub refuses without a reason is tried again, not run for ever',
    stored,
    async (stage) => {
      const { github, run, states } = stage;
      const refused = { kind: 'status', status: 405, when: 'before' } as const;
      github.fail({ on: '/merge', times: 50, fault: refused });
      const { due } = await run({ Better: better });
      assert.deepEqual([states(), due], [['open'], []]);
      assert.deepEqual((await run()).due, []);
    },
  );

  story('across crossed histories takes nothing back', stored, async (stage) => {
    const { repository, github, run } = stage;
    const { store } = repository;
    const by = (message: string) => ({
      author: { name: 'ada', email: 'ada@example.test', time: github.clock.tick() },
      message,
    });
    const start = repository.mainTip;
    const secured = repository.commitFiles(start, { 'security.txt': 'keep' }, by('Secure'));
    const other = repository.commitFiles(start, { 'other.txt': 'x' }, by('Other'));
    const treeOf = (sha: string) => store.commit(sha)?.tree ?? '';
    const both = repository.commitFiles(other, { 'security.txt': 'keep' }, by('Both'));
    const { author } = by('Merge');
    const merged = store.writeCommit({
      ...{ tree: treeOf(both), parents: [other, secured], message: 'Merge' },
      ...{ author, committer: author },
    });
    repository.refs.set('refs/heads/main', merged);
    const changed = repository.commitFiles(other, { [codecPath]: better }, by('Codec'));
    const head = store.writeCommit({
      ...{ tree: treeOf(changed), parents: [other, secured], message: 'Crossed' },
      ...{ author, committer: author },
    });
    const pull = repository.as('ada').open({ branch: 'crossed', files: { [codecPath]: better } });
    repository.as('ada').reset('crossed', head);
    for (let i = 0; i < 2; i++) await run();
    const tree = store.tree(treeOf(repository.mainTip))?.map(({ name }) => name);
    assert.ok(tree?.includes('security.txt'));
    assert.equal(repository.pull(pull.number).merged, null);
  });
});

describe('the money of a run', () => {
  it('is told how much was spent before, by proposals and by verdicts', async () => {
    const { workshop } = smallWorkshop(new MemoryForge({ [codecPath]: stored }), sandbox);
    const cost = { ...noCost, usd: 1.5 };
    const proposal = { title: 'A', hypothesis: 'A.', source: better, author: 'claude' } as const;
    const proposer: Proposer = {
      propose: async () => ({ kind: 'proposed', proposal, spending: { model: 'm', cost } }),
    };
    const before: (number | undefined)[] = [];
    const purse: Purse = {
      async open({ proposals, spentBefore }) {
        before.push(spentBefore);
        const spending = { run: '1-1', time: 0, reserved: 2, spent: 0 };
        return { proposals, note: null, spending };
      },
    };
    for (let i = 0; i < 2; i += 1) {
      await planRun([{ workshop, proposer }], { ...noLimits, candidates: 1 }, purse);
    }
    assert.deepEqual(before, [0, 1.5]);
  });

  it('is never more than was set aside, though every answer is useless', async () => {
    const { workshop } = smallWorkshop(new MemoryForge({ [codecPath]: stored }), sandbox);
    const cost = { ...noCost, usd: 1 };
    const useless: Proposer = {
      propose: async () => ({
        kind: 'exhausted',
        why: 'no idea',
        spending: { model: 'm', cost },
      }),
    };
    const entries = {
      isThere: async () => true,
      entriesSince: async () => [],
      write: async () => {},
    };
    const rules = { perDay: 1.5, perCandidate: 0.5, perProposal: 1 };
    const purse = ledgerPurse(entries, { run: '1-1', time: 0, rules });
    const studios = ['a', 'b', 'c'].map((name) => {
      const benchmark = { ...workshop.benchmark, name };
      return { workshop: { ...workshop, benchmark }, proposer: useless };
    });
    const { plan } = await planRun(studios, { ...noLimits, candidates: 5 }, purse);
    assert.deepEqual(plan.spending, { run: '1-1', time: 0, reserved: 1.5, spent: 1 });
  });
});
