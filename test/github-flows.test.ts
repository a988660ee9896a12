import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import type { RunPlace } from '../src/action/place.ts';
import { respondAction } from '../src/action/respond.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { measurementDigest } from '../src/domain/benchmark.ts';
import type { FollowUp } from '../src/flows/commands/office.ts';
import { reportDashboard } from '../src/flows/report.ts';
import type { Workshop } from '../src/flows/workshop.ts';
import { remembering } from './support/octo-flows.ts';
import { lastReply, type Stage, statusOf, storiesIn, writes } from './support/octo-story.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());
const story = storiesIn(sandbox);

const stored = wasteful(2);
/** Better than what is stored, worse than `better`. */
const good = wasteful(1);
const broken = codec({ compress: '\n  return frame / 0;' });
const put = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge';

const finishing: FollowUp = { candidates: 0, benchmark: null, idea: null };

/** Something happens exactly before the merge is asked for. */
function beforeMerge({ github }: Stage, act: () => void): void {
  github.fail({ on: put, fault: { kind: 'meanwhile', act } });
}

function merges({ github }: Stage): number {
  return github.requests.filter(({ name, status }) => name === put && status === 200).length;
}

describe('a head that moves', () => {
  const pushed = `${better}// Once more.\n`;

  story('between evaluation and verdict is judged in the next run', stored, async (stage) => {
    const { repository, run, states, codec: baseline } = stage;
    const beforePublish = async () => repository.as('ada').pushToPull(1, { [codecPath]: pushed });
    const first = await run({ Better: better }, { meddling: { beforePublish } });
    assert.deepEqual([first.trials, first.due], [[], [1]]);
    assert.match(first.notes[0] ?? '', /head moved/);
    assert.equal(merges(stage), 0);
    await run();
    assert.deepEqual(states(), ['merged']);
    assert.equal(baseline(), pushed);
  });

  story('exactly before the merge is not merged', stored, async (stage) => {
    const { repository, run, states, codec: baseline } = stage;
    beforeMerge(stage, () => repository.as('ada').pushToPull(1, { [codecPath]: broken }));
    const { due } = await run({ Better: better });
    assert.deepEqual(due, [1]);
    assert.deepEqual([states(), merges(stage), baseline()], [['open'], 0, stored]);
    const { trials } = await run();
    assert.deepEqual(
      trials.map(({ status }) => status),
      ['failed'],
    );
    assert.equal(baseline(), stored);
  });
});

describe('a baseline that moves', () => {
  for (const [name, moved, end] of [
    ['to a worse one', `${wasteful(3)}// Moved.\n`, 'merged'],
    ['to the same file', better, 'closed'],
  ] as const) {
    story(`between evaluation and verdict ${name}: judged anew`, stored, async (stage) => {
      const { repository, run, states, codec: baseline } = stage;
      const beforePublish = async () => repository.as('ada').pushToMain({ [codecPath]: moved });
      const first = await run({ Better: better }, { meddling: { beforePublish } });
      assert.deepEqual([first.trials, first.due, merges(stage)], [[], [1], 0]);
      await run();
      assert.deepEqual([states(), baseline()], [[end], better]);
    });
  }

  story('exactly before the merge, in conflict: put on top, judged anew', stored, async (stage) => {
    const { repository, run, states, codec: baseline } = stage;
    beforeMerge(stage, () => repository.as('ada').pushToMain({ [codecPath]: good }));
    const { due } = await run({ Better: better });
    assert.deepEqual([due, states(), merges(stage), baseline()], [[1], ['open'], 0, good]);
    await run();
    assert.deepEqual([states(), baseline()], [['merged'], better]);
    assert.equal((await stage.history())[0]?.trial.baseline.source_digest.length, 64);
  });

  story('elsewhere than in the codec is no matter', stored, async (stage) => {
    const { repository, run, states } = stage;
    beforeMerge(stage, () => repository.as('ada').pushToMain({ 'README.md': 'Moved.\n' }));
    await run({ Better: better });
    assert.deepEqual([states(), stage.codec()], [['merged'], better]);
  });

  // GitHub guards the head of a merge, and not its base.
  story('exactly before the merge, without a conflict: is measured anew', stored, async (stage) => {
    const { repository, run, states } = stage;
    const moved = `${stored}// Moved.\n`;
    beforeMerge(stage, () => repository.as('ada').pushToMain({ [codecPath]: moved }));
    await run({ Good: good });
    assert.deepEqual([states(), stage.codec()], [['merged'], `${good}// Moved.\n`]);
    const { planned } = await run({ Better: better });
    assert.equal(planned.plan.benchmarks[0]?.baseline_evaluation, null);
    assert.deepEqual([states(), stage.codec()], [['merged', 'merged'], better]);
  });
});

