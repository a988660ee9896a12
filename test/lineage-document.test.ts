import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { type Environment, readEnvironment } from '../src/cli/environment.ts';
import { parseCommand } from '../src/cli/options.ts';
import { reportCommand } from '../src/cli/report.ts';
import type { FailureCategory } from '../src/domain/analysis.ts';
import type { Benchmark } from '../src/domain/benchmark.ts';
import { againstReference, compareEvaluations } from '../src/domain/compare.ts';
import type { Evaluation } from '../src/domain/evaluation.ts';
import { lineageOf } from '../src/domain/lineage.ts';
import { planeSamples } from '../src/domain/metrics/case-meter.ts';
import { round6 } from '../src/domain/metrics/number.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { UsageError } from '../src/domain/usage-error.ts';
import { renderLineage } from '../src/render/lineage/document.ts';
import { frameOf, width } from '../src/render/lineage/frame.ts';
import { heightOf, namesOf, placeNames } from '../src/render/lineage/names.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { crucible } from './support/command.ts';
import { closeBrowser, numbered, withPage } from './support/page.ts';
import { assertSnapshot } from './support/snapshot.ts';
import {
  acceptedTrial,
  errorTrial,
  failedTrials,
  heldTrial,
  losslessEvaluation,
  lossyEvaluation,
  rejectedTrial,
  sampleBenchmark,
} from './support/trials.ts';
import { adjustable } from './support/workshop.ts';

/** What a candidate spends of its baseline's bytes, in percent less; or how it failed. */
type Fate = number | Exclude<FailureCategory, 'performance_rejection'>;
type Attempt = readonly [title: string, fate: Fate, hypothesis?: string];

const lossless = sampleBenchmark('lossless');
const shape = { width: 176, height: 144 };
const frames = 8;

/** Squared errors that come to the PSNR which the sample says: rates are compared by them. */
function measured(evaluation: Evaluation): Evaluation {
  const samples = planeSamples(shape, frames);
  const errors = (plane: 'y' | 'u' | 'v', psnr: number) =>
    Math.round((255 * 255 * samples[plane]) / 10 ** (psnr / 10));
  const cases = evaluation.cases.map((each) => {
    const psnr = each.psnr_yuv ?? 0;
    const sse = { sse_y: errors('y', psnr), sse_u: errors('u', psnr), sse_v: errors('v', psnr) };
    return { ...each, ...sse };
  });
  return { ...evaluation, cases };
}

/** With a whole curve of its reference encoder, so that rates stand against that. */
const lossy: Benchmark = {
  ...sampleBenchmark('lossy'),
  reference_encoder: 'JPEG (libjpeg-turbo, optimised)',
  clips: sampleBenchmark('lossy').clips.map((entry) => ({
    ...entry,
    clip: { ...entry.clip, frames: Array(frames).fill(new Uint8Array()) },
    reference: lossyEvaluation(1)
      .cases.filter(({ clip }) => clip === entry.clip.name)
      .map(({ bytes, psnr_yuv }) => ({ bytes, psnr_yuv })),
  })),
};

function withoutReference(benchmark: Benchmark): Benchmark {
  return { ...benchmark, clips: benchmark.clips.map((entry) => ({ ...entry, reference: [] })) };
}

/** Each clip gains a little more or less than the candidate as a whole. */
const spread = [1.2, 1, 0.7, 0.9, 1.2];

function evaluationOf(benchmark: Benchmark, factors: readonly number[]): Evaluation {
  if (benchmark.objective === 'lossless') return losslessEvaluation(factors);
  const { cases, ...rest } = measured(lossyEvaluation(1));
  const place = (clip: string) => benchmark.clips.findIndex((each) => each.clip.name === clip);
  const scaled = cases.map((each) => ({
    ...each,
    bytes: Math.round(each.bytes * (factors[place(each.clip)] ?? 1)),
  }));
  return { ...rest, cases: scaled };
}

