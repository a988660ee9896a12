/** (e), (f), (g), (h): memory, and whether everything grows no faster than what it works on. */

import { readdirSync, readFileSync } from 'node:fs';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import type { Clip } from '../../src/domain/video/frame.ts';
import { sampleCount } from '../../src/domain/video/frame.ts';
import { renderDashboard } from '../../src/render/dashboard.ts';
import { renderPage } from '../../src/render/page/page.ts';
import { codec, limits } from '../support/sandbox.ts';
import { syntheticHistory } from '../support/synthetic-history.ts';
import { type Figure, figure, growth, timed } from './figures.ts';

const steps = [1, 4, 16];

/** Left neighbour and a run length: a codec that costs the engine something for every sample. */
const plain = codec({
  compress:
    'const out = new Uint8Array(frame.data.length); let last = 0; for (let i = 0; i < out.length; i++) { out[i] = frame.data[i] - last; last = frame.data[i]; } return out;',
  decompress:
    'const out = new Uint8Array(bytes.length); let last = 0; for (let i = 0; i < out.length; i++) { last = (last + bytes[i]) & 255; out[i] = last; } return out;',
});

function clipOf(width: number, height: number, count: number): Clip {
  const size = { width, height };
  const frames = Array.from({ length: count }, (_, f) =>
    Uint8Array.from({ length: sampleCount(size) }, (_, i) => (i * 7 + f * 13) & 255),
  );
  return { name: 'made', ...size, frames };
}

interface Work {
  readonly clips: readonly Clip[];
}

/** Times of x1, x4 and x16 of something, each in relation to what x1 took. */
const scales: Readonly<Record<string, (times: number) => Work>> = {
  clips: (times) => ({ clips: Array.from({ length: times }, () => clipOf(176, 144, 8)) }),
  frames: (times) => ({ clips: [clipOf(176, 144, 8 * times)] }),
  'frame size': (times) => ({ clips: [clipOf(176 * Math.sqrt(times), 144 * Math.sqrt(times), 8)] }),
};

export async function benchGrowth(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, workOf] of Object.entries(scales)) {
    const ratios: Record<number, number[]> = {};
    const peaks: Record<number, number[]> = {};
    for (let round = 0; round < rounds; round++) {
      let least = 0;
      for (const times of steps) {
        const { milliseconds, peak } = await evaluate(workOf(times).clips);
        if (times === 1) least = milliseconds;
        else ratios[times] = [...(ratios[times] ?? []), milliseconds / (least * times)];
        peaks[times] = [...(peaks[times] ?? []), peak];
      }
    }
    for (const times of steps.slice(1)) {
      figures.push(
        growth(`${name} x${times}: time / (${times} x time of x1)`, ratios[times] ?? []),
      );
    }
    for (const times of steps)
      figures.push(figure(`${name} x${times}: memory at most`, 'MB', peaks[times] ?? []));
  }
  return figures;
}

/** One evaluation on one core in a process of its own; its peak as Linux counts it. */
async function evaluate(clips: readonly Clip[]): Promise<{ milliseconds: number; peak: number }> {
  const sandbox = new QuickJsSandbox(1);
  try {
    const cases = clips.map((clip) => ({ clip, quality: 100 }));
    const job = { source: plain, limits, exact: true };
    await sandbox.run({ ...job, cases: [{ clip: clipOf(16, 16, 1), quality: 100 }] });
    const milliseconds = await timed(() => sandbox.run({ ...job, cases }));
    return { milliseconds, peak: peakOfChildren() };
  } finally {
    await sandbox.close();
  }
}

/** Of the largest child, in MB: the evaluator's process is the only one at that moment. */
function peakOfChildren(): number {
  const own = String(process.pid);
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => statusOf(pid))
    .filter((status) => /^PPid:\t(\d+)$/m.exec(status)?.[1] === own)
    .map((status) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
  return Math.max(0, ...peaks);
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

const lengths = [100, 1_000, 10_000] as const;

/** Page and dashboard for histories of so many trials. */
export async function benchReports(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const histories = lengths.map((count) => syntheticHistory({ count, seed: 1 }));
  for (const [name, draw] of Object.entries(reports)) {
    for (let warm = 0; warm < 5; warm++) for (const history of histories) draw(history);
    const times: number[][] = lengths.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, history] of histories.entries()) {
        times[i]?.push(await timed(() => draw(history)));
      }
    }
    for (const [i, count] of lengths.entries()) {
      const own = times[i] ?? [];
      figures.push(figure(`${name} of ${count} trials`, 'ms', own));
      const more = count / lengths[0];
      if (more === 1) continue;
      const ratios = own.map((time, round) => time / more / (times[0]?.[round] ?? time));
      figures.push(growth(`${name} of ${count} trials: time / (${more} x time of 100)`, ratios));
    }
  }
  return figures;
}

const reports: Readonly<Record<string, (history: ReturnType<typeof syntheticHistory>) => unknown>> =
  {
    page: (history) => renderPage(history, 'https://github.com/octo/codecs/pull/'),
    dashboard: (history) =>
      renderDashboard({
        benchmarks: history.map((each) => ({ ...each, open: [] })),
        guidance: null,
      }),
  };

/** Of one candidate from proposal to merge, as the story through the workflows counted them. */
export function countRequests(root: string): Figure[] {
  const told = readFileSync(`${root}/test/snapshots/github-story-requests.txt`, 'utf8');
  const all = told.split('\n').filter((line) => /^(GraphQL|GET|POST|PUT|PATCH|DELETE) /.test(line));
  const once = /labels$|issues$|GraphQL Pin|comments/;
  return [
    figure('requests for one candidate, from proposal to merge', 'requests', [all.length]),
    figure('of these not for first use, money and the dashboard', 'requests', [
      all.filter((line) => !once.test(line) || /issue_number\}\/labels$/.test(line)).length,
    ]),
  ];
}
