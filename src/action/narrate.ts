/** The log of the action's steps: one line for each thing that happens. */

import * as core from '@actions/core';
import type { Happening, Narrate } from '../ports/narrator.ts';
import { safeLine } from '../render/sanitize.ts';

/** What a candidate wrote is on no line of its own, and obeyed by no runner. */
export function actionNarrator(): Narrate {
  return (happening) => {
    const line = lineOf(happening);
    if (line !== null) core.info(safeLine(line));
  };
}

function lineOf(happening: Happening): string | null {
  switch (happening.kind) {
    case 'opened':
      return `#${happening.pullRequest.number} opened: ${happening.title}`;
    case 'resumed':
      return `#${happening.pullRequest.number} goes on: ${happening.pullRequest.title}`;
    case 'stage':
      return `${happening.what}, ${happening.stage}`;
    case 'cases':
      return null;
    case 'judged':
      return `#${happening.trial.candidate.pull_request} judged: ${happening.trial.status}`;
    case 'merged':
      return `#${happening.number} merged as ${happening.commit}`;
    case 'closed':
      return `#${happening.number} closed`;
    case 'stale':
      return `#${happening.number}: the baseline moved`;
    case 'blocked':
      return `#${happening.number} could not be merged: ${happening.why}`;
    case 'unreadable':
      return `#${happening.number} is passed over: ${happening.why}`;
    case 'refused':
      return `#${happening.number} is no candidate: it changes more than one codec.js`;
    case 'exhausted':
      return happening.why;
  }
}