/** The rate of each clip against a baseline; SSIM and its window are of no account here. */
function comparisonOf(benchmark: Benchmark, ours: Evaluation, theirs: Evaluation) {
  if (benchmark.objective === 'lossless') {
    const outcome = compareEvaluations(benchmark, ours, theirs);
    assert.equal(outcome.kind, 'compared');
    return outcome.kind === 'compared' ? outcome.comparison : null;
  }
  const change = (clips: Benchmark['clips']) => {
    const [a, b] = [ours, theirs].map((each) => againstReference({ ...benchmark, clips }, each));
    return round6(100 * ((100 + (a ?? 0)) / (100 + (b ?? 0)) - 1));
  };
  return {
    rate_change_percent: change(benchmark.clips),
    total_bytes_change_percent: round6(100 * (ours.total_bytes / theirs.total_bytes - 1)),
    per_clip: benchmark.clips.map((entry) => ({
      clip: entry.clip.name,
      rate_change_percent: change([entry]),
    })),
    second_opinion_percent: null,
    held_out: null,
  };
}

/** As an evolution leaves them: what gains at least half a percent is accepted, or held if that is too good. */
function historyOf(benchmark: Benchmark, start: number, attempts: readonly Attempt[]): Trial[] {
  let level: readonly number[] = spread.map(() => start);
  return attempts.map(([title, fate, hypothesis = `${title}: that should help.`], i) => {
    const trial = trialOf(benchmark, level, fate);
    if (trial.status === 'accepted') level = scaledBy(level, fate as number);
    const candidate = { ...trial.candidate, title, hypothesis };
    const { name, measurement_digest } = benchmark;
    return numbered({ ...trial, candidate, benchmark: { name, measurement_digest } }, i + 1);
  });
}

function scaledBy(level: readonly number[], less: number): readonly number[] {
  return level.map((each, clip) => each * (1 - (less / 100) * (spread[clip] ?? 1)));
}

function trialOf(benchmark: Benchmark, level: readonly number[], fate: Fate): Trial {
  if (fate === 'infrastructure_error') return errorTrial;
  if (typeof fate === 'string') return failedTrials[fate];
  const baseline = evaluationOf(benchmark, level);
  const evaluation = evaluationOf(benchmark, scaledBy(level, fate));
  const kind = fate >= 80 ? heldTrial : fate >= 0.5 ? acceptedTrial : rejectedTrial;
  return { ...kind, evaluation, comparison: comparisonOf(benchmark, evaluation, baseline) };
}

const losslessAttempts: readonly Attempt[] = [
  ['Predict each sample with the median of left, above and their gradient', 11.4],
  ['Cut each plane into one slice per processor core', -1.3],
  ['Take the cheapest Rice parameter of all eight for each row', 'import_error'],
  ['Choose the Rice parameter of each sample from the residuals around it', 4.2],
  ['Choose the Rice parameter by the slopes of the samples around', 0.2],
  ['Predict each sample from the same place in the previous frame', -58],
  ['Start with the median, then predict every frame from the one before', -9.8],
  ['Let each block choose between its neighbours and the previous frame', 12.1],
  ['Write residuals as Elias gamma codes', -14.7],
  ['Replace the Rice codes by an adaptive range coder', 'timeout'],
  ['Code residuals bit by bit with an adaptive binary range coder', 8.9],
  ['Normalise the frame before it is predicted', 'logic_error'],
  ['Follow motion with one vector per block of 8x8', 6.3],
  ['Predict repeated texture from its last earlier match', 1.1],
  ['Correct the motion prediction by the error of its neighbours', 2.4],
  ['Describe each frame by 100 brightness levels', 96],
  ['Refine vectors to quarter samples with a bicubic filter', 3.2],
  ['Mix the predictions of three models by their recent errors', 7.7],
  ['Sharpen the mixed probability with `two` rates of adaptation', 0.8],
  ['Keep the counts of the frame before', 'infrastructure_error'],
  ['Carry the contexts over from frame to frame', 0.6],
];

