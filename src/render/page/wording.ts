/** Numbers and words as the page sets them: true minus signs, units that do not leave their numbers. */

import { percent } from '../../domain/text/wording.ts';
import { oneLine } from '../sanitize.ts';

/** `−7.300 %`. */
export function signed(value: number): string {
  return keptTogether(percent(value).replace('-', '−'));
}

/** `39.4 %`, without a sign. */
export function share(value: number): string {
  return keptTogether(`${Math.abs(value).toFixed(1)} %`);
}

/** Cuts where a word ends, if one ends near by. */
export function shortened(text: string, max: number): string {
  const line = oneLine(text);
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  const atWord = cut.replace(/\s+\S*$/, '');
  const kept = atWord.length > max / 2 ? atWord : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:.]+$/, '')}…`;
}

/** `PNG` of `PNG (optipng -o2), each plane`: for axes and tiles. */
export function shortReference(encoder: string): string {
  return shortened(encoder.replace(/[(,;].*$/s, '').trim() || encoder, 24);
}

function keptTogether(text: string): string {
  return text.replace(/ /g, '\u00a0');
}
