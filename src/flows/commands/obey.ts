/** One command, one answer: the exhaustive switch from what is asked to what is done. */

import type { Command } from '../../domain/command.ts';
import {
  askedReply,
  helpReply,
  ideaNeedsKeyReply,
  needsKeyReply,
  pauseReply,
} from '../../render/replies.ts';
import { renderStatistics } from '../../render/statistics.ts';
import { readFigures } from '../figures.ts';
import { close, evaluate, explain, hold, repair, unhold } from './candidate.ts';
import { mergeByPerson } from './merge.ts';
import type { Answer, Occasion, Office } from './office.ts';

/** The place was checked: a command for candidates stands on one. */
export async function obey(command: Command, occasion: Occasion, office: Office): Promise<Answer> {
  const { comment, place } = occasion;
  switch (command.name) {
    case 'help':
      return said(helpReply());
    case 'stats':
      return said(renderStatistics(await Promise.all(office.workshops.map(readFigures))));
    case 'pause':
    case 'resume':
      return pauseOrResume(command.name, office);
    case 'propose': {
      const { benchmark } = command;
      const idea = office.hasKey ? command.idea : null;
      const asked = askedReply({ kind: 'proposal', benchmark, idea });
      const unheard = command.idea !== null && idea === null ? ideaNeedsKeyReply() : null;
      const reply = unheard === null ? asked : `${asked}\n\n${unheard}`;
      return { done: true, reply, followUp: { candidates: 1, benchmark, idea } };
    }
  }
  if (place.kind === 'dashboard') throw new Error(`/${command.name} was let in on the dashboard`);
  const spot = { ...place, login: comment.author };
  switch (command.name) {
    case 'evaluate':
      return evaluate(command.sha, spot);
    case 'repair':
      return office.hasKey ? repair(spot) : refused(needsKeyReply('repair'));
    case 'explain':
      return explain(spot);
    case 'merge':
      return mergeByPerson(command.sha, spot);
    case 'hold':
      return hold(spot);
    case 'unhold':
      return unhold(spot);
    case 'close':
      return close(spot);
  }
}

function refused(reply: string): Answer {
  return { done: false, reply, followUp: null };
}

function said(reply: string): Answer {
  return { done: true, reply, followUp: null };
}

async function pauseOrResume(name: 'pause' | 'resume', office: Office): Promise<Answer> {
  const { dashboard, pausedByVariable } = office;
  const paused = await dashboard.isPaused();
  if (name === 'pause') {
    if (!paused) await dashboard.pause();
    return said(pauseReply(paused ? 'already_paused' : 'paused'));
  }
  if (paused) await dashboard.resume();
  if (pausedByVariable) return said(pauseReply('paused_by_variable'));
  return said(pauseReply(paused ? 'resumed' : 'already_running'));
}