const lossyAttempts: readonly Attempt[] = [
  ['Replace the Exp-Golomb codes by an adaptive binary range coder', 24],
  ['Scan coefficients in an order that leans towards the first row', 0.1],
  ['Use one flat quantiser step and round towards zero', 13.5],
  ['Replace the cosine transform by the Walsh-Hadamard transform', -21],
  ['Code a frame in stripes, as many as there are processor cores', 'runtime_error'],
  ['Send every frame as a thumbnail of 100 bytes', 'validation_error'],
  ['Predict blocks from the same place of the frame before', 18],
  ['Spend on each frame what the frames before have left over', 'logic_error'],
  ['Expect a block to be predicted when its neighbours are', 5.1],
  ['Follow the camera with one motion vector a frame', 9.4],
  ['Keep the ladder of qualities in its useful middle', 'validation_error'],
  ['Smooth the edges between blocks in the decoder', 4.4],
  ['Look up the inverse transform in a table of products', 'resource_error'],
  ['Give every 16x16 block a motion vector of its own, in half samples', 16.2],
  ['Choose the dead zone of each frame by bisection', 2.3],
  ['Scale the step with the contrast of the frame', -3.1],
  ['Quantise chroma a little more coarsely than luma', 1.9],
  ['Decide each block by its rate and its distortion', 6.7],
  ['Hide the sign of one coefficient in the sum of the others', 'syntax_error'],
  ['Transform blocks of 16x16 where the picture is flat', 3.6],
];

const losslessHistory = historyOf(lossless, 1.03, losslessAttempts);
const lossyHistory = historyOf(lossy, 1.32, lossyAttempts);

interface Rendered {
  readonly picture: string;
  readonly document: string;
}

function rendered(benchmark: Benchmark, trials: readonly Trial[]): Rendered {
  const [picture, document, ...more] = renderLineage({ benchmark, trials }) ?? [];
  assert.ok(picture && document);
  assert.equal(more.length, 0);
  assert.equal(picture.name, `lineage-${benchmark.name}.svg`);
  assert.equal(document.name, `lineage-${benchmark.name}.md`);
  return { picture: picture.text, document: document.text };
}

/** Elements that close in order, entities that XML knows, no character that it does not. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const markup = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g;
  for (const [, closing, name, , empty] of svg.matchAll(markup)) {
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name as string);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(svg.replace(markup, ''), /[<>]/);
  assert.doesNotMatch(svg, /&(?!(?:amp|lt|gt|quot|#39);)/);
  assert.doesNotMatch(svg, /(?!\n)\p{Cc}|\p{Cs}|[\ufffe\uffff]/u);
}

/** The cells of the table rows that begin with a number. */
function rowsOf(document: string): readonly (readonly string[])[] {
  const rows = document.split('\n').filter((line) => /^\| \d/.test(line));
  return rows.map((row) => row.slice(2, -2).split(' | '));
}

describe('the lineage as files', () => {
  for (const [benchmark, trials] of [
    [lossless, losslessHistory],
    [lossy, lossyHistory],
  ] as const) {
    it(`is a picture and a document of the ${benchmark.name} benchmark`, () => {
      const { picture, document } = rendered(benchmark, trials);
      assertSnapshot(`lineage-${benchmark.name}.svg`, picture);
      assertSnapshot(`lineage-${benchmark.name}.md`, document);
      assertWellFormed(picture);
    });
  }

  it('is the same bytes each time', () => {
    const first = rendered(lossless, losslessHistory);
    assert.deepEqual(rendered(lossless, structuredClone(losslessHistory)), first);
  });

  it('is nothing while no candidate has a rate', () => {
    assert.equal(renderLineage({ benchmark: lossless, trials: [] }), null);
    const failures = Object.values(failedTrials).map((trial, i) => numbered(trial, i + 1));
    assert.equal(renderLineage({ benchmark: lossless, trials: failures }), null);
  });
});

