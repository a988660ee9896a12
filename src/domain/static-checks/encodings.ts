/** Files whose bytes are no UTF-8 text: what was read of them is no source. */

import type { Finding } from '../failure.ts';
import { innerWords, type Reading } from './inside.ts';

/** So much of a file tells its encoding. */
const sample = 2000;

/**
 * A source that was saved as UTF-16 or UTF-32. Read as UTF-8 its letters have zeros between them, and its byte
 * order mark is two bytes that are no characters.
 */
export function encodingFinding(source: string, read: Reading): Finding | null {
  const start = source.slice(0, sample);
  const zeros = [...start].filter((letter) => letter === '\0').length;
  const share = zeros / start.length;
  if (zeros < 8 || share < 0.35) return null;
  const wide = share > 0.6;
  const marked = /^\0*\ufffd\ufffd/.test(start);
  const little = /^(?:\ufffd\ufffd)?[^\0]\0/.test(start);
  const name = wide ? 'UTF-32' : 'UTF-16';
  const order = little ? 'little-endian' : 'big-endian';
  const text = source.replace(/^\0*\ufffd\ufffd/, '').replaceAll('\0', '');
  // With its mark a file says its order; without it the converter has to be told.
  const from = marked ? name : `${name}${little ? 'LE' : 'BE'}`;
  return {
    rule: 'syntax',
    line: 1,
    column: 1,
    message: `The file is saved as ${name} (${order}, ${marked ? 'with' : 'without'} a byte order mark), not as UTF-8${innerWords(text, read)}.`,
    fix: `Save it as UTF-8: \`iconv -f ${from} -t UTF-8 codec.js > utf8.js\`, or choose the encoding in the editor. In PowerShell \`>\` writes UTF-16, \`Out-File -Encoding utf8\` does not.`,
  };
}
