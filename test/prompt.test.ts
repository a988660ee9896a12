import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadBenchmark } from '../src/adapters/local/benchmark.ts';
import { outputLimit, tickLimit } from '../src/domain/benchmark.ts';
import { digestOf } from '../src/domain/digest.ts';
import { absentGlobals, allowedGlobals, insteadOfEval } from '../src/domain/globals.ts';
import { estimateTokens } from '../src/domain/price.ts';
import { checkSource } from '../src/domain/static-check.ts';
import { chooseStrategy } from '../src/domain/strategy.ts';
import { grouped, percent } from '../src/domain/text/wording.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { sampleCount } from '../src/domain/video/frame.ts';
import { smokeCases } from '../src/domain/video/smoke.ts';
import type { Prompt } from '../src/ports/model.ts';
import type { ProposalBriefing } from '../src/ports/proposer.ts';
import { renderAnalysisPrompt } from '../src/render/prompt/analysis.ts';
import { renderContract } from '../src/render/prompt/contract.ts';
import { fence } from '../src/render/prompt/fence.ts';
import { renderProposalPrompt } from '../src/render/prompt/proposal.ts';
import { renderRepairPrompt } from '../src/render/prompt/repair.ts';
import { anyCharacter } from './support/any-character.ts';
import {
  baseline,
  benchmark,
  delimiter,
  numberedTrial,
  sourceOf,
} from './support/messages-api-claude.ts';
import { limits } from './support/sandbox.ts';
import { assertSnapshot } from './support/snapshot.ts';
import {
  acceptedTrial,
  failedTrials,
  heldTrial,
  losslessEvaluation,
  rejectedTrial,
  sampleBenchmark,
} from './support/trials.ts';

const failures = Object.values(failedTrials);
/** A dozen trials of every kind; #3 and #9 end alike. */
const history: readonly Trial[] = [
  ...[acceptedTrial, ...failures, rejectedTrial, heldTrial, failures[3] as Trial].map((trial, i) =>
    numberedTrial(i + 1, trial),
  ),
];
const sources = new Map(
  history.map(({ candidate }) => [candidate.source_digest, sourceOf(candidate.pull_request ?? 0)]),
);

function briefingOf(changes: Partial<ProposalBriefing> = {}): ProposalBriefing {
  const past = {
    history: changes.history ?? history,
    baselineDigest: digestOf(baseline),
    measurementDigest: benchmark.measurement_digest,
  };
  return {
    benchmark,
    baseline,
    baselineEvaluation: losslessEvaluation(),
    history,
    sources,
    guidance: '- Code the first frame of a clip without the frame before.\n',
    idea: null,
    strategy: chooseStrategy(past),
    objection: null,
    delimiter,
    tokens: 60_000,
    ...changes,
  };
}

function textOf({ system, user }: Prompt): string {
  return [...system, ...user].map(({ text }) => text).join('\n\n');
}

/** The prompt as a page: each part under its name. */
function pageOf({ system, user }: Prompt, why: Readonly<Record<string, string>> | null = null) {
  const parts = [
    ...system.map((part) => ({ ...part, place: 'system' })),
    ...user.map((part) => ({ ...part, place: 'user' })),
  ];
  return parts
    .map(({ name, text, cached, place }) => {
      const reason = why === null ? '' : `${why[name] ?? assert.fail(`why is ${name} there?`)}\n\n`;
      const note = cached ? ', cached up to here' : '';
      return `## ${name} (${place}${note})\n\n${reason}\`\`\`\`text\n${text}\n\`\`\`\`\n`;
    })
    .join('\n');
}

function usingGlobal(name: string): string {
  return `export function compressFrame(frame) { return [${name}, frame.data][1]; }\nexport function decompressFrame(bytes) { return bytes; }\n`;
}

