/** What the bot says to GitHub, without secrets of its own. Files are no words: they go out as they are. */

import { withoutKnown } from '../../domain/text/secrets.ts';

/** Fields of requests that hold words. */
const wordy = ['title', 'body', 'description', 'message', 'commit_title', 'commit_message'];

/** Changes the request's words in place, those of a review's comments too. */
export function hideSecrets(request: Record<string, unknown>, secrets: readonly string[]): void {
  for (const name of wordy) {
    const words = request[name];
    if (typeof words === 'string') request[name] = withoutKnown(words, secrets);
  }
  const { comments } = request;
  if (!Array.isArray(comments)) return;
  request.comments = comments.map((comment: Record<string, unknown>) => {
    const own = { ...comment };
    hideSecrets(own, secrets);
    return own;
  });
}
