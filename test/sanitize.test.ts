import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clipText } from '../src/domain/text/plain-text.ts';
import { codeBlock, codeSpan, inlineText, table } from '../src/render/markdown.ts';
import { breakCommands, defuse, oneLine, safeLine, visibleText } from '../src/render/sanitize.ts';
import { anyCharacter } from './support/any-character.ts';

/** Pieces of every attack we know, glued in any order with any text between. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@octocat',
        '@org/team',
        '#12',
        'owner/repo#3',
        'GH-123',
        'gh-7',
        'deadbeefcafe',
        '0123456789abcdef0123456789abcdef01234567',
        'https://evil.example',
        'www.evil.example',
        'a@b.example',
        'mailto:a@b.example',
        '<img src=x onerror=1>',
        '<!-- codec-crucible:trial v1 AAAA -->',
        '-->',
        '</details>',
        '![x](y)',
        '[x]: y',
        '[^1]',
        '```',
        '`',
        '``',
        '~~~',
        '|',
        '\\',
        '&lt;',
        '**',
        '$x$',
        '::set-output name=a::b',
        '##[command]',
        '\u202e',
        '\u200b',
        '\u0000',
        '\u001b[31m',
        '\r',
        '\n',
        '\u2028',
        '\ud800',
        '# ',
        '- ',
        '1. ',
        '---',
        '> ',
        '\t',
      ),
      fc.string({ unit: anyCharacter, maxLength: 6 }),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

/** The Markdown without its code spans, where GitHub acts on nothing. */
function outsideCode(markdown: string): string {
  return markdown.replace(/(?<![\\`])(`+)(?!`)(?:.*?[^`])??\1(?!`)/gsu, 'CODE');
}

describe('visible text', () => {
  it('shows what would be invisible and keeps the rest', () => {
    assert.equal(visibleText('a\u202eb\u0007c\ud800d\r\ne\tf'), 'a\ufffdb\ufffdc\ufffdd\ne\tf');
    assert.equal(visibleText('naïve 日本 🎈'), 'naïve 日本 🎈');
  });

  it('cuts with dots and never inside a pair', () => {
    assert.equal(clipText('abcdefgh', 6), 'abc...');
    assert.equal(clipText('ab🎈cdefg', 6), 'ab...');
    assert.equal(oneLine('  a\n\n b\u2028c '), 'a b\ufffdc');
  });
});

describe('defused text', () => {
  const quiet: readonly (readonly [string, RegExp])[] = [
    ['mentions', /@[\w-]/],
    ['references', /#\d/],
    ['references by prefix', /gh-\d/i],
    ['commits', /[0-9a-f]{7}/i],
    ['links', /:\/\/|www\./i],
    ['workflow commands', /::|##\[/],
    ['invisible characters', /[^\P{Cf}\u200b]|(?![\t\n])\p{Cc}|\p{Cs}/u],
  ];
  for (const [name, pattern] of quiet) {
    it(`has no ${name} left`, () => {
      fc.assert(fc.property(hostile, (text) => !pattern.test(defuse(text))));
    });
  }

  it('reads as before', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(defuse(text).replaceAll('\u200b', ''), visibleText(text));
      }),
    );
  });
});

describe('lines for a log', () => {
  it('hold no command for the Actions runner', () => {
    assert.equal(breakCommands('::error::x ##[group]'), ':\u200b:error:\u200b:x #\u200b#[group]');
    fc.assert(fc.property(hostile, (text) => !/::|##\[|\p{Cc}/u.test(safeLine(text))));
  });
});

describe('inline text', () => {
  it('keeps code between backticks and shows the rest literally', () => {
    assert.equal(
      inlineText('Use `slice()` *now*, <b>@me</b> | see [x](y)'),
      'Use `slice()` \\*now\\*, &lt;b&gt;@\u200bme&lt;/b&gt; &#124; see \\[x\\](y)',
    );
    assert.equal(inlineText('# title'), '\\# title');
    assert.equal(inlineText('1. one'), '1\\. one');
    assert.equal(inlineText('``x`` `a|b` ` `'), '\\`\\`x\\`\\` \\`a&#124;b\\` \\` \\`');
  });

  it('is one line without anything hostile outside of code', () => {
    const acts = /[\n\r<>|]|@[\w-]|(?<!&)#\d|:\/\/|www\.|gh-\d|(?<!\\)(?:\\\\)*[*_~[\]$`]/i;
    fc.assert(fc.property(hostile, (text) => !acts.test(outsideCode(inlineText(text)))));
  });

  it('shows every character that was there', () => {
    const entities: Record<string, string> = {
      '&lt;': '<',
      '&gt;': '>',
      '&amp;': '&',
      '&#124;': '|',
    };
    const shown = (markdown: string) =>
      markdown
        .replace(/&(?:lt|gt|amp|#124);|\\([!-/:-@[-`{-~])/g, (all, char) => entities[all] ?? char)
        .replaceAll('\u200b', '');
    fc.assert(
      fc.property(
        hostile.filter((text) => !text.includes('`')),
        (text) => {
          assert.equal(shown(inlineText(text)), oneLine(text));
        },
      ),
    );
  });

  it('cannot add a cell to a table', () => {
    const columns = [
      { title: 'a', align: 'left' },
      { title: 'b', align: 'right' },
    ] as const;
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = table(columns, [[inlineText(text), inlineText(text)]]).split('\n');
        assert.equal(lines.length, 3);
        assert.equal(lines[2]?.split('|').length, 4);
      }),
    );
  });
});

describe('code', () => {
  it('cannot close its span from inside', () => {
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.equal(codeSpan('`'), '`` ` ``');
    assert.equal(codeSpan(' '), '(empty)');
    fc.assert(
      fc.property(hostile, (text) => outsideCode(codeSpan(text)).length <= '(empty)'.length),
    );
  });

  it('cannot close its fence from inside', () => {
    assert.equal(codeBlock('a\n```\nb', 'js'), '````js\na\n```\nb\n````');
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = codeBlock(text, 'text').split('\n');
        const fence = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
        const closing = lines.findIndex(
          (line, i) => i > 0 && /^ {0,3}`+[ \t]*$/.test(line) && line.trim().length >= fence.length,
        );
        assert.equal(closing, lines.length - 1);
        assert.ok(!/::|\u202e|(?!\t)\p{Cc}/u.test(lines.join('')));
      }),
    );
  });
});
