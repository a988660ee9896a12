/** What the bot says unasked on pull requests by people. */

import { shortDigest } from '../domain/digest.ts';
import { count } from '../domain/text/wording.ts';
import { codeSpan, joinBlocks } from './markdown.ts';
import { oneLine } from './sanitize.ts';

const mostPaths = 10;

/**
 * For a pull request that is no candidate because of the files it changes. `candidates` are the
 * codec.js of the benchmarks, of which it may change one.
 */
export function wrongFilesReply(changed: readonly string[], candidates: readonly string[]): string {
  const one = candidates.length === 1;
  const [only = '', ...others] = changed;
  if (others.length === 0 && candidates.includes(only)) return goneReply(only);
  return joinBlocks([
    `This pull request is not evaluated: a candidate changes exactly one file, ${one ? 'this one' : 'one of these'}:`,
    pathList(candidates),
    `It changes ${count(changed.length, 'file')}:`,
    pathList(changed),
    `Take back all but ${one ? 'that file' : 'one of them'} in a new commit, and put the rest into a pull request of its own. The bot looks again at each new head.`,
  ]);
}

/** It changes that file alone, and what stands there is no codec any more. */
function goneReply(path: string): string {
  return `This pull request is not evaluated: it deletes ${codeSpan(path)}, or makes it a link or a submodule. A candidate changes the text of that file. The bot looks again at each new head.`;
}

function pathList(paths: readonly string[]): string {
  const lines = paths.slice(0, mostPaths).map((path) => `- ${codeSpan(oneLine(path, 200))}`);
  const more = paths.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** For a candidate by somebody from whom the bot does not evaluate unasked. */
export function waitsReply(author: string, headSha: string): string {
  return `Thank you, ${codeSpan(oneLine(author, 60))}. Code from outside is run only after somebody with write access looked at it: it waits for ${codeSpan(`/evaluate ${shortDigest(headSha)}`)}. A new commit waits again.`;
}

/** For `/merge` on a head that leaves the default branch too early: before the baseline of today, or before what its rules ask for. */
export function renewedReply(headSha: string): string {
  return `Not merged yet: ${codeSpan(shortDigest(headSha))} is behind the default branch: a merge would not give the file that was judged, or the branch's rules do not allow one. The same file is put on top of the default branch now; its verdict comes as a review, and if it still wins it is merged.`;
}

/** For a person's winner that is behind the default branch. `number` is the bot's pull request. */
export function continuedReply(number: number): string {
  return `The default branch moved, and the bot does not push to branches of others. The same file is continued in #${number}, on top of what is there now and with its author as co-author.`;
}
