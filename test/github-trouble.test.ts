import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { SetupError } from '../src/domain/setup-error.ts';
import { reportDashboard } from '../src/flows/report.ts';
import type { Fault } from './support/github/faults.ts';
import { type Portrait, portraitOf } from './support/github/portrait.ts';
import { remembering, runUrl } from './support/octo-flows.ts';
import {
  lastReply,
  openStage,
  postStatus,
  type RunChanges,
  type Stage,
  statusOf,
  storiesIn,
  writes,
} from './support/octo-story.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());
const story = storiesIn(sandbox);

const stored = wasteful(2);
const broken = codec({ compress: '\n  return frame / 0;' });

describe('a setting that is off', () => {
  story('is named; switched on, the branch gets its pull request', stored, async (stage) => {
    const { repository, run, states } = stage;
    repository.settings.actionsMayOpenPullRequests = false;
    for (let i = 0; i < 2; i++) {
      await assert.rejects(run({ Better: better }), (error) => {
        assert.ok(error instanceof SetupError);
        assert.match(
          error.message,
          /^Allow GitHub Actions to create and approve pull requests is off: Settings > Actions > General/,
        );
        return true;
      });
      assert.deepEqual(states(), []);
    }
    repository.settings.actionsMayOpenPullRequests = true;
    await run({ Better: better });
    assert.deepEqual(states(), ['merged']);
    const branches = [...repository.refs.keys()].filter((ref) => ref.startsWith('refs/heads/'));
    assert.deepEqual(branches, ['refs/heads/main']);
    const refs = writes(stage).filter((name) => name === 'POST /repos/{owner}/{repo}/git/refs');
    assert.equal(refs.length, 1);
  });
});

describe('a required check', () => {
  story('that is not there yet blocks the winner until it is', stored, async (stage) => {
    const { repository, run, say, states } = stage;
    repository.settings.requiredChecks = ['ci/build'];
    for (let i = 0; i < 2; i++) {
      const { happenings, due } = await run(i === 0 ? { Better: better } : {});
      const blocked = happenings.filter(({ kind }) => kind === 'blocked');
      assert.match(JSON.stringify(blocked), /a required check has not passed/);
      assert.deepEqual([states(), due], [['open'], []]);
    }
    const commit = repository.pull(1).headSha;
    assert.match(statusOf(stage, commit), /^success: accepted/);
    await say('ada', 1, `/merge ${commit}`);
    assert.match(
      lastReply(stage, 1),
      /GitHub's answer: Required status check "ci\/build" is expected/,
    );
    assert.match(statusOf(stage, commit), /^success: accepted/);
    await postStatus(stage, 'ada', commit, { state: 'success', context: 'ci/build' });
    const { trials } = await run();
    assert.deepEqual([trials, states(), stage.codec()], [[], ['merged'], better]);
    assert.deepEqual(saidOf(stage, 1), ['Accepted', '(OUTDATED) Accepted, but not merged']);
  });

  story("that is the bot's own verdict is no hindrance", stored, async (stage) => {
    const { repository, run, say, states } = stage;
    repository.settings.requiredChecks = ['codec-crucible/verdict'];
    await run({ Good: wasteful(1) });
    assert.deepEqual(states(), ['merged']);
    const files = { [codecPath]: better };
    const { headSha } = repository.as('eve').openFromFork({ branch: 'idea', files });
    await say('ada', 2, '/evaluate');
    await run();
    assert.match(statusOf(stage, headSha), /^pending: held for a person/);
    await say('ada', 2, `/merge ${headSha}`);
    assert.match(statusOf(stage, headSha), /^success: merged by ada/);
    assert.deepEqual([states(), stage.codec()], [['merged', 'merged'], better]);
  });
});

/** How each of the bot's reviews begins, and which are folded away. */
function saidOf({ repository }: Stage, number: number): string[] {
  return repository.pull(number).reviews.map(({ body, minimized }) => {
    const [, begin = ''] = /^\W*(Accepted(?:, but not merged)?|[A-Z][a-z]+)/.exec(body) ?? [];
    return minimized === null ? begin : `(${minimized}) ${begin}`;
  });
}

