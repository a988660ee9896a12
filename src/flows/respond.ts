/** Answers a comment: checks who wrote it and where, runs its commands in order, and says what came of them. */

import { type Command, commandsAt, type Instruction, parseComment } from '../domain/command.ts';
import {
  misspeltReply,
  notUsableReply,
  refusalReply,
  tooManyReply,
  wrongArgumentsReply,
} from '../render/replies.ts';
import { obey } from './commands/obey.ts';
import type { Answer, Comment, FollowUp, Occasion, Office } from './commands/office.ts';
import { findPlace } from './commands/place.ts';

/** Silence, where nothing was asked of the bot. */
export async function respond(comment: Comment, office: Office): Promise<FollowUp | null> {
  const benchmarks = office.workshops.map(({ benchmark }) => benchmark.name);
  const instructions = parseComment(comment.body, benchmarks);
  if (instructions.length === 0) return null;
  const place = await findPlace(comment.number, office);
  if (place.kind === 'elsewhere') return null;
  const { conversation } = office;
  await conversation.react(comment.id, 'eyes');
  if (!(await office.people.mayWrite(comment.author))) {
    await conversation.reply(comment.number, refusalReply(comment.author));
    await conversation.react(comment.id, 'confused');
    return null;
  }
  let followUp: FollowUp | null = null;
  let done = true;
  for (const instruction of instructions) {
    const answer = await follow(instruction, { comment, place }, office);
    if (answer.reply !== null) await conversation.reply(comment.number, answer.reply);
    followUp = both(followUp, answer.followUp);
    done = done && answer.done;
  }
  await conversation.react(comment.id, done ? 'rocket' : 'confused');
  return followUp;
}

async function follow(
  instruction: Instruction,
  occasion: Occasion,
  office: Office,
): Promise<Answer> {
  const { place } = occasion;
  switch (instruction.kind) {
    case 'command':
      return usable(instruction.command, occasion)
        ? obey(instruction.command, occasion, office)
        : refused(notUsableReply(instruction.command.name, place.kind));
    case 'misspelt':
      return refused(misspeltReply(instruction.word, instruction.meant));
    case 'wrong_arguments': {
      const head = place.kind === 'dashboard' ? null : place.candidate.pullRequest.headSha;
      return refused(wrongArgumentsReply(instruction.name, instruction.why, head));
    }
    case 'too_many':
      return refused(tooManyReply(instruction.ignored));
  }
}

function usable({ name }: Command, { place }: Occasion): boolean {
  return commandsAt(place.kind).includes(name);
}

function refused(reply: string): Answer {
  return { done: false, reply, followUp: null };
}

/** One run follows a comment: it does what all of its commands ask for. */
function both(one: FollowUp | null, other: FollowUp | null): FollowUp | null {
  if (one === null || other === null) return one ?? other;
  return {
    candidates: one.candidates + other.candidates,
    benchmark: one.benchmark ?? other.benchmark,
    idea: one.idea ?? other.idea,
  };
}