describe('the document', () => {
  const { document } = rendered(lossless, losslessHistory);
  const rows = rowsOf(document);

  it('has a row for the first baseline and one for every trial, with the picture above', () => {
    assert.match(document, /^!\[Rate in percent of JPEG-LS .*\]\(lineage-lossless\.svg\)$/m);
    assert.deepEqual(
      rows.map(([number]) => Number(number)),
      Array.from({ length: losslessAttempts.length + 1 }, (_, i) => i),
    );
  });

  it('recovers the bytes of the first baseline, which no trial holds', () => {
    const { total_bytes: bytes } = evaluationOf(lossless, [1.03, 1.03, 1.03, 1.03, 1.03]);
    assert.equal(rows[0]?.at(-1)?.replaceAll(',', ''), String(bytes));
  });

  it('says with each verdict how the rate stands after it', () => {
    assert.deepEqual(rows[2]?.slice(2, 5), ['rejected', '+1.300 %', rows[1]?.[4]?.slice(2, -2)]);
    assert.deepEqual(rows[10]?.slice(2, 4), ['failed: `timeout`', '–']);
    assert.equal(rows[16]?.[2], 'held: `implausible`');
    assert.equal(rows[20]?.[2], 'error');
    assert.match(rows[21]?.[4] ?? '', /^\*\*\d\d\.\d\d %\*\*$/);
  });

  it('adds up: the clips come to the rates of the curve', () => {
    for (const [benchmark, trials, unit] of [
      [lossless, losslessHistory, 'reference'],
      [lossy, lossyHistory, 'reference'],
      [withoutReference(lossless), losslessHistory, 'first baseline'],
      [withoutReference(lossy), lossyHistory, 'first baseline'],
    ] as const) {
      const lineage = lineageOf(benchmark, trials);
      assert.equal(lineage?.unit, unit);
      const [, clips = ''] = rendered(benchmark, trials).document.split('## Clip by clip');
      const lines = clips.split('\n').filter((line) => /^\| (?!clip|---|\*\*)/.test(line));
      const place = benchmark.objective === 'lossless' ? -1 : 2;
      const rates = lines.map((line) => line.slice(2, -2).split(' | ').at(place));
      const logs = rates.map((rate) => Math.log(Number.parseFloat(rate ?? '')));
      const mean = Math.exp(logs.reduce((sum, each) => sum + each, 0) / logs.length);
      assert.equal(logs.length, 5);
      assert.ok(Math.abs(mean - (lineage?.steps.at(-1)?.rate ?? 0)) < 0.02, String(mean));
    }
  });

  it('counts from the first baseline where there is no reference', () => {
    const { document: text, picture } = rendered(withoutReference(lossless), losslessHistory);
    assert.match(picture, />rate in percent of the first baseline, lower is better</);
    assert.match(text, /^\| 0 \| the first baseline \| {2}\| {2}\| \*\*100\.00 %\*\* \|/m);
    assert.match(text, /^\| dog \| 90,109 \| /m);
    assert.doesNotMatch(text, /Milestones/);
  });

  it('says when earlier steps were measured in another way', () => {
    const other = { ...acceptedTrial.benchmark, measurement_digest: 'e'.repeat(64) };
    const before = { ...numbered(acceptedTrial, 0), benchmark: other };
    const { document: text } = rendered(lossless, [before, ...losslessHistory]);
    assert.match(text, /^1 earlier step measured in another way/m);
    assert.equal(rowsOf(text).length, rows.length);
  });

  it('lists the steps alone when there are too many trials for a page', () => {
    const attempts = Array.from({ length: 501 }, (_, i): Attempt => [`Idea ${i}`, i % 100 ? 0 : 2]);
    const { document: text } = rendered(lossless, historyOf(lossless, 1, attempts));
    assert.deepEqual(
      rowsOf(text).map(([number]) => number),
      ['0', '1', '101', '201', '301', '401', '501'],
    );
    assert.match(text, /^495 trials without an accepted step: left out/m);
  });

  it('names the pull request where it has another number than the trial', () => {
    const later = losslessHistory.map((trial, i) => numbered(trial, i + 19));
    assert.equal(rowsOf(rendered(lossless, later).document)[1]?.[0], '1 (#19)');
  });
});

