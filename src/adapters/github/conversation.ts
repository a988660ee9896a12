/** Reactions and comments. */

import type { Conversation, Reaction } from '../../ports/conversation.ts';
import { checkBody } from '../local/limits.ts';
import { unrepeated } from './client.ts';
import { answer, errorOf } from './mend.ts';
import { attempt } from './refusal.ts';
import { type Remote, writeOnce } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

/** In milliseconds: a comment whose answer was lost is looked for among those not older than that. */
const recent = 120_000;

export class GitHubConversation implements Conversation {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;

  constructor(remote: Remote, snapshot: Snapshot) {
    this.#remote = remote;
    this.#snapshot = snapshot;
  }

  async react(comment: number, content: Reaction): Promise<void> {
    const { octokit, owner, repo, log } = this.#remote;
    const outcome = await attempt(
      octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content }),
    );
    if (outcome.kind === 'not_found') log(`comment ${comment} is gone: no reaction to it`);
    else if (outcome.kind !== 'done') throw errorOf(outcome);
  }

  async reply(number: number, body: string): Promise<void> {
    checkBody(body);
    const { octokit, owner, repo } = this.#remote;
    const issue = { owner, repo, issue_number: number };
    const since = new Date(Date.now() - recent).toISOString();
    const outcome = await writeOnce<unknown>(
      this.#remote,
      () => octokit.rest.issues.createComment({ ...issue, body, ...unrepeated }),
      async () => {
        const { bot } = await this.#snapshot.repository();
        const { data } = await answer(
          octokit.rest.issues.listComments({ ...issue, since, per_page: 100 }),
        );
        return data.find((each) => each.user?.id === bot.databaseId && each.body === body) ?? null;
      },
    );
    if (outcome.kind !== 'done') throw errorOf(outcome);
  }
}