describe('two winners at once', () => {
  for (const sources of [
    { Good: good, Better: better },
    { Better: better, Good: good },
  ]) {
    const titles = Object.keys(sources);
    story(`${titles.join(', then ')}: the better one is merged`, stored, async (stage) => {
      const { repository, run, states, codec: baseline } = stage;
      const { trials, due } = await run(sources);
      assert.deepEqual(
        trials.map(({ status }) => status),
        ['accepted', 'accepted'],
      );
      assert.deepEqual(due, []);
      const of = (title: string) => titles.indexOf(title) + 1;
      assert.equal(states()[of('Better') - 1], 'merged');
      assert.equal(states()[of('Good') - 1], 'closed');
      assert.deepEqual([baseline(), merges(stage)], [better, 1]);
      const { labels, reviews } = repository.pull(of('Good'));
      assert.ok(labels.includes('crucible: rejected'));
      assert.deepEqual(
        reviews.map(({ minimized }) => minimized !== null),
        [true, false],
      );
    });
  }

  story('the lesser one first: the better one follows on top of it', stored, async (stage) => {
    const { run, say, states, codec: baseline } = stage;
    const beforePublish = () => say('ada', 1, '/hold');
    const { trials, due } = await run(
      { Better: better, Good: good },
      { meddling: { beforePublish } },
    );
    assert.deepEqual(
      trials.map(({ status, held_reason }) => [status, held_reason]),
      [
        ['held', 'on_hold'],
        ['accepted', null],
      ],
    );
    assert.deepEqual([states(), baseline(), due], [['open', 'merged'], good, [1]]);
    assert.deepEqual(await say('ada', 1, '/unhold'), {
      candidates: 0,
      benchmark: null,
      idea: null,
    });
    await run();
    assert.deepEqual([states(), baseline(), merges(stage)], [['merged', 'merged'], better, 2]);
  });

  story(
    "one of them on a writer's fork, in conflict: goes on in the bot's",
    stored,
    async (stage) => {
      const { repository, run, states, codec: baseline } = stage;
      const files = { [codecPath]: better };
      const { number, headSha } = repository.as('ada').openFromFork({ branch: 'runs', files });
      const beforePublish = async () => repository.as('ada').pushToMain({ [codecPath]: good });
      await run({}, { meddling: { beforePublish } });
      const judged = await run();
      assert.deepEqual(
        judged.trials.map(({ status }) => status),
        ['accepted'],
      );
      assert.deepEqual([states(), judged.due], [['open', 'open'], [1]]);
      const second = await run();
      assert.deepEqual([states(), baseline()], [['open', 'merged'], better]);
      assert.match(stage.message(), /^Co-authored-by: ada <ada@users\.noreply\.github\.com>$/m);
      assert.deepEqual(second.due, []);
      for (let i = 0; i < 2; i++) assert.deepEqual((await run()).trials, []);
      const pull = repository.pull(number);
      assert.deepEqual([pull.state, pull.headSha, pull.heads.length], ['open', headSha, 1]);
      assert.deepEqual(pull.labels, ['crucible: accepted']);
      const [, note, ...more] = pull.reviews.map(({ body }) => body);
      assert.match(note ?? '', /The same file is continued in #2/);
      assert.deepEqual(more, []);
      assert.equal(pull.headRepository.branch('runs'), headSha);
    },
  );
});

describe("a stranger's fork", () => {
  story(
    'is evaluated and merged only when writers say so, for each head',
    stored,
    async (stage) => {
      const { repository, run, say, states, history } = stage;
      const files = { [codecPath]: better };
      const eve = repository.as('eve');
      const { number } = eve.openFromFork({ branch: 'idea', files });
      const pull = repository.pull(number);
      for (let i = 0; i < 2; i++) assert.deepEqual((await run()).planned.plan.candidates, []);
      assert.deepEqual(pull.labels, ['crucible: waiting']);
      assert.deepEqual(
        pull.reviews.map(({ body }) => body.split('.')[0]),
        ['Thank you, `eve`'],
      );
      assert.equal(await say('eve', number, '/evaluate'), null);
      assert.match(lastReply(stage, number), /^Sorry, `eve`/);
      assert.equal(statusOf(stage, pull.headSha), 'none');
      assert.deepEqual(await say('ada', number, '/evaluate'), finishing);
      const [trial] = (await run()).trials;
      assert.deepEqual([trial?.status, trial?.held_reason], ['held', 'unauthorised']);
      await run();
      const first = pull.headSha;
      assert.equal(await say('eve', number, `/merge ${first}`), null);
      assert.match(lastReply(stage, number), /^Sorry, `eve`/);
      assert.deepEqual([states(), merges(stage)], [['open'], 0]);

      const more = `${better}// More.\n`;
      const second = eve.pushToPull(number, { [codecPath]: more });
      for (let i = 0; i < 2; i++) assert.deepEqual((await run()).planned.plan.candidates, []);
      assert.deepEqual(pull.labels, ['crucible: waiting']);
      assert.equal(pull.reviews.length, 3);
      await say('ada', number, `/merge ${first}`);
      assert.match(lastReply(stage, number), new RegExp(`head is now \`${second.slice(0, 12)}`));
      await say('ada', number, `/merge ${second}`);
      assert.match(lastReply(stage, number), /has no verdict yet/);
      await say('ada', number, '/evaluate');
      await run();
      assert.deepEqual(await say('ada', number, `/merge ${second.slice(0, 7)}`), finishing);
      assert.deepEqual([states(), stage.codec()], [['merged'], more]);
      assert.match(statusOf(stage, second), /^success: merged by ada /);
      assert.deepEqual(pull.labels, ['crucible: accepted']);
      assert.equal(pull.headRepository.branch('idea'), second);
      const { status, held_reason } = (await history()).at(-1)?.trial ?? {};
      assert.deepEqual([status, held_reason], ['accepted', 'unauthorised']);
      const before = writes(stage).length;
      await run();
      assert.equal(writes(stage).length, before);
    },
  );
});

describe('a comment', () => {
  story('on the dashboard pauses, resumes and counts', stored, async (stage) => {
    const { repository, begin, run, say } = stage;
    await run({ Broken: broken });
    const { workshop, dashboard } = begin();
    const number = await reportDashboard([workshop], dashboard);
    await say('ada', number, '/pause');
    assert.match(lastReply(stage, number), /^Paused/);
    assert.deepEqual(repository.issue(number).labels, ['crucible: dashboard', 'crucible: paused']);
    assert.ok(await begin().dashboard.isPaused());
    await say('ada', number, '/resume');
    assert.equal(await begin().dashboard.isPaused(), false);
    await say('ada', number, '/stats');
    assert.match(lastReply(stage, number), /runtime_error \| 1/);
    assert.equal(await say('eve', number, '/pause'), null);
    assert.equal(await begin().dashboard.isPaused(), false);
    const reactions = repository.issue(number).comments.map((comment) => {
      return [comment.author.login, ...comment.reactions.map(({ content }) => content)].join(' ');
    });
    assert.deepEqual(
      reactions.filter((each) => !each.startsWith('github-actions')),
      [...Array(3).fill('ada eyes rocket'), 'eve eyes confused'],
    );
  });

  story('edited into a command is not read', stored, async (stage) => {
    const { repository, github, run } = stage;
    await run({ Broken: broken });
    const ada = repository.as('ada');
    ada.comment(1, 'Nice work.');
    const [comment] = repository.issue(1).comments;
    assert.ok(comment);
    const payload = { ...ada.editComment(comment, '/close') } as unknown as RunPlace['payload'];
    const before = github.requests.length;
    await respondAction({
      ...{ owner: 'octo', repo: 'codecs', apiUrl: github.url, runUrl: null, runId: '1-1' },
      ...{ eventName: 'issue_comment', payload, actor: 'ada', workspace: '.' },
      repositoryUrl: 'https://github.test/octo/codecs',
    });
    assert.deepEqual([github.requests.length - before, stage.states()], [0, ['open']]);
  });
});

describe('the dashboard', () => {
  story('is made once and kept up; one by somebody else is none', stored, async (stage) => {
    const { repository, begin, run, say } = stage;
    const { number: other } = repository.as('eve').issue('Dashboard', 'Mine');
    repository.as('ada').label(other, 'crucible: dashboard', 'crucible: paused');
    assert.equal(await begin().dashboard.isPaused(), false);
    assert.equal(await say('ada', other, '/resume'), null);
    assert.equal(lastReply(stage, other), '');
    const show = async () => {
      const { workshop, dashboard } = begin();
      return reportDashboard([workshop], dashboard);
    };
    const number = await show();
    const before = repository.plainIssue(number).body;
    await run({ Better: better });
    assert.equal(await show(), number);
    const { body, pinned, author } = repository.plainIssue(number);
    assert.notEqual(body, before);
    assert.match(body ?? '', /merged with #3$/m);
    assert.match(body ?? '', /first verdict after \d+ s \(median\)/);
    assert.deepEqual([pinned, author.login], [true, 'github-actions[bot]']);
    assert.equal(repository.plainIssue(other).body, 'Mine');
    assert.equal(repository.issues.length, 3);
  });
});

describe('a baseline that is broken', () => {
  story(
    'is no measure: what works is held, and goes on once it is mended',
    stored,
    async (stage) => {
      const { repository, run, states, codec: baseline } = stage;
      const ada = repository.as('ada');
      const before = repository.mainTip;
      ada.pushToMain({ [codecPath]: 'export function compressFrame(frame) { return ;' });
      const { trials } = await run({ Better: better, Broken: broken });
      assert.deepEqual(
        trials.map(({ status, held_reason, comparison }) => [status, held_reason, comparison]),
        [
          ['held', 'broken_baseline', null],
          ['failed', null, null],
        ],
      );
      assert.deepEqual((await run()).trials, []);
      ada.pushToMain({ [codecPath]: stored }, { message: `Revert to ${before}` });
      const mended = await run();
      assert.deepEqual(
        mended.planned.plan.candidates.map(({ pull_request: each }) => each),
        [1],
      );
      assert.deepEqual([states(), baseline()], [['merged', 'open'], better]);
    },
  );
});

describe('clips that are changed', () => {
  story('are measured anew, whatever was known', stored, async ({ run, states, history }) => {
    await run({ Better: better, Broken: broken });
    const [before] = await history();
    const fewer = (workshop: Workshop): Workshop => {
      const { benchmark } = workshop;
      const changed = { ...benchmark, clips: benchmark.clips.slice(0, 1) };
      const measurement_digest = measurementDigest(changed);
      return { ...workshop, benchmark: { ...changed, measurement_digest } };
    };
    const sources = { Late: `${better}// Late.\n` };
    const { planned, trials } = await run(sources, { workshop: fewer });
    assert.equal(planned.plan.benchmarks[0]?.baseline_evaluation, null);
    assert.deepEqual(
      trials.map(({ candidate, status }) => [candidate.title, status]),
      [
        ['Broken', 'failed'],
        ['Late', 'rejected'],
      ],
    );
    const digests = trials.map(({ benchmark }) => benchmark.measurement_digest);
    assert.equal(new Set(digests).size, 1);
    assert.notEqual(digests[0], before?.trial.benchmark.measurement_digest);
    assert.deepEqual(states(), ['merged', 'open', 'closed']);
    assert.deepEqual((await run({}, { workshop: fewer })).trials, []);
  });
});