describe('the picture', () => {
  after(closeBrowser);

  it('asks nothing of any server, and follows light and dark', () => {
    const { picture } = rendered(lossless, losslessHistory);
    assert.match(picture, /@media \(prefers-color-scheme: dark\)/);
    assert.doesNotMatch(picture, /<script|href|url\(|@import|@font-face|<foreignObject|<image/);
    assert.equal(picture.match(/https?:[^"]*/g)?.join(), 'http://www.w3.org/2000/svg');
  });

  it('names every step, no name over another, none outside', () => {
    for (const count of [1, 2, 9, 16, 17, 40, 90]) {
      const attempts = Array.from(
        { length: count },
        (_, i): Attempt => [
          `${'A step with a title of some length '.repeat(1 + (i % 4))}${i}`,
          i % 7 === 0 ? 9 : 0.6,
        ],
      );
      const lineage = lineageOf(lossless, historyOf(lossless, 1.4, attempts));
      assert.ok(lineage);
      const names = namesOf(lineage);
      assert.equal(names.length, Math.min(40, count));
      const frame = frameOf(lineage, heightOf(names));
      const placed = placeNames(names, frame);
      const boxes = placed.map(({ top, lines }) => [top, top + 16 * lines.length] as const);
      for (const [i, [top, bottom]] of boxes.entries()) {
        assert.ok(top > (boxes[i - 1]?.[1] ?? 48), `${count}: name ${i} at ${top}`);
        assert.ok(bottom <= frame.bottom + 0.1, `${count}: name ${i} ends at ${bottom}`);
      }
    }
  });

  it('stands without a step, and with a single one', () => {
    for (const attempts of [losslessAttempts.slice(1, 2), losslessAttempts.slice(0, 1)]) {
      const { picture, document } = rendered(lossless, historyOf(lossless, 1, attempts));
      assertWellFormed(picture);
      assert.doesNotMatch(picture + document, /NaN|undefined|null|Infinity/);
    }
  });

  it('is shown by a browser as an image, in light and dark', async (context) => {
    const hostile = rendered(lossless, hostileHistory).picture;
    const pictures = [
      rendered(lossless, losslessHistory).picture,
      rendered(lossy, lossyHistory).picture,
      hostile,
    ];
    const images = pictures.map(
      (svg) => `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`,
    );
    const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><style>body{margin:0}img{display:block}</style>${images.join('\n')}`;
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width: 960, height: 600 };
      await withPage(
        context,
        page,
        async ({ page: shown }) => {
          const widths = await shown.evaluate(
            `Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth)))`,
          );
          assert.deepEqual(widths, [width, width, width]);
          const texts = JSON.stringify(pictures).replaceAll('<', '\\u003c');
          const faults = await shown.evaluate(
            `${texts}.map((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, script').length)`,
          );
          assert.deepEqual(faults, [0, 0, 0]);
        },
        { viewport, colorScheme },
      );
    }
  });
});

const hostileTitles = [
  '</text></svg><script>alert(1)</script><text>',
  '| pipes | and `a|b` | more',
  '@octocat mentions #1 and https://example.com and www.example.com',
  '`unclosed and ``double`` and ```three',
  'x'.repeat(5000),
  'words without end '.repeat(300),
  '\u202eRTL override\u202c and \u200bzero\u200b\u200dwidth\ufeff, \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627',
  ']]><!-- <![CDATA[ --> &amp; &#60;b&#62; " onload="alert(1)',
  'noncharacters \ufffe\uffff, controls \u0000\u0008\u001b[31m, half \ud800 pairs',
  '</summary></details><img src=x onerror=alert(1)> [link](javascript:alert(1)) ![image](http://a)',
  '# heading\n\n- list\n| --- |\n<!-- codec-crucible:trial v1 AAAA -->',
  `Z\u0351\u0352\u0353${'\u0334\u0335\u0336'.repeat(40)}algo \u{1f600}\u{1f468}\u200d\u{1f469} \u6f22\u5b57\u304b\u306a`.repeat(
    3,
  ),
  '$7*7$ $\\alpha$ \\| \\` \\[ ~~struck~~ **bold** _it_ ::set-output name=a::b ##[error]',
  '',
];

const hostileHistory = historyOf(
  lossless,
  1.1,
  hostileTitles.map((title, i): Attempt => [title, i % 5 === 4 ? 'timeout' : 3, title]),
);

