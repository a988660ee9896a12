/** Text that a candidate wrote, cut to a sane length, without secrets and characters that do not show. */

import { withoutSecrets } from './secrets.ts';

/** Controls (but tab and line feed), format characters (bidi, zero-width), lone surrogates, odd line ends. */
export const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Visible text with its lines; at most `max` characters, a cut is marked by three dots. */
export function plainText(text: string, max: number): string {
  return clipText(
    withoutSecrets(
      text
        .slice(0, 4 * max)
        .replace(/\r\n?/g, '\n')
        .replace(invisible, ''),
    ),
    max,
  );
}

/** Visible text on one line, at most `max` characters. */
export function plainLine(text: string, max: number): string {
  return clipText(
    plainText(text, 4 * max)
      .replace(/\s+/g, ' ')
      .trim(),
    max,
  );
}

/** Cuts text to `max` characters; a cut is marked by three dots, which count. Never splits a surrogate pair. */
export function clipText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 3).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}...`;
}
