/** Sources in another language than JavaScript. */

import { plainLine } from '../text/plain-text.ts';
import { withoutComments } from './comments.ts';
import type { Words } from './parser-messages.ts';

interface Language {
  readonly name: string;
  /** One of them is enough. */
  readonly certain: RegExp;
  /** Lines that are usual in it; two make a language, too. */
  readonly usual: RegExp;
}

const languages: readonly Language[] = [
  {
    name: 'Python',
    certain:
      /^\s*(?:async\s+)?def\s+\w+\s*\(.*\)\s*(?:->[^:{]+)?:\s*(?:#.*)?$|^from\s+[\w.]+\s+import\s+[\w*(]|^import\s+\w+\s+as\s+\w+\s*$|^#!.*\bpython/,
    usual:
      /^\s*(?:(?:if|elif|for|while|with|except)\b[^{}?;]*|try|else|class\s+\w+(?:\([\w., ]*\))?):\s*(?:#.*)?$|^import\s+[\w.]+\s*$|^\s*"""/,
  },
  {
    name: 'C or C++',
    certain: /^\s*#\s*(?:include\s*[<"]|define\s+\w|pragma\s+once)/,
    usual:
      /^\s*(?:static\s+|const\s+|inline\s+)*(?:int|void|char|float|double|size_t|u?int\d+_t|unsigned(?:\s+\w+)?|std::[\w:<>]+)[\s*&]+\w+\s*(?:\(|=|;)/,
  },
  {
    name: 'Rust',
    certain: /^\s*(?:pub\s+)?fn\s+\w+\s*(?:<.*>)?\s*\(.*\)\s*(?:->[^{]+)?\{|^\s*let\s+mut\s+\w/,
    usual: /^\s*use\s+[\w:{}, *]+;|^\s*(?:pub\s+)?(?:struct|impl|mod)\s+\w/,
  },
  {
    name: 'Go',
    certain: /^package\s+\w+\s*$|^func\s+(?:\(\w+\s+\*?\w+\)\s*)?\w+\s*\(/,
    usual: /^\s*\w+\s*:=\s/,
  },
  {
    name: 'Java or C#',
    certain: /^import\s+java[\w.]*;|^using\s+System[\w.]*;/,
    usual: /^\s*(?:public|private|protected)\s+(?:static\s+|final\s+)*(?:class|void|int|byte)\b/,
  },
  { name: 'a shell script', certain: /^#!.*\b(?:ba|z|da|k)?sh\s*$/, usual: /^\s*(?:fi|done)\s*$/ },
];

/** Longer lines are not looked at: none of the signs is longer. */
const longestSign = 300;
const mostLines = 2000;

/** Words for a source that does not parse because it is written in another language. */
export function languageWords(source: string): Words | null {
  const lines = withoutComments(source).split('\n', mostLines);
  for (const { name, certain, usual } of languages) {
    let offset = 0;
    let first: { offset: number; line: string } | null = null;
    let signs = 0;
    for (const whole of lines) {
      const line = whole.replace(/\r$/, '');
      const short = line.length <= longestSign;
      const weight = !short ? 0 : certain.test(line) ? 2 : usual.test(line) ? 1 : 0;
      signs += weight;
      if (weight > 0) first ??= { offset, line };
      offset += whole.length + 1;
    }
    if (signs < 2 || first === null) continue;
    return {
      offset: first.offset + (/^\s*/.exec(first.line)?.[0].length ?? 0),
      message: `The file is ${name}, not JavaScript: \`${plainLine(first.line, 80)}\`.`,
      fix: 'Write the codec as an ES module in plain JavaScript: `export function compressFrame(frame, context)` and `export function decompressFrame(bytes, context)`.',
    };
  }
  return null;
}
