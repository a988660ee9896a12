import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { parseCommand } from '../src/cli/options.ts';
import { lineageOf } from '../src/domain/lineage.ts';
import { countTrials } from '../src/domain/statistics.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { leaderOf, placeLabels } from '../src/render/page/labels.ts';
import { renderPage } from '../src/render/page/page.ts';
import { linearScale, logScale } from '../src/render/page/scale.ts';
import { folderWithBenchmark } from './support/benchmark-folder.ts';
import { crucible } from './support/command.ts';
import { proposal, withOcto } from './support/octo.ts';
import {
  closeBrowser,
  fewTrials,
  lossless,
  manyTrials,
  numbered,
  step,
  withPage,
} from './support/page.ts';
import { filesInTar } from './support/runner/tar.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { syntheticHistory } from './support/synthetic-history.ts';
import { chromium, need } from './support/tools.ts';
import {
  acceptedLossyTrial,
  acceptedTrial,
  curveTrial,
  failedTrials,
  rejectedTrial,
  sampleBenchmark,
  sampleTrial,
} from './support/trials.ts';
import { adjustable, better } from './support/workshop.ts';

const pulls = 'https://github.com/octo/film/pull/';
/** With as many frames as its evaluations count, since quality is a mean over them. */
const lossy = {
  ...sampleBenchmark('lossy'),
  clips: sampleBenchmark('lossy').clips.map((entry) => ({
    ...entry,
    clip: { ...entry.clip, frames: Array(8).fill(new Uint8Array()) },
  })),
};

function pageOf(trials: readonly Trial[], pullRequests: string | null = pulls): string {
  const baselineDigest = acceptedTrial.candidate.source_digest;
  return renderPage([{ benchmark: lossless, baselineDigest, trials, answers: [] }], pullRequests);
}

const few = pageOf(fewTrials);

/** What stands in an element, by the text of its opening tag. */
function inside(page: string, opening: string, name: string): string {
  const start = page.indexOf(opening);
  assert.ok(start >= 0, opening);
  return page.slice(start + opening.length, page.indexOf(`</${name}>`, start));
}

const dataOf = (page: string) =>
  inside(page, '<script type="application/json" id="data">', 'script');
const scriptOf = (page: string) => inside(page, '<script>', 'script');
const styleOf = (page: string) => inside(page, '<style>', 'style');

/** Tries to leave every place it could stand in. */
const hostile =
  '</script></style><script>top.hit=1</script><img src=x onerror="top.hit=1">"\'`$1&lt;--><!--\u202e';
/** As a reader sees it: what does not show is shown. */
const seen = hostile.replace('\u202e', '\ufffd');

function hostileTrial(): Trial {
  const { analysis, candidate } = failedTrials.runtime_error;
  assert.ok(analysis && acceptedTrial.comparison);
  const evidence = { error: hostile, stack: hostile, logs: hostile, code: `> 1 | ${hostile}` };
  return sampleTrial({
    ...failedTrials.runtime_error,
    candidate: { ...candidate, title: hostile, hypothesis: hostile },
    comparison: {
      ...acceptedTrial.comparison,
      per_clip: [{ clip: hostile, rate_change_percent: 1 }],
    },
    analysis: {
      ...analysis,
      ...{ root_cause: hostile, fix_suggestion: hostile },
      evidence: {
        ...evidence,
        experiments: [{ name: hostile, outcome: 'open', detail: hostile }],
        first_mismatch: { clip: hostile, frame: 0, plane: 'y', x: 0, y: 0, expected: 1, actual: 2 },
      },
    },
  });
}

