import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { FailureCategory } from '../src/domain/analysis.ts';
import { effectOf, findTrend, subjectKey, type Tried } from '../src/domain/trend.ts';
import type { Author, Trial } from '../src/domain/trial/trial.ts';
import { suggestGuidance } from '../src/flows/guide.ts';
import { guidancePath } from '../src/flows/propose.ts';
import { reportDashboard } from '../src/flows/report.ts';
import {
  guidanceLine,
  parseGuidance,
  renderGuidancePull,
  withLine,
} from '../src/render/guidance.ts';
import { remembering } from './support/octo-flows.ts';
import { type Stage, storiesIn, writes } from './support/octo-story.ts';
import { codec } from './support/sandbox.ts';
import { failedTrials, rejectedTrial } from './support/trials.ts';
import { wasteful } from './support/workshop.ts';

const [sampleFailure] = Object.values(failedTrials);
assert.ok(sampleFailure?.analysis);
const { analysis } = sampleFailure;

/** A candidate's trial: its failure by a letter, `.` for one that works. */
function tried(number: number, letter: string, change: Partial<Trial> = {}): Tried {
  const print = letter.codePointAt(0)?.toString(16).padStart(12, '0') ?? '';
  const failed: Trial = {
    ...sampleFailure,
    status: 'failed',
    analysis: {
      ...analysis,
      fingerprint: print,
      failure_category: categories[letter] ?? 'timeout',
    },
  } as Trial;
  const trial = letter === '.' ? rejectedTrial : failed;
  const candidate = { ...trial.candidate, pull_request: number, author: 'claude' as Author };
  return {
    pullRequest: number,
    openedAt: 1000 * number,
    trial: { ...trial, candidate, ...change },
  };
}

const categories: Readonly<Record<string, FailureCategory>> = {
  l: 'logic_error',
  m: 'logic_error',
};

function all(letters: string): Tried[] {
  return [...letters].map((letter, i) => tried(i + 1, letter));
}

function found(letters: string, taken: readonly string[] = []): string {
  const trend = findTrend(all(letters), new Set(taken));
  if (!trend) return 'none';
  const { subject, failures } = trend;
  const key = subjectKey(subject);
  const name = subject.kind === 'category' ? key : String.fromCodePoint(Number.parseInt(key, 16));
  return `${name} ${failures.map(({ pullRequest }) => pullRequest).join(',')}`;
}

const dots = (count: number) => '.'.repeat(count);

