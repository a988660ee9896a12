/** Sources that stand in JSON: an answer of an interface, a notebook, a record. */

import { jsonFault } from '../text/json-fault.ts';
import { plainLine } from '../text/plain-text.ts';
import { innerWords, isCodec, mentionsCodec, type Reading } from './inside.ts';
import type { Words } from './parser-messages.ts';

/** Nobody hides code deeper, or behind more texts. */
const mostTexts = 100;
const mostLevels = 12;

interface Text {
  readonly path: string;
  readonly text: string;
}

const begins = /^\ufeff?\s*(?:\{\s*"[^"\n]{1,80}"\s*:|\[\s*[{"])/;

/** Words for a file that is JSON, or begins as JSON and is cut off. */
export function jsonWords(source: string, read: Reading): Words | null {
  const text = source.replace(/^\ufeff/, '');
  const fault = jsonFault(text);
  if (fault !== null && !begins.test(source)) return null;
  const offset = Math.max(0, source.search(/[^\s\ufeff]/));
  if (fault !== null) {
    const { line, column, needed } = fault;
    return {
      offset,
      message: `The file is JSON, not a source, and broken at line ${line}, column ${column}, where ${needed} is needed.`,
      fix: 'Submit the code alone: read it out of its field in the JSON.',
    };
  }
  const value: unknown = JSON.parse(text);
  const texts = textsIn(value);
  const found = texts.find((each) => isCodec(each.text, read)) ?? texts.find(looksLikeCode);
  const where =
    found === undefined ? '' : found.path === '' ? 'one text' : `the field \`${found.path}\``;
  const inside =
    found === undefined ? '' : `: the source stands in ${where}${innerWords(found.text, read)}`;
  return {
    offset,
    message: `The file is JSON, not a source${inside}.`,
    fix:
      found === undefined
        ? 'Submit the codec itself, an ES module in JavaScript.'
        : `Submit the code alone: parse the JSON and write ${where} to the file as it is, with its line ends.`,
  };
}

function looksLikeCode({ text }: Text): boolean {
  return mentionsCodec(text) || /\b(?:function|export|const)\b/.test(text);
}

/** Every text in a value; a list of texts is one, line by line, as in notebooks. */
function textsIn(root: unknown): readonly Text[] {
  const texts: Text[] = [];
  const walk = (value: unknown, path: readonly string[]) => {
    if (texts.length >= mostTexts || path.length > mostLevels) return;
    const shown = plainLine(path.join('.'), 80);
    if (typeof value === 'string') texts.push({ path: shown, text: value });
    else if (
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((v) => typeof v === 'string')
    ) {
      texts.push({ path: shown, text: joined(value) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
    }
  };
  walk(root, []);
  return texts;
}

function joined(lines: readonly string[]): string {
  return lines.join(lines.some((line) => line.endsWith('\n')) ? '' : '\n');
}