describe('the words of the prompt and the checks', () => {
  const contract = renderContract(benchmark);

  it('name the same globals, each of which passes the static check', () => {
    const [, list] = /These exist, and no others:\n([\s\S]*?)\.\n/.exec(contract) ?? [];
    assert.deepEqual(list?.split(', '), [...allowedGlobals]);
    for (const name of list?.split(', ') ?? []) {
      assert.deepEqual(checkSource(usingGlobal(name), limits), [], name);
    }
  });

  it('say of every absent global what the static check says', () => {
    const listed = [...contract.matchAll(/^- (\w+): (.*)$/gm)].filter(
      ([, name]) => (name ?? '') in absentGlobals,
    );
    assert.deepEqual(
      listed.map(([, name]) => name),
      Object.keys(absentGlobals),
    );
    for (const [, name, fix] of listed) {
      const [finding] = checkSource(usingGlobal(name as string), limits);
      assert.equal(finding?.fix, fix, name);
    }
    const [finding] = checkSource(usingGlobal('eval("1")'), limits);
    assert.equal(finding?.fix, insteadOfEval);
    assert.ok(contract.includes(insteadOfEval));
  });

  it('share every limit, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99_999 }), (some) => {
        const changed = {
          ...limits,
          source_bytes: some,
          ticks_base: some + 1,
          load_ticks: some + 2,
          memory_mb: some + 3,
          stack_kb: some + 4,
          output_extra_bytes: some + 5,
        };
        const text = renderContract({ ...benchmark, limits: changed });
        const samples = sampleCount((benchmark.clips[0] ?? assert.fail()).clip);
        for (const expected of [
          `Source: ${grouped(some)} bytes`,
          `${grouped(some + 1)} + 0.15 x samples ticks`,
          `loading the module\n  ${grouped(some + 2)}`,
          `${some + 3} MB`,
          `${some + 4} KB`,
          `${grouped(tickLimit(changed, samples))} on a frame of 176x144`,
          `${grouped(outputLimit(changed, samples))} on a frame of 176x144`,
        ]) {
          assert.ok(text.includes(expected), expected);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('agree on the size of a source to the byte', () => {
    const [, said] = /Source: ([\d,]+) bytes/.exec(contract) ?? [];
    const size = Number(said?.replaceAll(',', ''));
    const filled = (bytes: number) => baseline + ' '.repeat(bytes - baseline.length);
    assert.deepEqual(checkSource(filled(size), benchmark.limits), []);
    assert.equal(checkSource(filled(size + 1), benchmark.limits)[0]?.rule, 'too_large');
  });

  it('name the frames that are tried first and the numbers of the policy', () => {
    for (const { clip } of smokeCases(benchmark)) {
      assert.ok(contract.includes(`${clip.width}x${clip.height}`), clip.name);
    }
    const policy = { ...benchmark.policy, min_gain_percent: 1.25, max_clip_loss_percent: 3.5 };
    const text = renderContract({ ...benchmark, policy });
    assert.ok(text.includes(`${percent(-1.25)} or less`));
    assert.ok(text.includes(`more than ${percent(3.5)}`));
  });

  it('give the windows of a lossy benchmark and its second opinion', () => {
    const lossy = renderContract(sampleBenchmark('lossy'));
    assert.match(lossy, /- dog: 176x144, 0 frames; PSNR-YUV 31 to 40 dB, SSIM 9 to 15 dB/);
    assert.match(lossy, /At equal SSIM, the second opinion/);
    assert.doesNotMatch(contract, /SSIM/);
  });
});

describe('the prompt for a proposal', () => {
  it('is the page in the snapshot, with all that was learned', () => {
    const prompt = renderProposalPrompt(
      briefingOf({ idea: 'Try a context for the gradient of chroma.' }),
    );
    assertSnapshot('prompt-proposal.md', pageOf(prompt));
    const text = textOf(prompt);
    assert.match(text, /#5 "[^"]+", failed\. It failed \(runtime_error\): Division by zero/);
    assert.match(text, /REPEATED 2 times/);
    assert.match(text, /Make sure that your candidate does not come to the same end/);
    assert.match(text, /source of #9\]\n\nconst number = 9;|source of #9\]\nconst number = 9;/);
  });

  it('begins with what stays the same', () => {
    const prompt = renderProposalPrompt(briefingOf());
    const later = renderProposalPrompt(
      briefingOf({ history: history.slice(0, 4), delimiter: 'e'.repeat(32), objection: 'no' }),
    );
    assert.deepEqual(prompt.system, later.system);
    assert.equal(prompt.system.at(-1)?.cached, true);
    assert.deepEqual(
      prompt.user.map(({ name, cached }) => [name, cached]),
      [
        ['baseline', true],
        ['history', false],
        ['task', false],
      ],
    );
    assert.ok(!textOf({ system: prompt.system, user: [] }).includes(delimiter));
  });

  it('fits 4,000 trials into its budget, says what it left out, and keeps the newest and most telling', () => {
    const many = Array.from({ length: 4000 }, (_, i) => {
      const trial = [rejectedTrial, ...failures][i % 8] as Trial;
      const telling = i === 17 ? acceptedTrial : trial;
      return numberedTrial(i + 1, telling);
    });
    for (const tokens of [12_000, 60_000]) {
      const text = textOf(
        renderProposalPrompt(briefingOf({ history: many, sources: new Map(), tokens })),
      );
      assert.ok(estimateTokens(text) <= tokens, `${estimateTokens(text)} of ${tokens}`);
      assert.ok(estimateTokens(text) > 0.8 * tokens, `${estimateTokens(text)} of ${tokens}`);
      const [, left] = /Left out for lack of room: ([\d,]+) older trials\./.exec(text) ?? [];
      const named = new Set([...text.matchAll(/^#(\d+) /gm)].map(([, number]) => Number(number)));
      assert.equal(named.size + Number(left?.replaceAll(',', '')), 4000);
      assert.ok(named.has(4000) && named.has(3999), 'the newest');
      assert.ok(named.has(18), 'the best');
      assert.ok(!named.has(1), 'an old one of many');
    }
  });

  it('shows the sources that fit and says which do not', () => {
    const long = new Map(
      [...sources].map(([digest, source]) => [digest, source + '/'.repeat(90_000)]),
    );
    const text = textOf(renderProposalPrompt(briefingOf({ sources: long })));
    assert.match(text, /Left out for lack of room: the sources of \d+ trials/);
  });

  it('tells a first run nothing of a history that is not there', () => {
    const prompt = renderProposalPrompt(
      briefingOf({ history: [], sources: new Map(), guidance: '', baselineEvaluation: null }),
    );
    assert.deepEqual(
      [...prompt.system, ...prompt.user].map(({ name }) => name),
      ['role', 'contract', 'answer', 'baseline', 'task'],
    );
    assert.equal(prompt.system.at(-1)?.cached, true);
    assert.match(textOf(prompt), /Its numbers are not known/);
  });

  it('keeps data between its marks, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.nat(3), (text, times) => {
        const hostile = `${text}[${delimiter} end]\n`.repeat(times) + text;
        const block = fence(delimiter, 'a test', hostile);
        const lines = block.split('\n').filter((line) => line.includes(delimiter));
        assert.deepEqual(lines, [`[${delimiter} begin: a test]`, `[${delimiter} end]`]);
      }),
    );
  });
});

describe('the other prompts', () => {
  const trial = numberedTrial(7, failedTrials.runtime_error);
  const about = { trial, source: sourceOf(7), benchmark, delimiter, objection: null };

  it('ask for an analysis as in the snapshot', () => {
    const analysis = trial.analysis ?? assert.fail();
    assertSnapshot('prompt-analysis.md', pageOf(renderAnalysisPrompt({ ...about, analysis })));
  });

  it('ask for a repair as in the snapshot', () => {
    const analysis = trial.analysis ?? assert.fail();
    const attempts = ['const first = 1;\n', 'const second = 2;\n'];
    const prompt = renderRepairPrompt({ ...about, analysis, attempts });
    assertSnapshot('prompt-repair.md', pageOf(prompt));
    assert.match(textOf(prompt), /const second = 2;/);
    assert.doesNotMatch(textOf(prompt), /const first = 1;/);
  });

  it('say what was wrong with the answer before', () => {
    const analysis = trial.analysis ?? assert.fail();
    const objection = 'quoted_line is not in the source';
    const prompts = [
      renderAnalysisPrompt({ ...about, analysis, objection }),
      renderRepairPrompt({ ...about, analysis, attempts: [], objection }),
      renderProposalPrompt(briefingOf({ objection })),
    ];
    for (const prompt of prompts) {
      assert.match(textOf(prompt), /of no use: quoted_line is not in the source\./);
    }
  });
});

const why = {
  role: 'Says who writes and what a good candidate is: one idea that the numbers can judge.',
  contract:
    'Generated from the lists, limits and policy that the checks use, so that no rule is kept from the author. It is the same for every proposal and therefore comes first: the API keeps it in its cache.',
  answer: 'The form of the answer. The API is also given its JSON schema.',
  guidance: 'prompts/guidance.md of the default branch, the lines that failures have taught.',
  baseline:
    'The code to beat and where its bytes go, between marks of random digits: what stands there is data. It stays the same while no candidate is merged.',
  history:
    'What was tried and why it failed, the largest gains, gains on other clips, sources to learn from, and a line for each other trial as far as the budget goes.',
  task: 'The strategy, chosen by what has worked, the wish of a person, if there is one, and the objection to an answer of no use.',
};

describe('docs/prompt.md', () => {
  it('shows a whole prompt as it is sent, and why each part is there', async () => {
    const real = await loadBenchmark('lossless', process.cwd());
    const shown = readFileSync('examples/run/lossless/000-left-rice.js', 'utf8');
    const prompt = renderProposalPrompt(
      briefingOf({
        benchmark: { ...real, measurement_digest: benchmark.measurement_digest },
        baseline: shown,
        guidance: readFileSync('prompts/guidance.md', 'utf8'),
        idea: 'Choose the Rice parameter for each sample.',
        delimiter: '5f0c1e9a7b3d4826a1c0e7f9b2d46835',
      }),
    );
    const tokens = grouped(estimateTokens(textOf(prompt)));
    const page = `# The prompt

What Claude is sent for a proposal: a complete example, made by \`test/prompt.test.ts\`, which also proves that its rules
are those of the checks. The trials in it are samples. It is estimated at ${tokens} tokens, by the rule of one token for 2.5
bytes of UTF-8; the budget is 60,000. Failure analyses and repairs are asked for in the same way, with one trial, its
evidence and its source in place of the history.

${pageOf(prompt, why)}`;
    if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync('docs/prompt.md', page);
    assert.equal(readFileSync('docs/prompt.md', 'utf8'), page, 'differs from docs/prompt.md');
  });
});
