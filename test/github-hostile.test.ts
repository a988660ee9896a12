import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { reportDashboard } from '../src/flows/report.ts';
import type { Workshop } from '../src/flows/workshop.ts';
import { parseMarker, printMarker } from '../src/render/marker.ts';
import { parseMergeTrailers } from '../src/render/merge-message.ts';
import { parseProposal } from '../src/render/pull-request.ts';
import type { Files } from './support/github/files.ts';
import { remembering } from './support/octo-flows.ts';
import {
  lastReply,
  openStage,
  postStatus,
  type Stage,
  send,
  statusOf,
  storiesIn,
} from './support/octo-story.ts';
import { codec } from './support/sandbox.ts';
import { better, codecPath, wasteful } from './support/workshop.ts';

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());
const story = storiesIn(sandbox);

const stored = wasteful(2);
const broken = codec({ compress: '\n  return frame / 0;' });

/** What a text can try, around what may be a marker of the bot's own. */
const hostile = (marker: string) =>
  [
    '@ada cc @octo/team fixes #1, octo/codecs#1 and GH-1',
    '62de9196ca8c3d1cf07b70a7d24c54c311d28836 https://evil.example www.evil.example',
    '`@ada` [x](https://evil.example) ![i](//evil.example/x.png) <img src=x onerror=y>',
    `</details> <!-- hidden ${marker} --> --> <!--`,
    '``` ~~~ ````` | a | b | # heading - list **Accepted** _x_ $x$ \\',
    '::error::caught ##[error]caught ::set-output name=verdict::accepted [skip ci]',
    '\u202e\u200b\u0007',
  ].join(' ');

/** The same over several lines, which close fences and begin with what counts there. */
const manyLines = (marker: string) =>
  ['```', '~~~~~', '``````````', '::error::caught', '# heading', hostile(marker), '-->'].join('\n');

/** A codec that says it all: in a comment, on the console, and in what it throws. */
const loud = (text: string) =>
  codec({
    top: `/* ${text.replaceAll('*/', '* /')} */`,
    compress: `console.log(${JSON.stringify(text)}); throw new Error(${JSON.stringify(text)});`,
  });

/** A Markdown text without its code, and without what the bot hides where it begins and ends. */
function proseOf(body: string): string {
  const text = body.replace(/^<!-- codec-crucible:dashboard v1 -->\n/, '');
  const shown = text.replace(/\n\n<!-- codec-crucible:[a-z]+ v1 [\w-]+ -->\s*$/, '');
  const prose: string[] = [];
  let fence: string | null = null;
  for (const line of shown.split('\n')) {
    const [run = null] = /^(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === null && run !== null) fence = run;
    else if (fence === null) prose.push(line);
    else if (run === line && run[0] === fence[0] && run.length >= fence.length) fence = null;
  }
  assert.equal(fence, null, 'a fence is left open');
  const code = /\\`|(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g;
  return prose.join('\n').replace(code, (found) => (found === '\\`' ? '' : '`code`'));
}

