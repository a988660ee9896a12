/** Tells a person what is going on: a moving line on a terminal, plain lines elsewhere. */

import { styleText } from 'node:util';
import type { Benchmark } from '../domain/benchmark.ts';
import type { Happening, Narrate } from '../ports/narrator.ts';
import { safeLine } from '../render/sanitize.ts';
import { LINE_WIDTH, plainStyle, type Style } from '../render/style.ts';
import { renderSummary } from '../render/terminal.ts';
import { wrap } from '../render/wrap.ts';

/** Where text goes, and whether it is a terminal that can move its cursor. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Colours when the screen is a terminal and NO_COLOR does not forbid them. */
export function styleOf(screen: Screen, noColor: boolean): Style {
  if (!screen.isTTY || noColor) return plainStyle;
  return {
    strong: (text) => styleText('bold', text),
    faint: (text) => styleText('dim', text),
    good: (text) => styleText(['green', 'bold'], text),
    warn: (text) => styleText(['yellow', 'bold'], text),
    bad: (text) => styleText(['red', 'bold'], text),
  };
}

/** A narrator that writes to `screen`. Stages are timed for the reader's sake only. */
export function progress(
  benchmark: Benchmark,
  screen: Screen,
  style: Style,
  now: () => number,
): Narrate {
  let stage: { text: string; since: number; cases: string } | null = null;
  const line = (text = '') => screen.write(`${text}\n`);

  function redraw(): void {
    if (stage && screen.isTTY) screen.write(`\r\x1b[2K  ${style.faint(stage.text)} ${stage.cases}`);
  }

  function endStage(): void {
    if (!stage) return;
    if (screen.isTTY) screen.write('\r\x1b[2K');
    const seconds = ((now() - stage.since) / 1000).toFixed(1);
    if (stage.cases !== '') line(style.faint(`  ${stage.text}: ${stage.cases}, ${seconds} s`));
    stage = null;
  }

  return (happening: Happening) => {
    if (happening.kind === 'cases') {
      if (stage) stage.cases = `${happening.done} of ${happening.total} cases`;
      return redraw();
    }
    endStage();
    if (happening.kind === 'stage') {
      stage = { text: `${happening.what}, ${happening.stage}`, since: now(), cases: '' };
      return redraw();
    }
    for (const text of paragraph(happening, benchmark, style)) line(text);
  };
}

function paragraph(
  happening: Exclude<Happening, { kind: 'stage' | 'cases' }>,
  benchmark: Benchmark,
  style: Style,
): readonly string[] {
  switch (happening.kind) {
    case 'opened': {
      const { pullRequest, title, hypothesis } = happening;
      const head = `#${pullRequest.number}  ${safeLine(title, LINE_WIDTH - 10)}`;
      const text = wrap(safeLine(hypothesis), LINE_WIDTH - 4).map((each) => `    ${each}`);
      return ['', style.strong(head), ...text.map(style.faint), ''];
    }
    case 'resumed': {
      const { number, title } = happening.pullRequest;
      return ['', style.strong(`#${number}  ${safeLine(title, LINE_WIDTH - 10)} (continued)`), ''];
    }
    case 'judged': {
      const { trial, baseline } = happening;
      return ['', ...renderSummary(trial, { benchmark, baseline }, style)];
    }
    case 'merged':
      return ['', style.good(`  merged as ${happening.commit.slice(0, 12)}: the new baseline`)];
    case 'closed':
      return ['', style.faint(`  pull request #${happening.number} closed`)];
    case 'stale':
      return ['', style.warn(`  #${happening.number}: the baseline moved; put on top of it`)];
    case 'blocked':
      return [
        '',
        style.warn(`  #${happening.number} could not be merged: ${safeLine(happening.why)}`),
      ];
    case 'unreadable':
      return ['', style.warn(`  #${happening.number} is passed over: ${safeLine(happening.why)}`)];
    case 'refused':
      return [
        '',
        style.warn(`  #${happening.number} is no candidate: it changes more than the codec`),
      ];
    case 'exhausted':
      return ['', safeLine(happening.why)];
  }
}