describe('a winner that the repository does not let in', () => {
  const blocked = ['crucible: accepted', 'crucible: blocked'];

  story('is told so once, and again only when the reason changes', stored, async (stage) => {
    const { repository, github, run, begin, states } = stage;
    const { settings } = repository;
    settings.allowSquashMerge = false;
    const first = await run({ Better: better });
    assert.deepEqual(first.notes, ['#1: won, but is not merged: squash merging is switched off']);
    const pull = repository.pull(1);
    assert.deepEqual([states(), pull.labels], [['open'], blocked]);
    const note = pull.reviews[1];
    assert.match(note?.body ?? '', /Settings > General > Pull Requests > _Allow squash merging_/);
    const before = writes(stage).length;
    for (let i = 0; i < 2; i++) assert.deepEqual((await run()).trials, []);
    const merges = writes(stage).slice(before);
    assert.deepEqual(
      new Set(merges),
      new Set(['PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge']),
    );
    Object.assign(settings, { allowSquashMerge: true, requiredApprovals: 1 });
    await run();
    assert.deepEqual(saidOf(stage, 1), ['Accepted', 'Accepted, but not merged']);
    assert.match(note?.body ?? '', /an approving review is missing/);
    const { workshop, dashboard } = begin();
    const number = await reportDashboard([workshop], dashboard);
    assert.match(
      repository.plainIssue(number).body ?? '',
      /^- #1 Better: \*\*accepted\*\* but \*\*blocked\*\*: an approving review is missing/m,
    );
    repository.as('ada').review(1, { event: 'APPROVE' });
    const evaluated = (await run()).trials;
    assert.deepEqual([evaluated, states(), pull.labels], [[], ['merged'], ['crucible: accepted']]);
    assert.equal(note?.minimized, 'OUTDATED');
    const after = writes(stage).length;
    await run();
    assert.deepEqual([writes(stage).length, github.faults.pending], [after, false]);
  });

  story('may be merged by a person, and the note goes', stored, async (stage) => {
    const { repository, run } = stage;
    repository.settings.mergeQueue = true;
    await run({ Better: better });
    repository.settings.mergeQueue = false;
    repository.as('ada').merge(1);
    const pull = repository.pull(1);
    assert.deepEqual(pull.labels, blocked);
    await run();
    assert.deepEqual(pull.labels, ['crucible: accepted']);
    assert.deepEqual(saidOf(stage, 1), ['Accepted', '(OUTDATED) Accepted, but not merged']);
  });

  story('is put on top when it is merely behind, and judged anew', stored, async (stage) => {
    const { github, repository, run, states } = stage;
    const { settings } = repository;
    Object.assign(settings, { upToDate: true, requiredChecks: ['codec-crucible/verdict'] });
    const move = () => {
      settings.requiredChecks = [];
      repository.as('ada').pushToMain({ 'README.md': 'Moved\n' });
      settings.requiredChecks = ['codec-crucible/verdict'];
    };
    github.fail({ on: '/merge', fault: { kind: 'meanwhile', act: move } });
    const first = await run({ Better: better });
    const pull = repository.pull(1);
    assert.deepEqual([first.due, states(), pull.heads.length], [[1], ['open'], 2]);
    assert.deepEqual(repository.store.commit(pull.headSha)?.parents, [repository.mainTip]);
    assert.match(statusOf(stage, pull.headSha), /^pending: evaluating/);
    const { trials } = await run();
    assert.deepEqual([trials.length, states(), stage.codec()], [1, ['merged'], better]);
    assert.deepEqual(pull.labels, ['crucible: accepted']);
    assert.deepEqual(saidOf(stage, 1), ['(OUTDATED) Accepted', 'Accepted']);
  });

  story("goes on in the bot's when it is behind on a person's branch", stored, async (stage) => {
    const { repository, run, say, states } = stage;
    const { settings } = repository;
    const files = { [codecPath]: better };
    const { number } = repository.as('ada').openFromFork({ branch: 'runs', files });
    repository.as('ada').pushToMain({ 'README.md': 'Moved\n' });
    Object.assign(settings, { upToDate: true, requiredChecks: ['codec-crucible/verdict'] });
    await run();
    assert.match(repository.pull(number).reviews[1]?.body ?? '', /is continued in #2/);
    await run();
    assert.deepEqual([states(), stage.codec()], [['open', 'merged'], better]);
    assert.equal(await say('ada', number, '/merge 0000000'), null);
  });

  story('loses the note when it is judged anew and loses', stored, async (stage) => {
    const { repository, run, say, states } = stage;
    repository.settings.requiredApprovals = 1;
    await run({ Good: wasteful(1) });
    assert.deepEqual(repository.pull(1).labels, blocked);
    repository.settings.requiredApprovals = 0;
    await say('ada', 1, '/hold');
    await run({ Better: better });
    await say('ada', 1, '/unhold');
    await run();
    assert.deepEqual(states(), ['closed', 'merged']);
    const said = saidOf(stage, 1).filter((each) => !each.startsWith('('));
    const { labels } = repository.pull(1);
    assert.deepEqual([labels.includes('crucible: blocked'), said], [false, ['Rejected']]);
  });

  story('keeps one note, whatever answer is lost', stored, async (stage) => {
    const { github, repository, run } = stage;
    repository.settings.requiredApprovals = 1;
    const lost = { kind: 'status', status: 502, when: 'after' } as const;
    github.fail({ on: '/reviews', nth: 2, fault: lost });
    await run({ Better: better });
    github.dieAfter(100);
    await run();
    github.revive();
    assert.deepEqual(saidOf(stage, 1), ['Accepted', 'Accepted, but not merged']);
  });
});

describe('a bot that is broken', () => {
  const lost: RunChanges = { meddling: { evaluated: () => [] } };
  const board = async ({ begin, repository }: Stage): Promise<string> => {
    const { workshop, dashboard } = begin();
    return repository.plainIssue(await reportDashboard([workshop], dashboard)).body ?? '';
  };

  story(
    'gives up its candidate after three errors, and says where to look',
    stored,
    async (stage) => {
      const { repository, run, say, states } = stage;
      const pull = () => repository.pull(1);
      await run({ Better: better }, lost);
      await run({}, lost);
      assert.deepEqual([states(), pull().labels[0]], [['open'], 'crucible: error']);
      assert.doesNotMatch(await board(stage), /CAUTION/);
      const third = await run({}, lost);
      assert.deepEqual([states(), third.due], [['closed'], []]);
      const note = pull().reviews.at(-1);
      assert.match(note?.body ?? '', /^\*\*Given up\*\*: the bot could not finish 3 trials of `/);
      assert.match(note?.body ?? '', /no result of the candidate/);
      assert.ok(note?.body.includes(`[the run that met it](${runUrl})`));
      assert.match(
        await board(stage),
        /\*\*The bot itself is broken\.\*\*.*the last 3 trials, of 1 candidate, ended in an error.*, since 20\d\d-.* UTC\. The newest, in #1: /s,
      );
      // Its place is free again.
      const limited = { request: { maxOpenCandidates: 1 } };
      await run({ Broken: broken }, limited);
      assert.deepEqual(states(), ['closed', 'open']);
      assert.doesNotMatch(await board(stage), /CAUTION/);
      await say('ada', 1, '/evaluate');
      assert.deepEqual(states(), ['open', 'open']);
      await run({}, lost);
      assert.deepEqual(states(), ['closed', 'open']);
      assert.match(pull().reviews.at(-1)?.body ?? '', /could not finish 4 trials/);
      assert.equal(note?.minimized, 'OUTDATED');
      await say('ada', 1, '/evaluate');
      await run();
      assert.deepEqual([states(), stage.codec()], [['merged', 'open'], better]);
      const current = pull().reviews.filter(({ minimized }) => minimized === null);
      assert.equal(current.length, 1);
    },
  );

  story(
    "tells a person once, and leaves that person's pull request open",
    stored,
    async (stage) => {
      const { repository, run, say, states } = stage;
      const files = { [codecPath]: better };
      const { number } = repository.as('ada').openFromFork({ branch: 'idea', files });
      for (let i = 0; i < 5; i++) await run({}, lost);
      const { reviews } = repository.pull(number);
      assert.deepEqual([states(), reviews.length], [['open'], 4]);
      assert.match(reviews[3]?.body ?? '', /It stays open, and is not tried again unasked/);
      await say('ada', number, '/evaluate');
      await run();
      assert.deepEqual([states(), stage.codec()], [['merged'], better]);
    },
  );
});

describe('a run that is lost', () => {
  const gone: Fault = { kind: 'status', status: 404 };

  story(
    "before a stranger's review is posted keeps what a person allowed",
    stored,
    async (stage) => {
      const { github, repository, run, say, states } = stage;
      const files = { [codecPath]: better };
      const { headSha } = repository.as('eve').openFromFork({ branch: 'idea', files });
      await say('ada', 1, '/evaluate');
      github.fail({ on: '/reviews', fault: gone });
      await run();
      assert.match(statusOf(stage, headSha), /^pending: writing the review/);
      const { trials } = await run();
      assert.deepEqual([trials.map(({ status }) => status), states()], [['held'], ['open']]);
      assert.match(statusOf(stage, headSha), /^pending: held for a person/);
    },
  );

  story('while a person merges still names that person', stored, async (stage) => {
    const { github, repository, run, say, states, history } = stage;
    const files = { [codecPath]: better };
    const { headSha } = repository.as('eve').openFromFork({ branch: 'idea', files });
    await say('ada', 1, '/evaluate');
    await run();
    github.fail({ on: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews', fault: gone });
    await assert.rejects(say('ada', 1, `/merge ${headSha}`));
    assert.deepEqual(states(), ['merged']);
    await run();
    assert.match(statusOf(stage, headSha), /^success: merged by ada/);
    const [past] = await history();
    assert.equal(past?.trial.status, 'accepted');
  });
});

describe('a rate limit', () => {
  story('on a write is waited for, and the run goes on', stored, async (stage) => {
    const { github, run, states } = stage;
    const limit = (status: 403 | 429): Fault => ({ kind: 'rate_limit', status, retryAfter: 5 });
    github.fail({ on: 'POST /repos/{owner}/{repo}/pulls', fault: limit(403) });
    github.fail({ on: '/reviews', fault: limit(429) });
    github.fail({ on: 'POST /repos/{owner}/{repo}/statuses', nth: 2, fault: limit(403) });
    github.fail({ on: '/merge', fault: limit(403) });
    const { lines } = await run({ Better: better });
    assert.deepEqual([states(), github.faults.pending], [['merged'], false]);
    assert.equal(lines.filter((line) => /secondary rate limit .* waits 5 s$/.test(line)).length, 4);
  });
});

describe('an inline comment that GitHub finds no line for', () => {
  story('stands in the review, which is believed as ever', stored, async (stage) => {
    const { github, repository, run, history } = stage;
    github.fail({ on: '/reviews', fault: { kind: 'line' } });
    const { trials } = await run({ Broken: broken });
    const [review, ...more] = repository.pull(1).reviews;
    assert.ok(review);
    assert.deepEqual([review.comments, more], [[], []]);
    assert.match(review.body, /`benchmarks\/small\/codec\.js`, line 3:\n\n.*\n\n\*\*Root cause/);
    assert.deepEqual(
      (await history()).map(({ trial }) => trial),
      trials,
    );
    assert.deepEqual((await run()).trials, []);
  });
});

/** A broken baseline, then a good one: two candidates, and every kind of write there is. */
async function tell({ repository, run }: Stage): Promise<void> {
  await run({ Better: better, Worse: wasteful(3) });
  repository.as('ada').pushToMain({ [codecPath]: stored });
  await run();
}

interface Told {
  /** And how many statuses each commit has. */
  readonly portrait: readonly [Portrait, readonly number[]];
  readonly writes: readonly string[];
}

async function told(plan: (stage: Stage) => void): Promise<Told> {
  const stage = await openStage('export {};', sandbox);
  plan(stage);
  await tell(stage);
  const { repository, github } = stage;
  assert.equal(github.faults.pending, false);
  assert.deepEqual(github.violations, []);
  await github.close();
  const statuses = [...repository.statuses.values()].map(({ length }) => length);
  return { portrait: [portraitOf(repository), statuses], writes: writes(stage) };
}

describe('a server error', () => {
  for (const when of ['before', 'after'] as const) {
    it(`${when} the effect of any kind of write changes nothing in the end`, async () => {
      const { portrait: expected, writes: names } = await told(() => {});
      const kinds = [...new Set(names)];
      assert.equal(kinds.length, 14, kinds.join('\n'));
      for (const nth of [1, 2, 3]) {
        const often = kinds.filter((kind) => names.filter((name) => name === kind).length >= nth);
        const { portrait } = await told(({ github }) => {
          for (const kind of often) {
            const on = new RegExp(`^${kind.replace(/[{}/]/g, '\\$&')}$`);
            github.fail({ on, nth, fault: { kind: 'status', status: 502, when } });
          }
        });
        assert.deepEqual(portrait, expected, `number ${nth} of ${often.join(', ')}`);
      }
    });
  }
});