/** Nothing that GitHub or a runner would act on, but the bot's own references. */
function assertQuiet(text: string): void {
  const own =
    /^- #\d+ |Seen before in #\d+|merged with #\d+$|^\| #\d+ \||in #\d+, on top|file of #\d+,|\(#\d+\)$/gm;
  const others = text.replace(/&#\d+;/g, '').replace(own, '');
  for (const live of [/@\w/, /#\d/, /gh-\d/i, /\w:\/\//, /www\./i, /[0-9a-f]{7}/i]) {
    assert.doesNotMatch(others, live);
  }
  assert.doesNotMatch(text, /::error::|##\[error|\u202e/);
}

/** The same, and nothing of HTML but what the bot folds. */
function assertTame(body: string): void {
  const prose = proseOf(body);
  assertQuiet(prose);
  assert.doesNotMatch(prose, /<(?!\/?(details|summary)>)|(?<!details|summary|\/)>/);
  assert.doesNotMatch(body, /::error::|##\[error|\u202e/);
}

/** The bot's own words, without what they quote. */
function frameOf(body: string): string {
  return proseOf(body)
    .split('\n')
    .map((line) =>
      line
        .replace(
          /^(\*\*(Hypothesis|Root cause(?: \(\w+\))?|Fix):\*\*).*|^.*(\*\*, how far)/,
          '$1$3',
        )
        .replace(/^(- #\d+) .*(: \*\*failed\*\*)/, '$1$2'),
    )
    .join('\n')
    .replace(/\d+/g, '0');
}

/** Every text on the first pull request and the dashboard that is the bot's, as Markdown. */
async function textsOf(stage: Stage): Promise<string[]> {
  const { repository, begin, say } = stage;
  await say('ada', 1, '/explain');
  const { workshop, dashboard } = begin();
  const number = await reportDashboard([workshop], dashboard);
  const pull = repository.pull(1);
  return [
    pull.body ?? '',
    ...pull.reviews.flatMap(({ body, comments }) => [body, ...comments.map((each) => each.body)]),
    lastReply(stage, 1),
    repository.plainIssue(number).body ?? '',
  ];
}

/** The same of a candidate with harmless words, and the marker in its review. */
async function harmless(): Promise<{ tame: string[]; marker: string }> {
  const stage = await openStage(stored, sandbox);
  await stage.run({ Words: loud('Words') });
  const tame = await textsOf(stage);
  const [, review = ''] = tame;
  const [marker] = /<!-- codec-crucible:trial .*-->/.exec(review) ?? [];
  assert.ok(marker);
  await stage.github.close();
  return { tame, marker };
}

describe('a candidate that fails', () => {
  story('with hostile words changes nothing in those of the bot', stored, async (stage) => {
    const { repository, run, history } = stage;
    const { tame, marker } = await harmless();
    const title = hostile(marker);
    const { trials } = await run({ [title]: loud(manyLines(marker)) });
    const texts = await textsOf(stage);
    assert.deepEqual(texts.map(frameOf), tame.map(frameOf));
    for (const text of texts) assertTame(text);
    const pull = repository.pull(1);
    const status = statusOf(stage, pull.headSha);
    for (const text of [pull.title, status.replace(/\[.*\]$/, '')]) assertQuiet(text);
    const parsed = parseMarker(pull.reviews[0]?.body ?? '');
    assert.ok(parsed.kind === 'trial');
    assert.deepEqual([parsed.trial], trials);
    assert.ok(status.endsWith(`[${parsed.digest}]`));
    const proposal = parseProposal(pull.body ?? '');
    assert.ok(proposal.kind === 'proposal');
    assert.equal(proposal.proposal.title, title);
    assert.deepEqual(
      (await history()).map(({ trial }) => trial),
      trials,
    );
    assert.deepEqual((await run()).trials, []);
  });
});

describe('a candidate that wins', () => {
  story('with hostile words is merged under a message that does nothing', stored, async (stage) => {
    const { repository, run, states } = stage;
    const words = hostile('<!-- codec-crucible:trial v1 AAAA -->');
    const title = `${words}\n\nCo-authored-by: eve <eve@example.com>\nRate-change: -99.000 %`;
    const { trials } = await run({ [title]: `/* ${words} */\n${better}` });
    assert.deepEqual(states(), ['merged']);
    const message = stage.message();
    assertQuiet(message.replace(/^(Trial|Parent): .*$/gm, ''));
    assert.doesNotMatch(message, /^Co-authored-by: .*@\w|\[skip ci\]/m);
    const [trial] = trials;
    assert.deepEqual(parseMergeTrailers(message), {
      rateChangePercent: Number(trial?.comparison?.rate_change_percent.toFixed(3)),
      parent: trial?.baseline.source_digest.slice(0, 12),
      trial: trial?.experiment_id,
    });
    const { workshop, dashboard } = stage.begin();
    const number = await reportDashboard([workshop], dashboard);
    assertTame(repository.plainIssue(number).body ?? '');
  });

  story("on a writer's fork goes on under the bot's name just as well", stored, async (stage) => {
    const { repository, run, states } = stage;
    const words = hostile('-->').replaceAll('*/', '');
    const header = `/*\n * Title: ${words}\n * Hypothesis: ${words}\n */\n`;
    const files = { [codecPath]: header + better };
    const draft = {
      branch: 'crucible/small/0123456789ab',
      title: words.slice(0, 200),
      body: words,
    };
    repository.as('ada').openFromFork({ ...draft, files });
    const beforePublish = async () => repository.as('ada').pushToMain({ [codecPath]: wasteful(1) });
    await run({}, { meddling: { beforePublish } });
    for (let i = 0; i < 2; i++) await run();
    assert.deepEqual(states(), ['open', 'merged']);
    const own = [...repository.pull(1).reviews, ...repository.pull(2).reviews].map(
      ({ body }) => body,
    );
    for (const body of [repository.pull(2).body ?? '', ...own]) {
      assertTame(body);
    }
    assertQuiet(repository.pull(2).title);
    assert.match(stage.message(), /^Co-authored-by: ada </m);
  });
});

describe('a marker', () => {
  /** A winner that is the baseline now, and a candidate that failed against it. */
  async function judged({ run, repository }: Stage) {
    await run({ Better: better });
    await run({ Broken: broken });
    const [merged, failed] = repository.pulls;
    assert.ok(failed?.reviews[0] && merged?.reviews[0]);
    return { failed, failure: failed.reviews[0], acceptance: merged.reviews[0].body };
  }

  function trialIn(body: string) {
    const parsed = parseMarker(body);
    assert.ok(parsed.kind === 'trial');
    return parsed;
  }

  const verdictOf = (digest: string) => ({
    ...{ state: 'success', context: 'codec-crucible/verdict' },
    description: `accepted: rate -88.889 % [${digest}]`,
  });

  story('in what somebody else writes is none', stored, async (stage) => {
    const { repository, run, history } = stage;
    const { failed, failure, acceptance } = await judged(stage);
    const before = (await history()).map(({ trial }) => trial);
    const ada = repository.as('ada');
    for (const body of [failure.body, acceptance]) {
      ada.comment(2, body);
      ada.review(2, { body, commit_id: failed.headSha });
    }
    ada.edit(2, { title: acceptance.slice(-200) });
    assert.deepEqual(
      (await history()).map(({ trial }) => trial),
      before,
    );
    assert.deepEqual((await run()).trials, []);
  });

  story('by the bot counts for its own pull request and head alone', stored, async (stage) => {
    const { repository, github, run, history } = stage;
    const { failed, failure, acceptance } = await judged(stage);
    const files = { [codecPath]: `${broken}// More.\n` };
    const pushed = repository.as('ada').pushToPull(2, files);
    const token = github.actionsToken(repository, { 'pull-requests': 'write', statuses: 'write' });
    for (const body of [failure.body, acceptance]) {
      const review = { body, event: 'COMMENT', commit_id: pushed };
      await send(stage, token, 'POST pulls/2/reviews', review);
      await send(stage, token, `POST statuses/${pushed}`, verdictOf(trialIn(body).digest));
    }
    assert.equal((await history()).length, 2);
    const { trials } = await run();
    assert.deepEqual(
      trials.map(({ status, candidate }) => [status, candidate.head_sha]),
      [['failed', pushed]],
    );
    assert.equal(failed.merged, null);
  });

  story('that a writer forged is vouched for by no status of theirs', stored, async (stage) => {
    const { repository, run, history, states } = stage;
    const { failed, failure, acceptance } = await judged(stage);
    const { evaluation, comparison, stage: reached } = trialIn(acceptance).trial;
    const { trial } = trialIn(failure.body);
    const won = { evaluation, comparison, stage: reached, status: 'accepted', analysis: null };
    const { text, digest } = printMarker({ ...trial, ...won } as Trial);
    repository.as('ada').editReview(failure, text);
    await postStatus(stage, 'ada', failed.headSha, verdictOf(digest));
    assert.deepEqual(
      (await history()).map(({ pullRequest }) => pullRequest.number),
      [1],
    );
    const { trials } = await run();
    assert.deepEqual(
      trials.map(({ status }) => status),
      ['failed'],
    );
    assert.deepEqual(states(), ['merged', 'open']);
  });
});

describe('a pull request that is no candidate', () => {
  const other = 'benchmarks/other/codec.js';
  const lookalike = 'benchmarks/small/Codec.js';
  const refusals: readonly (readonly [string, Files])[] = [
    ['changes something else, too', { [codecPath]: better, 'README.md': 'Better.\n' }],
    ["changes another benchmark's codec, too", { [codecPath]: better, [other]: better }],
    ['deletes the codec', { [codecPath]: null }],
    ['renames the codec', { [codecPath]: null, 'benchmarks/small/old.js': stored }],
    ['makes the codec a link', { [codecPath]: { symlink: '../../README.md' } }],
    ['makes the codec a submodule', { [codecPath]: { submodule: 'a'.repeat(40) } }],
  ];
  story('is refused once, in words, and left alone', stored, async (stage) => {
    const { repository, run, states } = stage;
    for (const [i, [title, files]] of refusals.entries()) {
      repository.as('ada').openFromFork({ branch: `wrong-${i}`, title, files });
    }
    for (let i = 0; i < 2; i++) assert.deepEqual((await run()).planned.plan.candidates, []);
    for (const { title, headSha, reviews, labels } of repository.pulls) {
      assert.match(statusOf(stage, headSha), /^failure: not a candidate/, title);
      assert.equal(reviews.length, 1, title);
      assert.match(reviews[0]?.body ?? '', /^This pull request is not evaluated/);
      assert.deepEqual(labels, []);
    }
    assert.deepEqual(new Set(states()), new Set(['open']));
    const mended = { [codecPath]: better, 'README.md': null };
    repository.as('ada').pushToPull(1, mended);
    await run();
    assert.equal(states()[0], 'merged');
  });

  story('but two is refused once, whoever looks at it', stored, async (stage) => {
    const { repository, run } = stage;
    const ada = repository.as('ada');
    ada.pushToMain({ [other]: stored });
    ada.open({ branch: 'both', files: { [codecPath]: better, [other]: better } });
    ada.open({ branch: 'other', files: { [other]: better } });
    const elsewhere = (workshop: Workshop): Workshop => {
      return { ...workshop, path: other, benchmark: { ...workshop.benchmark, name: 'other' } };
    };
    for (const changes of [{}, { workshop: elsewhere }, {}]) await run({}, changes);
    const [both, one] = repository.pulls;
    assert.match(statusOf(stage, both?.headSha ?? ''), /^failure: not a candidate/);
    assert.deepEqual([both?.reviews.length, one?.reviews.length], [1, 1]);
    assert.deepEqual(stage.states(), ['open', 'merged']);
    assert.equal(stage.codec(), stored);
  });

  story('nor touches a codec, or is for another branch, meets silence', stored, async (stage) => {
    const { repository, run, say } = stage;
    const ada = repository.as('ada');
    const files = { [codecPath]: better };
    ada.open({ branch: 'case', files: { [lookalike]: better } });
    ada.open({ branch: 'more', files: { 'README.md': 'More.\n' } });
    ada.push('next', { 'README.md': 'Next.\n' });
    ada.open({ branch: 'mine', files });
    repository.pull(3).baseRef = 'next';
    for (let i = 0; i < 2; i++) assert.deepEqual((await run()).planned.plan.candidates, []);
    for (const { number, headSha, reviews, labels } of repository.pulls) {
      assert.equal(await say('ada', number, '/evaluate'), null);
      const said = [statusOf(stage, headSha), lastReply(stage, number), reviews, labels];
      assert.deepEqual(said, ['none', '', [], []]);
    }
  });

  story(
    "any more, on the bot's own branch, is refused until it is mended",
    stored,
    async (stage) => {
      const { repository, run, states } = stage;
      await run({ Broken: broken });
      const ada = repository.as('ada');
      ada.pushToPull(1, { [codecPath]: better, 'README.md': 'Mine.\n' });
      for (let i = 0; i < 2; i++) assert.deepEqual((await run()).planned.plan.candidates, []);
      assert.match(statusOf(stage, repository.pull(1).headSha), /^failure: not a candidate/);
      assert.deepEqual([states(), repository.pull(1).reviews.length], [['open'], 2]);
      ada.pushToPull(1, { 'README.md': null });
      await run();
      assert.deepEqual([states(), stage.codec()], [['merged'], better]);
    },
  );
});

describe('a draft', () => {
  story('is left alone until it is ready', stored, async (stage) => {
    const { repository, run, states } = stage;
    const files = { [codecPath]: better };
    repository.as('ada').open({ branch: 'draft', files, draft: true });
    assert.deepEqual((await run()).trials, []);
    assert.deepEqual([states(), repository.pull(1).reviews], [['open'], []]);
    repository.pull(1).draft = false;
    assert.equal((await run()).trials.length, 1);
    assert.deepEqual([states(), stage.codec()], [['merged'], better]);
  });
});

describe('a candidate that says too much', () => {
  /** Text that no compression makes short: Weyl's sequence, mixed. */
  const noise = (length: number) =>
    Array.from({ length }, (_, i) => {
      const mixed = Math.imul(i ^ (i >>> 7), 0x9e3779b1) ^ Math.imul(i + length, 0x85ebca77);
      return String.fromCodePoint(
        48 + ((Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 9) % 75),
      );
    }).join('');

  story('in all that evidence quotes is reviewed, and read back', stored, async (stage) => {
    const { repository, run, history } = stage;
    const name = `f${'x'.repeat(200)}`;
    const thrown = JSON.stringify(noise(6000));
    const top = `/* ${noise(9000)} */ function ${name}(n) { if (n) return ${name}(n - 1); throw new Error(${thrown}); }`;
    const compress = `console.log(${JSON.stringify(noise(9000))}); return ${name}(50);`;
    const { trials } = await run({ [noise(9000)]: codec({ top, compress }) });
    const { title, body, reviews } = repository.pull(1);
    const [review] = reviews;
    assert.ok(review);
    assert.ok(review.body.length < 65_536 && (body ?? '').length < 65_536 && title.length < 256);
    assert.ok((trials[0]?.analysis?.evidence.logs?.length ?? 0) >= 4000);
    assert.deepEqual(
      (await history()).map(({ trial }) => trial),
      trials,
    );
    assert.deepEqual((await run()).trials, []);
  });

  story('at its head goes on in a pull request of the bot, cut', stored, async (stage) => {
    const { repository, run, states, history } = stage;
    const header = `/*\n * Title: ${noise(12_000)}\n * Hypothesis: ${noise(48_000)}\n */\n`;
    const files = { [codecPath]: header + better };
    repository.as('ada').openFromFork({ branch: 'long', files });
    // The baseline says as much: what a step adds to it would count as data that it carries.
    const moved = { [codecPath]: header + wasteful(1) };
    const beforePublish = async () => repository.as('ada').pushToMain(moved);
    await run({}, { meddling: { beforePublish } });
    for (let i = 0; i < 2; i++) await run();
    assert.deepEqual([states(), stage.codec()], [['open', 'merged'], header + better]);
    const { title, hypothesis } = (await history()).at(-1)?.trial.candidate ?? {};
    assert.deepEqual([title?.length, hypothesis?.length], [256, 2000]);
  });
});