function hostilePage(): string {
  const benchmark = {
    ...lossless,
    ...{ name: hostile, description: hostile, reference_encoder: hostile },
    clips: lossless.clips.map((entry) => ({ ...entry, clip: { ...entry.clip, name: hostile } })),
  };
  const about = { ...acceptedTrial.benchmark, name: hostile };
  const winner = { ...step(0.9, -10, hostile), benchmark: about };
  const evaluation = winner.evaluation && {
    ...winner.evaluation,
    cases: winner.evaluation.cases.map((each) => ({ ...each, clip: hostile })),
  };
  const trials = [
    numbered({ ...winner, evaluation }, 1),
    numbered({ ...hostileTrial(), benchmark: about }, 2),
    // Weeks later the same once more, so that it is said to come again.
    { ...numbered({ ...hostileTrial(), benchmark: about }, 3), timestamp: 1_797_897_600 },
  ];
  return renderPage([{ benchmark, baselineDigest: 'f'.repeat(64), trials, answers: [] }], pulls);
}

describe('the page', () => {
  it('has a frame that a person can read', () => {
    const frame = few
      .replace(dataOf(few), '...')
      .replace(scriptOf(few), () => '...')
      .replace(styleOf(few), '...')
      .replace(/sha256-[\w+/=]+/g, 'sha256-...')
      .replace(/<symbol.*?<\/symbol>/gs, '')
      .replace(/<(section|div|figure|table|tr|li|svg|path|text|ul|ol|dl|label|p|h3)\b/g, '\n<$1');
    assertSnapshot('page.html', frame);
  });

  it('lets nothing in but its own style and script', () => {
    const policy = inside(few, '<meta http-equiv="Content-Security-Policy" content="', 'head');
    const hash = (text: string) =>
      `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`;
    assert.ok(policy.startsWith('default-src &#39;none&#39;;'));
    assert.ok(policy.includes(`style-src ${hash(styleOf(few))};`));
    assert.ok(policy.includes(`script-src ${hash(scriptOf(few))};`));
    assert.doesNotMatch(policy.slice(0, policy.indexOf('>')), /unsafe|\*|https?:/);
    assert.doesNotMatch(few, /<[^>]* (style|on\w+)=/);
    assert.doesNotMatch(styleOf(few), /url\(|@import/);
  });

  it('refers to nothing elsewhere but pull requests', () => {
    const addresses = (page: string) => [...page.matchAll(/https?:[^\s"']*/g)].map(([url]) => url);
    const namespace = 'http://www.w3.org/2000/svg';
    assert.deepEqual(new Set(addresses(few)), new Set([pulls, namespace]));
    assert.deepEqual(new Set(addresses(pageOf(fewTrials, null))), new Set([namespace]));
    assert.deepEqual(new Set(addresses(pageOf(fewTrials, 'javascript:1'))), new Set([namespace]));
  });

  it('keeps hostile text as text, in every field', () => {
    const page = hostilePage();
    assert.equal([...page.matchAll(/<script/g)].length, 2);
    assert.equal([...page.matchAll(/<\/script/g)].length, 2);
    assert.doesNotMatch(page, /<img|<!--|\u202e/);
    assert.ok(!dataOf(page).includes('<'));
    const { trials } = JSON.parse(dataOf(page));
    const { cause, fix, error, stack, logs } = trials[1].analysis;
    assert.deepEqual([cause, fix, error, stack, logs], Array(5).fill(seen));
  });

  it('shows a history of 2,000 trials in less than 6 MB, and one of 20 with all its evidence', () => {
    const page = pageOf(manyTrials(2000));
    assert.ok(page.length < 6_000_000, `${page.length}`);
    const { trials } = JSON.parse(dataOf(page));
    assert.equal(trials.length, 2000);
    const errors = (list: { analysis: { error: string } | null }[]) =>
      list.map(({ analysis }) => analysis?.error?.length ?? 0);
    const longest = Math.max(...errors(trials));
    assert.ok(longest > 480 && longest <= 500, `${longest}`);
    const whole = Math.max(...errors(JSON.parse(dataOf(pageOf(manyTrials(20)))).trials));
    assert.ok(whole > 3900 && whole <= 4000, `${whole}`);
  });

  it('stands without a trial, and with two benchmarks', () => {
    assert.match(pageOf([]), /Nothing was measured yet/);
    const both = renderPage(
      [
        { benchmark: lossless, baselineDigest: 'a'.repeat(64), trials: fewTrials, answers: [] },
        {
          benchmark: lossy,
          baselineDigest: 'b'.repeat(64),
          trials: [numbered(acceptedLossyTrial, 1), numbered(curveTrial, 2)],
          answers: [],
        },
      ],
      null,
    );
    assert.match(both, /name="benchmark">.*lossless.*lossy/s);
    assert.equal([...both.matchAll(/: PSNR-YUV in dB over bytes"/g)].length, lossy.clips.length);
  });
});

describe('the lineage', () => {
  const steps = [
    numbered(step(1, -20, 'one'), 1),
    numbered(rejectedTrial, 2),
    numbered(step(0.5, -50, 'two'), 3),
    numbered(failedTrials.timeout, 4),
  ];

  it('stands in percent of the reference encoder, from the first baseline', () => {
    const lineage = lineageOf(lossless, steps);
    assert.ok(lineage);
    // The reference has 100,000 bytes for each clip.
    const mean = (factor: number) =>
      [87_484, 106_294, 174_440, 178_271, 83_826].reduce(
        (product, bytes) => product * (Math.round(bytes * factor) / 1000) ** 0.2,
        1,
      );
    const near = (actual: number | undefined, expected: number) =>
      assert.ok(Math.abs((actual ?? 0) - expected) < 1e-4, `${actual} is not ${expected}`);
    assert.equal(lineage.unit, 'reference');
    near(lineage.start, mean(1) / 0.8);
    assert.deepEqual(
      lineage.steps.map(({ position }) => position),
      [1, 3],
    );
    near(lineage.steps[0]?.rate, mean(1));
    near(lineage.steps[1]?.rate, mean(0.5));
    assert.equal(lineage.points[3]?.rate, null);
  });

  it('stands in percent of the first baseline where there is no reference', () => {
    const bare = { ...lossless, clips: lossless.clips.map((clip) => ({ ...clip, reference: [] })) };
    const lineage = lineageOf(bare, steps);
    assert.deepEqual([lineage?.unit, lineage?.start], ['first baseline', 100]);
    assert.deepEqual(
      lineage?.steps.map(({ rate }) => Math.round(rate)),
      [80, 40],
    );
  });

  it('leaves out what was measured in another way', () => {
    const moved = { ...lossless, measurement_digest: 'e'.repeat(64) };
    assert.equal(lineageOf(moved, steps), null);
    const page = renderPage(
      [{ benchmark: moved, baselineDigest: 'a'.repeat(64), trials: steps, answers: [] }],
      null,
    );
    assert.match(page, /Nothing was measured yet/);
  });

  it('names the milestones that were reached, and by whom', () => {
    const page = pageOf(steps.concat(numbered(step(0.2, -60, 'three'), 9)));
    assert.match(page, /50 % less<\/b> <b>reached by #9/);
    assert.match(page, /70 % less<\/b> <b>reached by #9/);
    assert.match(page, /90 % less<\/span> <span>not yet/);
  });
});

describe('the figures of all trials', () => {
  const histories = syntheticHistory({ count: 400, seed: 5 });
  const page = renderPage(histories, null);

  it('show verdicts and severities week by week, as pictures and in numbers', () => {
    const counted = countTrials(histories.flatMap(({ trials }) => trials));
    const [first] = counted.weeks;
    const newest = counted.weeks.at(-1);
    assert.ok(first && newest && counted.weeks.length > 5);
    const figures = [...page.matchAll(/<figure class="card weeks">.*?<\/figure>/gs)];
    assert.deepEqual(
      figures.map(([figure]) => /<h3>(.*?)<\/h3>/.exec(figure)?.[1]),
      ['Verdicts by week', 'Why not accepted, by week'],
    );
    const [verdicts = ''] = figures[0] ?? [];
    // In the wide drawing: a bar for each week, from below to the sum of its parts.
    const drawing = verdicts.slice(0, verdicts.indexOf('</svg>'));
    const bars = (name: string) =>
      [...drawing.matchAll(new RegExp(`<rect class="${name}"[^>]* height="([\\d.]+)"`, 'g'))].map(
        ([, height]) => Number(height),
      );
    const scale = Math.max(...counted.weeks.map(({ trials }) => trials)) / 150;
    const accepted = counted.weeks.map(({ byStatus }) => byStatus.accepted).filter((n) => n > 0);
    assert.equal(bars('accepted').length, accepted.length);
    for (const [i, height] of bars('accepted').entries()) {
      assert.ok(Math.abs(height * scale - (accepted[i] ?? 0)) < 0.05, `${height}`);
    }
    assert.match(drawing, new RegExp(`${first.week.slice(2)}</text>`));
    const row = page.slice(page.indexOf(`<th scope="row">${newest.week}</th>`));
    const cells = [...row.slice(0, row.indexOf('</tr>')).matchAll(/number">(.*?)</g)];
    assert.deepEqual(
      cells.slice(0, 6).map(([, text]) => Number(text)),
      [newest.trials, ...Object.values(newest.byStatus)],
    );
  });

  it('say what is paid and waited for, and by whom milestones were reached', () => {
    assert.match(page, /<dt>to the first verdict, in the middle<\/dt><dd>[\d.]+ h<\/dd>/);
    assert.match(page, /<dt>for each accepted one<\/dt><dd>\$[\d.]+<\/dd>/);
    assert.match(page, /<h3>What it costs<\/h3>/);
    assert.match(page, /lossless as of [0-9a-f]{12}/);
    assert.match(
      page,
      /seen \d+ times since #\d+, last in #\d+<\/span><p class="soft">Cause \d+\./,
    );
    const long = pageOf([numbered(step(0.3, -70, 'far'), 4)]);
    assert.match(long, /reached by #4 <span>2026-11-22<\/span>/);
  });
});

describe('the axes and words of a chart', () => {
  it('have round ticks, within the axis', () => {
    assert.deepEqual(linearScale([0, 97], [0, 100], 5).ticks, [0, 20, 40, 60, 80]);
    assert.deepEqual(linearScale([58.2, 61.4], [0, 100], 4).ticks, [59, 60, 61]);
    assert.equal(linearScale([0, 50], [100, 0], 5).at(25), 50);
    assert.equal(linearScale([5, 5], [0, 100], 5).at(5), 0);
    assert.deepEqual(
      logScale([900, 60_000], [0, 1]).ticks,
      [1000, 2000, 5000, 10000, 20000, 50000],
    );
    assert.equal(logScale([1, 100], [0, 100]).at(10), 50);
  });

  it('never cover each other, and stay in the picture', () => {
    const area = { x: 0, y: 0, width: 600, height: 300 };
    const label = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 300 }),
      texts: fc.constant(['a label of some letters', 'short']),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
        const placed = placeLabels(labels, [], area);
        const boxes = placed.map(({ text, anchor, at }) => {
          const left = anchor === 'start' ? at.x : at.x - text.length * 6;
          return { left, right: left + text.length * 6, top: at.y - 11, bottom: at.y + 3 };
        });
        for (const [i, a] of boxes.entries()) {
          assert.ok(a.left >= 0 && a.right <= 600 && a.top >= 0 && a.bottom <= 300);
          for (const b of boxes.slice(i + 1)) {
            const apart =
              a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            assert.ok(apart);
          }
        }
        for (const leader of placed.flatMap((each) => leaderOf(each))) {
          assert.ok(leader.height >= 8);
        }
      }),
    );
  });
});

/** What the window answers, by the names of its terms. */
async function answers(page: Page): Promise<Record<string, string>> {
  const terms = await page.locator('dialog .answers dt').allInnerTexts();
  const words = await page.locator('dialog .answers dd').allInnerTexts();
  return Object.fromEntries(terms.map((term, i) => [term, words[i] ?? '']));
}

const division = {
  Category: 'runtime_error',
  Severity: 'high',
  'Root cause (observed)': 'Division by zero in compressFrame: 1n / 0n throws RangeError.',
  Fix: 'Check that the divisor is not zero before dividing.',
};

const rowsOf = (page: Page) => page.locator('.trials tbody tr[data-index]');
/** The focus returns once the window has closed. */
const focused = (page: Page, selector: string) =>
  page.locator(`${selector}:focus`).waitFor({ timeout: 2000 });

describe('the page in a browser', () => {
  after(closeBrowser);

  const numberOf = (trial: Trial) =>
    fewTrials.findIndex(({ candidate }) => candidate.title === trial.candidate.title);
  const runtime = `tr[data-index="${numberOf(failedTrials.runtime_error)}"]`;
  const badge = `${runtime} .badge`;

  it('opens the analysis by mouse, from the badge and from the row', async (context) => {
    await withPage(context, few, async ({ page }) => {
      await page.click(badge);
      assert.deepEqual(await answers(page), division);
      const mark = await page.locator('dialog mark').innerText();
      assert.match(mark, /failing line:\s*> 12 \| const scale = 1n \/ variance;/);
      assert.match(await page.locator('dialog').innerText(), /BigInt division by zero/);
      await page.click('dialog summary:text("logs")');
      assert.match(await page.locator('dialog').innerText(), /variance 0/);
      const link = page.locator('dialog .top a');
      assert.equal(
        await link.getAttribute('href'),
        `${pulls}${numberOf(failedTrials.runtime_error) + 1}`,
      );
      assert.match(await page.locator('dialog .seen').innerText(), /Seen before in\s*#12/);
      await page.click('dialog .close');
      assert.ok(await page.locator('dialog').isHidden());
      await focused(page, badge);
      await page.click(`${runtime} td.author`);
      assert.deepEqual(await answers(page), division);
      await page.mouse.click(4, 4);
      assert.ok(await page.locator('dialog').isHidden());
      await focused(page, `${runtime} button.title`);
    });
  });

  it('opens it by keyboard; Escape closes it and the focus returns', async (context) => {
    await withPage(context, few, async ({ page }) => {
      for (const [from, key] of [
        [badge, 'Enter'],
        [badge, 'Space'],
        [`${runtime} button.title`, 'Enter'],
      ] as const) {
        await page.focus(from);
        await page.keyboard.press(key);
        assert.deepEqual(await answers(page), division);
        for (let i = 0; i < 12; i++) {
          await page.keyboard.press('Tab');
          const outside = await page.evaluate(
            "!!document.activeElement.closest('main, header, footer')",
          );
          assert.equal(outside, false);
        }
        await page.keyboard.press('Escape');
        assert.ok(await page.locator('dialog').isHidden());
        await focused(page, from);
      }
    });
  });

  it('tells a screen reader what things are', async (context) => {
    await withPage(context, few, async ({ page }) => {
      const number = numberOf(failedTrials.runtime_error) + 1;
      const button = page.getByRole('button', {
        name: `high: runtime_error, analysis of #${number}`,
      });
      await button.click();
      const window = page.getByRole('dialog', { name: failedTrials.runtime_error.candidate.title });
      assert.ok(await window.isVisible());
      await page.keyboard.press('Escape');
      assert.equal(
        await page.getByRole('img', { name: /^Rate in percent of JPEG-LS over/ }).count(),
        1,
      );
      assert.equal(await page.getByRole('status').innerText(), `${fewTrials.length} in all`);
      assert.ok(await page.getByRole('search', { name: 'Filter the trials' }).isVisible());
      assert.equal(await page.getByRole('columnheader', { name: 'Severity' }).count(), 1);
    });
  });

  it('filters by status, category, severity and text', async (context) => {
    await withPage(context, few, async ({ page }) => {
      const count = () => rowsOf(page).count();
      await page.getByLabel('Status', { exact: true }).selectOption('failed');
      assert.equal(await count(), Object.keys(failedTrials).length);
      await page.getByLabel('Category', { exact: true }).selectOption('timeout');
      assert.equal(await count(), 1);
      await page.getByRole('button', { name: 'Clear' }).click();
      assert.equal(await count(), fewTrials.length);
      await page.getByLabel('Severity', { exact: true }).selectOption('critical');
      assert.match(await rowsOf(page).innerText(), /infrastructure_error/);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByLabel('Search').fill('node:OS forbidden');
      assert.match(await rowsOf(page).innerText(), /validation_error/);
      await page.getByLabel('Search').fill('no such words');
      assert.equal(await count(), 0);
      assert.match(await page.locator('.trials').innerText(), /No trial is like that/);
      await page.click('.failures button:text("logic_error")');
      assert.equal(await count(), 1);
      assert.match(await rowsOf(page).innerText(), /logic_error/);
    });
  });

  it('sorts by every column, there and back', async (context) => {
    await withPage(context, few, async ({ page }) => {
      const column = (name: string) => page.locator(`.trials td.${name}`).allInnerTexts();
      const sort = (name: string) => page.click(`.trials th.${name} button`);
      const rates = fewTrials.flatMap(({ comparison }) => comparison?.rate_change_percent ?? []);
      await sort('change');
      const changes = (await column('change')).filter((text) => text !== '–');
      assert.deepEqual(
        changes.map((text) => Number.parseFloat(text.replace('−', '-'))),
        rates.toSorted((a, b) => a - b).map((rate) => Number(rate.toFixed(3))),
      );
      const ariaSort = () => page.getAttribute('.trials th.change', 'aria-sort');
      assert.equal(await ariaSort(), 'ascending');
      await sort('change');
      assert.equal(await ariaSort(), 'descending');
      const [highest = ''] = await column('change');
      assert.match(highest, /%\s*bytes [+−\d]/);
      assert.equal(highest.split('bytes')[0]?.trim(), `+${Math.max(...rates).toFixed(3)}\u00a0%`);
      await sort('severity');
      const severities = (await column('severity')).filter((text) => text !== '');
      assert.deepEqual([severities[0], severities.at(-1)], ['critical', 'low']);
      await sort('order');
      assert.equal((await column('order'))[0], `#${fewTrials.length}`);
      await sort('order');
      assert.equal((await column('order'))[0], '#1');
    });
  });

  it('shows hostile text as text', async (context) => {
    await withPage(context, hostilePage(), async ({ page }) => {
      await page.click('tr[data-index="1"] .badge');
      const shown = await answers(page);
      assert.equal(shown.Fix, seen.replace(/`/g, '`'));
      assert.equal(shown['Root cause (observed)'], seen);
      assert.equal(await page.locator('dialog h2').innerText(), seen);
      await page.evaluate(
        "document.querySelectorAll('details').forEach((each) => { each.open = true; })",
      );
      for (const text of await page.locator('dialog details pre').allInnerTexts()) {
        // An experiment's line has its outcome before its name, and a full stop behind that.
        assert.equal(text.replace(`open: ${seen}. `, ''), seen);
      }
      assert.equal(await page.evaluate('document.images.length'), 0);
      assert.equal(await page.evaluate('top.hit'), undefined);
      assert.equal(await page.locator('h2').first().innerText(), seen);
    });
  });

  it('stays quick with 2,000 trials', async (context) => {
    await withPage(context, pageOf(manyTrials(2000)), async ({ page }) => {
      assert.equal(await rowsOf(page).count(), 100);
      await page.click('#more');
      assert.equal(await rowsOf(page).count(), 200);
      const started = performance.now();
      await page.getByLabel('Category', { exact: true }).selectOption('timeout');
      assert.match(await page.locator('#count').innerText(), /^\d+ of 2,000$/);
      const took = performance.now() - started;
      assert.ok(took < 1500, `${took} ms`);
      await page.click('.trials th.severity button');
      await page.click('.badge');
      assert.equal((await answers(page)).Category, 'timeout');
    });
  });

  it('fits a phone, and is dark where that is preferred', async (context) => {
    const phone = { viewport: { width: 390, height: 844 } };
    const background = (page: Page) =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const colours: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await withPage(
        context,
        few,
        async ({ page }) => {
          colours.push(await background(page));
          const beyond = 'document.documentElement.scrollWidth - innerWidth';
          assert.ok(Number(await page.evaluate(beyond)) <= 0);
          assert.ok(await page.locator('.chart.narrow').first().isVisible());
          await page.click(badge);
          assert.deepEqual(await answers(page), division);
          assert.ok(Number(await page.evaluate(beyond)) <= 0);
        },
        { ...phone, colorScheme },
      );
    }
    if (chromium()) assert.equal(new Set(colours).size, 2);
  });

  it('asks a server for nothing but itself', async (context) => {
    if (!need(chromium(), 'Chromium', context)) return;
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'text/html; charset=utf-8').end(few);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await withPage(context, '<title>start</title>', async ({ page }) => {
      await page
        .context()
        .newPage()
        .then(async (other) => {
          await other.goto(`http://127.0.0.1:${port}/`);
          await other.click(badge);
          await other.waitForTimeout(300);
        });
    });
    server.close();
    assert.deepEqual(asked, ['/']);
  });
});

describe('crucible report --html', () => {
  it('takes a file or none, in both ways of writing', () => {
    const common = { kind: 'report', benchmark: 'lossless', jobs: 0, json: false, lineage: null };
    const parse = (...words: string[]) => parseCommand(['report', ...words]);
    assert.deepEqual(parse(), { ...common, html: null });
    assert.deepEqual(parse('--html'), { ...common, html: { file: null } });
    assert.deepEqual(parse('--html', 'a.html'), { ...common, html: { file: 'a.html' } });
    assert.deepEqual(parse('--html=a.html'), { ...common, html: { file: 'a.html' } });
    assert.equal(parse('a.html').kind, 'wrong');
    assert.equal(parse('--html', 'a.html', 'b.html').kind, 'wrong');
    assert.equal(parse('--html', '--json').kind, 'wrong');
  });

  it('writes what npm start has written already', async () => {
    const folder = await folderWithBenchmark();
    const small = ['--benchmark', './small'];
    await writeFile(path.join(folder, 'small/codec.js'), adjustable);
    const started = await crucible(['start', ...small], { cwd: folder });
    assert.match(started.stderr, /The page: +\.crucible\/report\.html\n$/);
    const written = await readFile(path.join(folder, '.crucible', 'report.html'), 'utf8');
    const { stdout } = await crucible(['report', '--html', 'out/page.html', ...small], {
      cwd: folder,
    });
    assert.equal(stdout, 'out/page.html\n');
    assert.equal(await readFile(path.join(folder, 'out', 'page.html'), 'utf8'), written);
    assert.equal(JSON.parse(dataOf(written)).trials.length, 3);
    const refused = await crucible(['report', '--html', 'out', ...small], { cwd: folder });
    assert.equal(refused.code, 64);
    assert.match(refused.stderr, /--html: the page cannot be written: /);
    await rm(folder, { recursive: true });
  });
});

describe('the report workflow', () => {
  it('publishes the page where somebody wants it, with links to the pull requests', async (context) => {
    await withOcto(context, {}, async (octo) => {
      octo.api.queue(proposal('A better codec', better));
      await octo.schedule(1);
      const report = async (vars: Record<string, string>) => {
        const run = await octo.run('report', { name: 'schedule' }, { vars });
        assert.equal(run.result, 'success', run.log());
        const tar = run.artifacts.get('github-pages')?.get('artifact.tar');
        const results = run.jobs.map(({ id, result }) => `${id} ${result}`);
        return { run, results, page: tar && filesInTar(tar).get('index.html')?.toString() };
      };
      const otherwise = await report({});
      assert.deepEqual(
        [otherwise.results, otherwise.page],
        [['report success', 'pages skipped'], undefined],
      );
      const { run, results, page } = await report({ CRUCIBLE_PAGES: 'true' });
      assert.deepEqual(results, ['report success', 'pages success']);
      assert.deepEqual(run.job('pages').permissions, { pages: 'write', 'id-token': 'write' });
      const data = JSON.parse(dataOf(page ?? ''));
      assert.equal(data.trials.length, 1);
      assert.match(data.pullRequests, /\/octo\/[\w-]+\/pull\/$/);
    });
  });
});