describe('hostile titles and hypotheses', () => {
  const { picture, document } = rendered(lossless, hostileHistory);

  it('stay text in the picture', () => {
    assertWellFormed(picture);
    assert.match(picture, /&lt;\/text&gt;&lt;\/svg&gt;&lt;script&gt;alert\(1\)/);
    assert.doesNotMatch(picture, /<script|<img| onload="/);
    assert.doesNotMatch(picture, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
    assert.ok(picture.length < 20_000);
  });

  it('stay text in the document', () => {
    const allowed = /<\/?(?:details|summary)>|<!-- Written by [^>]* -->/g;
    const own = document.replace(allowed, '');
    assert.doesNotMatch(own.replace(/`[^`\n]*`/g, ''), /<|(?<!\\)@\w|javascript:alert\(1\)\)$/m);
    assert.equal(document.match(/<details>/g)?.length, hostileTitles.length - 1);
    assert.equal(document.match(/<\/summary>/g)?.length, hostileTitles.length - 1);
    assert.doesNotMatch(document, /(?!\n)\p{Cc}|\p{Cs}|[\u202a-\u202e\ufeff]/u);
    assert.doesNotMatch(document, /(?<!\\)\]\((?!lineage-lossless\.svg)/);
    assert.doesNotMatch(document, /^#+ (?!The lineage|Candidates|Clip)/m);
  });

  it('keep every row whole: six cells each', () => {
    const rows = document.split('\n').filter((line) => /^\| \d/.test(line));
    assert.equal(rows.length, hostileTitles.length + 1);
    for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, 8, row);
  });
});

describe('crucible report --lineage', () => {
  it('takes a folder or none, in both ways of writing', () => {
    const common = { kind: 'report', benchmark: 'lossless', jobs: 0, json: false, html: null };
    const parse = (...words: string[]) => parseCommand(['report', ...words]);
    assert.deepEqual(parse('--lineage'), { ...common, lineage: { folder: null } });
    assert.deepEqual(parse('--lineage', 'docs'), { ...common, lineage: { folder: 'docs' } });
    assert.deepEqual(parse('--lineage=docs', '--benchmark', 'lossy'), {
      ...{ ...common, benchmark: 'lossy' },
      lineage: { folder: 'docs' },
    });
    assert.equal(parse('--lineage', 'a', 'b').kind, 'wrong');
    assert.equal(parse('--lineage', '--json').kind, 'wrong');
    assert.equal(parse('--lineage', '--html').kind, 'wrong');
    assert.equal(parseCommand(['start', '--lineage']).kind, 'wrong');
  });

  it('writes both files, the same each time, and says so when there is nothing to draw', async () => {
    const folder = await folderWithBenchmark();
    const written: string[] = [];
    const environment: Environment = {
      ...readEnvironment(),
      ...{ home: process.cwd(), workingFolder: folder, crucible: path.join(folder, '.crucible') },
      stdout: { write: (text) => written.push(text) },
      stderr: { write: () => undefined },
    };
    const report = async (place: string | null) => {
      const common = { benchmark: './small', jobs: 1, json: false, html: null };
      return reportCommand({ ...common, lineage: { folder: place } }, environment);
    };
    await assert.rejects(report('out'), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /^--lineage: no candidate of small has a rate yet/);
      return true;
    });
    assert.ok(!(await readdir(folder)).includes('out'));
    await writeFile(path.join(folder, 'small/codec.js'), adjustable);
    const started = await crucible(['start', '--fresh', '--benchmark', './small'], { cwd: folder });
    assert.equal(started.code, 0, started.stderr);
    await writeFile(path.join(folder, 'file'), '');
    await assert.rejects(report('file'), /--lineage: the files cannot be written: /);
    assert.equal(await report('out/docs'), 0);
    assert.equal(await report(null), 0);
    assert.deepEqual(written, [
      'out/docs/lineage-small.svg\nout/docs/lineage-small.md\n',
      '.crucible/lineage-small.svg\n.crucible/lineage-small.md\n',
    ]);
    for (const name of ['lineage-small.svg', 'lineage-small.md']) {
      const text = await readFile(path.join(folder, 'out', 'docs', name), 'utf8');
      assert.equal(await readFile(path.join(folder, '.crucible', name), 'utf8'), text);
      if (name.endsWith('.svg')) assertWellFormed(text);
    }
    await rm(folder, { recursive: true });
  });
});