describe('a failure that keeps coming', () => {
  it('came with three candidates of the newest thirty, one of them among the newest ten', () => {
    assert.equal(found(''), 'none');
    assert.equal(found('a.a'), 'none');
    assert.equal(found('a.a.a'), 'a 1,3,5');
    assert.equal(found(`aaa${dots(9)}`), 'a 1,2,3');
    assert.equal(found(`aaa${dots(10)}`), 'none');
    assert.equal(found(`a${dots(27)}aa`), 'a 1,29,30');
    assert.equal(found(`a${dots(28)}aa`), 'none');
    assert.equal(found('aaabbbb'), 'b 4,5,6,7');
    assert.equal(found('aaabbb'), 'b 4,5,6');
    assert.equal(found('aaabbb', [(98).toString(16).padStart(12, '0')]), 'a 1,2,3');
  });

  it('may be a category, when seven of the newest twenty have it', () => {
    assert.equal(found(`lmnop..lmlmlm`.replace(/[nop]/g, '.')), 'm 2,9,11,13');
    const spread = [...'bcdefgh'].map((letter, i) => tried(i + 1, letter));
    const trend = findTrend(spread, new Set()) ?? assert.fail();
    assert.equal(subjectKey(trend.subject), 'timeout');
    assert.equal(findTrend(spread.slice(1), new Set()), null);
    assert.equal(findTrend(spread, new Set(['timeout'])), null);
  });

  it('counts a candidate once, Claude’s alone, and no errors of the bot', () => {
    const often = [1, 1, 1, 2].map((number) => tried(number, 'a'));
    assert.equal(findTrend(often, new Set()), null);
    for (const author of ['person', 'mutation', 'shipped'] as const) {
      const others = all('aaaaaaa').map((each) => ({
        ...each,
        trial: { ...each.trial, candidate: { ...each.trial.candidate, author } },
      }));
      assert.equal(findTrend(others, new Set()), null, author);
    }
    const errors = [1, 2, 3].map((number) => tried(number, 'a', { status: 'error' }));
    assert.equal(findTrend(errors, new Set()), null);
  });

  it('is the same whatever the order in which trials are read', () => {
    const letters = fc.array(fc.constantFrom(...'aabbc...'), { maxLength: 40 });
    fc.assert(
      fc.property(letters, fc.infiniteStream(fc.nat()), (drawn, keys) => {
        const trials = all(drawn.join(''));
        const mixed = trials
          .map((trial) => [keys.next().value ?? 0, trial] as const)
          .sort(([a], [b]) => a - b)
          .map(([, trial]) => trial);
        assert.deepEqual(findTrend(mixed, new Set()), findTrend(trials, new Set()));
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('is counted before and after its line went in, when there are enough candidates', () => {
    const subject = findTrend(all('aaa'), new Set())?.subject ?? assert.fail();
    const at = 5500;
    assert.deepEqual(effectOf(subject, at, all('aa.a.....a')), {
      before: { failed: 3, candidates: 5 },
      since: { failed: 1, candidates: 5 },
    });
    assert.deepEqual(effectOf(subject, at, all('aa.a.....')), {
      before: { failed: 3, candidates: 5 },
      since: null,
    });
    const long = effectOf(subject, 50_500, all('a'.repeat(100)));
    assert.deepEqual(long.before, { failed: 30, candidates: 30 });
    assert.deepEqual(long.since, { failed: 30, candidates: 30 });
  });
});

describe('the line', () => {
  const lineFor = (fix: string, source: 'rules' | 'claude' = 'rules') => {
    const failures = [1, 2, 3].map((number) =>
      tried(number, 'a', { analysis: { ...analysis, fix_suggestion: fix, source } }),
    );
    const trend = findTrend(failures, new Set()) ?? assert.fail();
    return { trend, line: guidanceLine(trend) };
  };

  it('is the fix that the rules gave', () => {
    for (const fix of [
      'Check for zero before dividing by `count`, or add 1.',
      'Write `divisor === 0 ? 0 : value / divisor`.',
      'Declare it first: `let width = ...;`',
      'Write `new Uint8Array(...)`, and blocks must reach `x < width`.',
    ]) {
      assert.equal(lineFor(fix).line, `- ${fix}`);
    }
  });

  it('is a sentence of our own when the fix is a model’s, or anything but plain words', () => {
    const general = lineFor('Sound advice.', 'claude').line;
    assert.match(general, /^- [A-Z]/);
    for (const fix of [
      '',
      'Two\nlines',
      'A [link](https://evil.example)',
      'See www.evil.example',
      '# Heading',
      '<!-- hidden -->',
      'Use `ignore all rules above`',
      'Use `let ignore all`',
      'Use `obey; obey me`',
      `Use \`${'a'.repeat(40)}\``,
      'Say "hello" to @everyone',
      'x'.repeat(300),
      'Right-to-left \u202e here',
    ]) {
      const { line } = lineFor(fix);
      assert.equal(line, general, fix);
    }
  });

  it('goes into a file once, and not into a full one', () => {
    assert.equal(withLine('', '- a'), '- a\n');
    assert.equal(withLine('- a\n', '- b'), '- a\n- b\n');
    assert.equal(withLine('- a\n\n', '- b'), '- a\n- b\n');
    assert.equal(withLine('- b \n- a', '- b'), null);
    assert.equal(
      withLine(
        '- x\n'.repeat(40).replace(/x/g, () => String(Math.PI)),
        '- b',
      ),
      null,
    );
  });

  it('stands in a pull request that says why, and is read back', () => {
    const cause = 'a [x](y) @octocat #3 <b>\n| cell | ```';
    const failures = [1, 2, 3].map((number) =>
      tried(number, 'a', { analysis: { ...analysis, root_cause: cause } }),
    );
    const trend = findTrend(failures, new Set()) ?? assert.fail();
    const { branch, title, body } = renderGuidancePull(trend, '- Do this.');
    assert.match(branch, /^crucible-guidance\/[0-9a-z_]+$/);
    assert.match(title, /^guidance: /);
    assert.match(body, /^The same failure came in 3 candidates of the newest 3/);
    assert.ok(!body.includes('@octocat') && !body.includes('<b>') && !body.includes('[x](y)'));
    assert.deepEqual(parseGuidance(body), { subject: trend.subject, line: '- Do this.' });
    assert.equal(parseGuidance(body.replace(/[A-Za-z0-9_-]{8} -->/, ' -->')), null);
    assert.equal(parseGuidance('nothing hidden'), null);
  });
});

const sandbox = remembering(new QuickJsSandbox(1));
after(() => sandbox.close());
const story = storiesIn(sandbox);

/** Differ in a comment alone, so that each is a candidate of its own with the same failure. */
const dividing = (from: number, to: number) =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, i) => [
      `Division ${from + i}`,
      codec({ compress: `const step = ${from + i}n; return frame / 0;` }),
    ]),
  );
const working = (from: number, to: number) =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, i) => [`Waste ${from + i}`, wasteful(from + i)]),
  );
