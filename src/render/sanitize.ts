/**
 * Text from candidates, models and people, made harmless before it stands anywhere. A zero-width space
 * breaks what GitHub or the Actions runner would act on; what a reader sees stays the same.
 */

import { clipText, invisible } from '../domain/text/plain-text.ts';
import { withoutSecrets } from '../domain/text/secrets.ts';

const zeroWidth = '\u200b';

/**
 * Shows every invisible character as U+FFFD, so that text reads as it is stored; what has the form of a
 * secret is taken out. Lines end with LF.
 */
export function visibleText(text: string): string {
  return withoutSecrets(text.replace(/\r\n?/g, '\n').replace(invisible, '\ufffd'));
}

/** Visible text on one line, single spaces, at most `max` characters (with "..." where it was cut). */
export function oneLine(text: string, max = 2000): string {
  return clipText(visibleText(text).replace(/\s+/g, ' ').trim(), max);
}

/** Breaks `::command::` and `##[command]`, which the Actions runner obeys in logs. */
export function breakCommands(text: string): string {
  return text.replace(/:(?=:)/g, `:${zeroWidth}`).replace(/#(?=#\[)/g, `#${zeroWidth}`);
}

/** One line that neither the terminal nor the Actions runner obeys. */
export function safeLine(text: string, max = 2000): string {
  return breakCommands(oneLine(text, max));
}

/**
 * Visible text in which GitHub finds nothing to act on: mentions, references to issues and commits,
 * links without brackets, workflow commands. Markdown and HTML are `markdown.ts`'s part.
 */
export function defuse(text: string): string {
  return breakCommands(visibleText(text))
    .replace(/@/g, `@${zeroWidth}`)
    .replace(/#(?=\d)/g, `#${zeroWidth}`)
    .replace(/gh-(?=\d)/gi, `$&${zeroWidth}`)
    .replace(/:(?=\/\/)/g, `:${zeroWidth}`)
    .replace(/www(?=\.)/gi, `$&${zeroWidth}`)
    .replace(/[0-9a-f]{7,}/gi, breakHex);
}

/** A commit reference has at least 7 hex digits: no run of more than 6 is left. */
function breakHex(digits: string): string {
  return digits.replace(/.{6}(?=.)/g, `$&${zeroWidth}`);
}