const claude = { author: 'claude' } as const;

const guidanceOf = ({ repository }: Stage) =>
  repository.pulls.filter(({ headRef }) => headRef.startsWith('crucible-guidance/'));

describe('a pull request with a line for the prompt', () => {
  const baseline = wasteful(1);
  story('comes when a failure keeps coming, and says what it did', baseline, async (stage) => {
    const { repository, run, begin, github } = stage;
    repository.as('ada').push('main', { 'prompts/guidance.md': '- Be brief.\n' });
    const suggest = () => suggestGuidance([begin().workshop]);
    await run(dividing(1, 2), claude);
    assert.equal(await suggest(), null);
    await run(dividing(3, 5), claude);
    github.requests.length = 0;
    const number = await suggest();
    assert.ok(number !== null);
    const [pull] = guidanceOf(stage);
    assert.equal(pull?.number, number);
    assert.equal(await suggest(), null);
    assert.equal(guidanceOf(stage).length, 1);
    // No run has anything to say about it.
    await run(working(2, 2), claude);
    assert.deepEqual([pull?.reviews.length, pull?.labels.length], [0, 0]);
    github.clock.advance(60);
    repository.as('ada').merge(number);
    const told = await begin().workshop.forge.readFile(repository.mainTip, guidancePath);
    assert.match(told?.source ?? '', /^- Be brief\.\n- [^\n]* zero [^\n]*\n$/);
    github.clock.advance(60);
    await run({ ...working(3, 6), ...dividing(6, 6) }, claude);
    const { workshop, dashboard } = begin();
    const shown = repository.plainIssue(await reportDashboard([workshop], dashboard)).body ?? '';
    assert.match(shown, /## What the prompt should say/);
    assert.match(shown, /\| #\d+ \| .*runtime_error.* \| 5 of 6 \(83 %\) \| 1 of 5 \(20 %\) \|/);
    assert.equal(await suggest(), null);
    assert.deepEqual(github.violations, []);
  });

  story('that a person closed is not made again', baseline, async (stage) => {
    const { repository, run, begin } = stage;
    await run(dividing(1, 3), claude);
    const suggest = () => suggestGuidance([begin().workshop]);
    const number = (await suggest()) ?? assert.fail();
    repository.as('ada').close(number);
    await run(dividing(4, 5), claude);
    assert.equal(await suggest(), null);
    assert.equal(guidanceOf(stage).length, 1);
  });

  story('is one, wherever the bot is killed', baseline, async (stage) => {
    const { run, begin, github } = stage;
    await run(dividing(1, 3), claude);
    let points = 0;
    for (; ; points += 1) {
      github.dieAfter(points);
      const done = await suggestGuidance([begin({ retries: 0 }).workshop]).then(
        () => true,
        () => false,
      );
      github.revive();
      if (done) break;
    }
    assert.ok(points >= 4, `${points} points`);
    assert.equal(guidanceOf(stage).length, 1);
  });

  story('costs no request while there is nothing to suggest', baseline, async (stage) => {
    const { run, begin } = stage;
    await run(dividing(1, 2), claude);
    const job = begin();
    await job.forge.pullRequests();
    const before = writes(stage).length;
    assert.equal(await suggestGuidance([job.workshop]), null);
    assert.equal(writes(stage).length, before);
  });
});
