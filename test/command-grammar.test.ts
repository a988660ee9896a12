import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type CommandName,
  commands,
  commandsAt,
  type Instruction,
  mostInstructions,
  parseComment,
} from '../src/domain/command.ts';
import { hindranceKinds } from '../src/domain/hindrance.ts';
import { parseBlocked, renderBlocked } from '../src/render/blocked.ts';
import * as notices from '../src/render/notices.ts';
import * as replies from '../src/render/replies.ts';
import { anyCharacter } from './support/any-character.ts';
import { assertSnapshot } from './support/snapshot.ts';

const benchmarks = ['lossless', 'lossy'];
const parse = (body: string) => parseComment(body, benchmarks);
const lines = (...parts: string[]) => parts.join('\n');
const ticks = '```';
const evaluate: Instruction = { kind: 'command', command: { name: 'evaluate', sha: null } };
const hold: Instruction = { kind: 'command', command: { name: 'hold' } };

/** What a comment asks for, in short: `evaluate`, `merge abc1234`, `evalute?evaluate`, `merge!no_sha`. */
function told(body: string): string {
  return parse(body).map(shortly).join(', ');
}

function shortly(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'command': {
      const { command } = instruction;
      if (command.name === 'merge') return `merge ${command.sha}`;
      if (command.name === 'evaluate' && command.sha !== null) return `evaluate ${command.sha}`;
      if (command.name !== 'propose') return command.name;
      return `propose ${command.benchmark}: ${command.idea}`;
    }
    case 'misspelt':
      return `${instruction.word}?${instruction.meant}`;
    case 'wrong_arguments':
      return `${instruction.name}!${instruction.why}`;
    case 'too_many':
      return `${instruction.ignored} more`;
  }
}

describe('a command', () => {
  it('is the first word of a line', () => {
    assert.deepEqual(parse('/evaluate'), [evaluate]);
    assert.deepEqual(parse('Looks good.\r\n\r\n  /evaluate  \r\nThanks.'), [evaluate]);
    assert.equal(told('please /evaluate'), '');
    assert.equal(told('@codec-crucible /evaluate'), '');
    assert.equal(told('- /evaluate\n1. /hold\n# /close\n| /stats |\n**/help**'), '');
  });

  it('is known by every name of the table, in any case, with a word too many', () => {
    for (const { name } of commands) {
      const args = name === 'merge' ? ' 0123abc' : '';
      const [instruction] = parse(`/${name.toUpperCase()}${args} please`);
      assert.ok(instruction?.kind === 'command');
      assert.equal(instruction.command.name, name);
    }
    assert.equal(
      told('/Evaluate, please!\n/hold.\n/stats?\n/help…\n/pause\u00a0now'),
      [...['evaluate', 'hold', 'stats', 'help', 'pause']].join(', '),
    );
  });

  it('runs in order, and once', () => {
    assert.equal(told('/unhold\n/evaluate\n/UNHOLD now\n/evaluate'), 'unhold, evaluate');
    const all = '/pause\n/resume\n/stats\n/help\n/hold\n/unhold\n/close\n/pause';
    assert.equal(told(all), 'pause, resume, stats, help, hold, 2 more');
  });

  it('is not what only looks like one', () => {
    const paths = ['/usr/bin', '/etc/hosts', '/src/foo.ts: line 3', '/evaluate/x', '/help.md', '/'];
    const words = ['and/or', '/ evaluate', '//evaluate', '/evaluate-all', '/evaluate2', '\\/hold'];
    const others = [
      '/lgtm',
      '/assign @me',
      '/home',
      '/tmp',
      '/review',
      '/rebase',
      '/approve',
      '/x',
    ];
    for (const text of [...paths, ...words, ...others]) assert.equal(told(text), '', text);
  });

  it('is not made of characters that deceive', () => {
    const fullWidth = ['\uff0fevaluate', '/\uff45valuate', '\u2044evaluate', '\u2215evaluate'];
    const zeroWidth = ['/eval\u200buate', '\u200b/evaluate', '/evaluate\u200b', '/\ufeffevaluate'];
    const bidi = ['\u202e/evaluate', '\u200f/evaluate', '/evaluate\u200f', '/\u2067evaluate'];
    const letters = ['/\u0435valuate', '/eva\u0131uate', '/e\u0301valuate', 'x\u2028/evaluate'];
    for (const text of [...fullWidth, ...zeroWidth, ...bidi, ...letters]) {
      assert.equal(told(text), '', JSON.stringify(text));
    }
  });

  it('is guessed when a slip or two were made', () => {
    assert.equal(told('/evalute'), 'evalute?evaluate');
    assert.equal(told('/merg 0123abc'), 'merg?merge');
    assert.equal(told('/Explian why'), 'Explian?explain');
    assert.equal(
      told('/status\n/proposal x\n/unhodl'),
      'status?stats, proposal?propose, unhodl?unhold',
    );
    assert.equal(told('/evalute\n/evalute\n/evaluate'), 'evalute?evaluate, evaluate');
    assert.equal(told('/hol\n/hepp\n/evluat.\n/mend'), 'hepp?help, evluat?evaluate');
  });
});

describe('arguments', () => {
  it('of /merge are one commit', () => {
    const sha = '0123456789abcdef0123456789abcdef01234567';
    assert.equal(told(`/merge ${sha}`), `merge ${sha}`);
    assert.equal(told(`/merge ${sha}8`), 'merge!bad_sha');
    assert.equal(told('/merge'), 'merge!no_sha');
    assert.equal(told('/merge  '), 'merge!no_sha');
    assert.equal(told('/merge abc123'), 'merge!short_sha');
    assert.equal(told('/merge it'), 'merge!bad_sha');
    assert.equal(told('/merge #12'), 'merge!bad_sha');
    assert.equal(told('/merge 0123\u200babc'), 'merge!bad_sha');
    for (const form of ['ABC1234', '`abc1234`.', '<abc1234>', 'abc1234, it is fine']) {
      assert.equal(told(`/merge ${form}`), 'merge abc1234', form);
    }
  });

  it('of /evaluate is the commit that is meant, if there is one', () => {
    assert.equal(told('/evaluate abc1234'), 'evaluate abc1234');
    assert.equal(told('/evaluate `ABC1234`, please'), 'evaluate abc1234');
    assert.equal(told('/evaluate please'), 'evaluate');
    assert.equal(told('/evaluate a new head'), 'evaluate');
    assert.equal(told('/evaluate ab12'), 'evaluate!short_sha');
    assert.equal(told(`/evaluate ${'a'.repeat(41)}`), 'evaluate!bad_sha');
  });

  it('of /propose are a benchmark that is there, and an idea', () => {
    assert.equal(told('/propose'), 'propose null: null');
    assert.equal(told('/propose lossless'), 'propose lossless: null');
    assert.equal(told('/propose Lossy: use a  DCT'), 'propose lossy: use a DCT');
    assert.equal(
      told('/propose an idea without a benchmark name'),
      'propose null: an idea without a benchmark name',
    );
    assert.equal(told('/propose losslessly lossy'), 'propose null: losslessly lossy');
  });

  it('of /propose hold no hidden text, and end', () => {
    assert.equal(told('/propose a\u202eb\u200bc <!-- obey me --> d'), 'propose null: abc d');
    assert.equal(told('/propose runs <!-- obey\u2028 me'), 'propose null: runs');
    const [instruction] = parse(`/propose lossy ${'very '.repeat(1000)}`);
    assert.ok(instruction?.kind === 'command' && instruction.command.name === 'propose');
    assert.equal(instruction.command.idea?.length, 500);
    assert.equal(told('/propose lossy x\n/propose lossy y'), 'propose lossy: x, propose lossy: y');
  });
});

describe('what a comment quotes', () => {
  const silent: Readonly<Record<string, string>> = {
    'a fence': lines(ticks, '/evaluate', ticks),
    'a fence of tildes with backticks inside': lines('~~~ sh', ticks, '/evaluate', ticks, '~~~'),
    'a fence longer than the one inside': lines(
      '`````',
      ticks,
      '/evaluate',
      '````',
      '/hold',
      '`````',
    ),
    'an indented fence': lines('   ```', '   /evaluate', '   ```'),
    'a fence that its info closes not': lines('```js', '/evaluate', '```js', '/hold'),
    'an unclosed fence': lines(ticks, 'x', '', '/evaluate'),
    'a fence in a list item': lines('- ```', '  /evaluate', '  ```'),
    'a fence in an ordered list': lines('1. try', '   ```', '   /evaluate', '   ```'),
    'a fence that a list item left open': lines('- x', '  ```', 'y', ticks, '/evaluate', ticks),
    'indented code': lines('x', '', '    /evaluate', '\t/hold', '  \t/close'),
    'inline code': lines('`/evaluate`', 'x ``', '/evaluate', '`` y'),
    'inline code of the paragraph alone': lines('# a `', 'x `', '/evaluate', '`'),
    'a quote': lines('> /evaluate', '>/hold', ' > > /close', '>> > /stats'),
    'a quote whose code runs on': lines('> a `', '/evaluate', '`'),
    'an open comment in a quote': lines('> <!-- x', '', '/evaluate'),
    'code that runs on indented': lines('a ``', '     b', '/evaluate', '     ``'),
    'code in a paragraph with a number': lines('since `', '1984. b', '/evaluate', '`'),
    'an HTML comment': lines('<!-- /evaluate', '/evaluate', '', '/hold', '-->'),
    'the line where a comment ends': lines('<!--', '--> /evaluate'),
    'a comment within text': lines('text <!--', '/evaluate', '--> text'),
    'an unclosed comment': lines('text <!-- x', '', '/evaluate', '', '/hold'),
    'a comment that a fence cannot close': lines('a <!-- b', ticks, '-->', '/evaluate', ticks),
    'a comment that code cannot close': lines('a <!-- b', '', '`x -->', '/evaluate', '`'),
    'a comment behind a comment': lines('<!-- a --> <!-- b', '', '/evaluate'),
    'preformatted HTML': lines('<pre>', '/evaluate', '', '/hold', '</pre>'),
  };
  for (const [name, body] of Object.entries(silent)) {
    it(`is silent: ${name}`, () => {
      assert.equal(told(body), '');
      assert.equal(told(body.replaceAll('\n', '\r\n')), '');
    });
  }

  const heard: Readonly<Record<string, string>> = {
    'after a fence': lines(ticks, 'x', ticks, '/evaluate'),
    'after a longer end of a fence': lines(ticks, '/hold', '`````  ', '/evaluate'),
    'after a quote': lines('> /hold', '', '/evaluate'),
    'after a comment': lines('<!-- /hold -->', '/evaluate'),
    'after a comment of many lines': lines('<!--', '/hold', '-->', '/evaluate'),
    'after a list with a fence': lines('- ```', '  /hold', '  ```', '', '/evaluate'),
    'between lines with code': lines('The `k` is off.', '/evaluate', 'and `n` too'),
    'after a backtick that nothing closes': lines('5` long', '/evaluate'),
    'after an escaped backtick': lines('\\`', '/evaluate', '`'),
    'after code that shows a comment': lines('`<!--`', '/evaluate'),
    'after a line of three backticks and text': lines('``` x ```', '/evaluate'),
    'before a comment': lines('/evaluate <!-- x', '/hold', '-->'),
  };
  for (const [name, body] of Object.entries(heard)) {
    it(`does not silence what stands ${name}`, () => assert.equal(told(body), 'evaluate'));
  }
});

/** Pieces of every trick we know, glued in any order. */
const hostile = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom('\n', '\n\n', '\r\n', '\r'), weight: 6 },
      fc.constantFrom(
        ...['/evaluate', '/merge 0123abc', '/merge', '/propose lossy x', '/evalute', '/hold', '/'],
        ...['```', '~~~', '`', '``', '\\', '<!--', '-->', '<!-->', '<pre>', '</pre>', '> ', '>'],
        ...['    ', '\t', '  ', '- ', '1. ', '# ', '---', '|', '@octocat', '\u200b', '\u202e', 'x'],
      ),
      fc.string({ unit: anyCharacter, maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('any comment', () => {
  it('gives instructions that keep their promises', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        const instructions = parse(body);
        assert.ok(instructions.length <= mostInstructions + 1);
        assert.equal(new Set(instructions.map(shortly)).size, instructions.length);
        for (const instruction of instructions) {
          if (instruction.kind === 'misspelt') assert.match(instruction.word, /^[A-Za-z]{4,20}$/);
          if (instruction.kind !== 'command') continue;
          const { command } = instruction;
          if (command.name === 'merge') assert.match(command.sha, /^[0-9a-f]{7,40}$/);
          if (command.name !== 'propose' || command.idea === null) continue;
          assert.ok(command.idea.length <= 500 && !/[\n\p{Cc}\p{Cf}]/u.test(command.idea));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is silent inside a fence, a quote, indentation or an open comment', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        const fence = '`'.repeat(100);
        assert.deepEqual(parse(`${fence}\n${body}\n${fence}\n\n/evaluate`), [evaluate]);
        const split = body.split(/\r\n?|\n/);
        const each = (before: string) => split.map((line) => before + line).join('\n');
        const quoted = each('> ').replaceAll('<!--', '');
        assert.deepEqual(parse(`${quoted}\n\n/evaluate`), [evaluate]);
        assert.deepEqual(parse(`${each('    ')}\n\n/evaluate`), [evaluate]);
        assert.deepEqual(parse(`<!--\n${body.replaceAll('-->', '')}`), []);
      }),
    );
  });

  it('hears what comes before it, whatever follows', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        assert.deepEqual(parse(`/evaluate\n\n${body}`)[0], evaluate);
      }),
    );
  });

  it('is read to its end, however long and hostile', () => {
    const pieces = [
      '/',
      '`',
      '<!--',
      '\\',
      '/evalute ',
      '- ',
      '> ',
      '*',
      '-',
      ' ',
      '=',
      '1. ',
      '\t',
    ];
    const more = ['<!--\n', '`\n', '`` `\n', '```\n', '/x\n', '\u2028<!--', '-->', '<pre>\n', '\n'];
    for (const piece of [...pieces, ...more, '/propose \u2028', '` ``', '``` `']) {
      const body = piece.repeat(Math.ceil(65_536 / piece.length));
      const [first] = parse(`/hold\n\n${body}`);
      assert.deepEqual(first, hold, piece);
    }
    assert.deepEqual(parse('/'.repeat(65_536)), []);
    const distinct = Array.from({ length: 6000 }, (_, i) => `/propose ${i}`).join('\n');
    assert.deepEqual(parse(distinct).at(-1), { kind: 'too_many', ignored: 5995 });
    const runs = Array.from({ length: 350 }, (_, i) => '`'.repeat(i + 1)).join(' ');
    assert.deepEqual(parse(`/hold\n\n${runs}\n/evaluate`), [hold, evaluate]);
  });
});

describe('the table', () => {
  it('says where each command may be used', () => {
    assert.deepEqual(commandsAt('closed'), ['evaluate', 'repair', 'explain']);
    assert.deepEqual(commandsAt('dashboard'), ['propose', 'pause', 'resume', 'stats', 'help']);
    assert.deepEqual(
      commandsAt('open'),
      commands.map(({ name }) => name),
    );
    assert.deepEqual(commandsAt('elsewhere'), []);
  });

  it('stands in the help as it is exported, one row a command', () => {
    assert.ok(replies.helpReply().endsWith(replies.commandTable()));
    const [, , ...rows] = replies.commandTable().split('\n');
    assert.deepEqual(
      rows.map((row) => /^\| `\/(\w+)/.exec(row)?.[1]),
      commands.map(({ name }) => name as CommandName),
    );
  });
});

const head = 'abc1234abc1234abc1234abc1234abc1234abc12';
const named = 'def5678';

/** Every reply there is, by a name for its place in the snapshot, with words from outside put in. */
/** What is said of each thing that keeps a winner out, without what is hidden in it. */
function blockedReplies(why: string): Readonly<Record<string, string>> {
  const said = hindranceKinds.map((kind): readonly [string, string] => {
    const [text = ''] = renderBlocked({ kind, why }, head).split('\n\n<!--');
    return [`blocked: ${kind}`, text];
  });
  const hindrance = { kind: 'checks', why } as const;
  const refused = replies.mergeRefusedReply({ kind: 'blocked', hindrance }, head);
  return { ...Object.fromEntries(said), 'merge blocked': refused };
}

function everyReply(outside: string, message = outside): Readonly<Record<string, string>> {
  const say = { ...replies, ...notices };
  const many = Array.from({ length: 12 }, (_, i) => `${outside}/${i + 1}.js`);
  const shipped = ['benchmarks/lossless/codec.js', 'benchmarks/lossy/codec.js'];
  return {
    help: say.helpReply(),
    misspelt: say.misspeltReply('evalute', 'evaluate'),
    'no sha': say.wrongArgumentsReply('merge', 'no_sha', head),
    'short sha': say.wrongArgumentsReply('merge', 'short_sha', head),
    'bad sha, no head': say.wrongArgumentsReply('merge', 'bad_sha', null),
    'one too many': say.tooManyReply(1),
    'too many': say.tooManyReply(7),
    'no rights': say.refusalReply(outside),
    'closed pull request': say.notUsableReply('merge', 'closed'),
    dashboard: say.notUsableReply('evaluate', 'dashboard'),
    'ordinary issue': say.notUsableReply('evaluate', 'elsewhere'),
    'stale sha': say.staleShaReply('merge', named, head),
    'nothing to merge: no verdict': say.nothingToMergeReply('no_verdict', head),
    'nothing to merge: stale': say.nothingToMergeReply('stale', head),
    'nothing to merge: rejected': say.nothingToMergeReply('rejected', head),
    'nothing to merge: failed': say.nothingToMergeReply('failed', head),
    'nothing to merge: error': say.nothingToMergeReply('error', head),
    merged: say.mergedReply(outside, head),
    'base moved': say.mergeRefusedReply({ kind: 'base_moved' }, head),
    ...blockedReplies(message),
    'on hold': say.holdReply('held'),
    'on hold already': say.holdReply('already_held'),
    'hold lifted': say.holdReply('lifted'),
    'not on hold': say.holdReply('not_held'),
    paused: say.pauseReply('paused'),
    'paused already': say.pauseReply('already_paused'),
    resumed: say.pauseReply('resumed'),
    'not paused': say.pauseReply('already_running'),
    'paused by people': say.pauseReply('paused_by_variable'),
    closed: say.closedReply(outside),
    'evaluation asked for': say.askedReply({ kind: 'evaluation', headSha: head }),
    'repair asked for': say.askedReply({ kind: 'repair', headSha: head }),
    'proposal asked for': say.askedReply({ kind: 'proposal', benchmark: null, idea: null }),
    'proposal with an idea': say.askedReply({
      kind: 'proposal',
      benchmark: 'lossy',
      idea: outside,
    }),
    'repair of what is not ours': say.notOursReply('repair', outside),
    'close of what is not ours': say.notOursReply('close', outside),
    'no key for /repair': say.needsKeyReply('repair'),
    'no key for /explain': say.needsKeyReply('explain'),
    'no key for /propose': say.needsKeyReply('propose'),
    'nothing to explain: accepted': say.nothingToExplainReply('accepted', head),
    'nothing to explain: no verdict': say.nothingToExplainReply('no_verdict', head),
    'two codecs': say.wrongFilesReply(shipped, shipped),
    'many files': say.wrongFilesReply([outside, ...many], shipped.slice(0, 1)),
    waits: say.waitsReply(outside, head),
    continued: say.continuedReply(31),
    'put on top': say.renewedReply(head),
    'not reopened': say.reopenRefusedReply(outside),
    'nothing to repair': say.nothingToRepairReply(),
    'idea without a key': say.ideaNeedsKeyReply(),
  };
}

describe('replies', () => {
  it('are the words in the snapshot', () => {
    const pages = Object.entries(
      everyReply('octocat', 'Required status check "ci" is expected.'),
    ).map(([name, text]) => `<!-- ${name} -->\n\n${text}\n`);
    assertSnapshot('replies.md', pages.join('\n'));
  });

  it('tell which hindrance of which head they speak of', () => {
    const told = (why: string, sha: string) =>
      hindranceKinds.map((kind) => parseBlocked(renderBlocked({ kind, why }, sha)));
    const all = [...told('why', head), ...told('other', head), ...told('why', 'd'.repeat(40))];
    assert.deepEqual(
      all.map((each) => each?.kind),
      [...hindranceKinds, ...hindranceKinds, ...hindranceKinds],
    );
    assert.equal(new Set(all.map((each) => each?.key)).size, all.length);
    assert.deepEqual(told('why', head), all.slice(0, hindranceKinds.length));
    const quoted = renderBlocked(
      { kind: 'checks', why: '<!-- codec-crucible:blocked v1 x -->' },
      head,
    );
    assert.equal(parseBlocked(quoted)?.kind, 'checks');
    for (const text of ['', 'blocked', '<!-- codec-crucible:blocked v1 nonsense-1-2 -->']) {
      assert.equal(parseBlocked(text), null);
    }
  });

  it('are calm, and no commands themselves', () => {
    for (const [name, text] of Object.entries(everyReply('octocat'))) {
      assert.ok(!text.includes('!'), name);
      assert.deepEqual(parse(text), [], name);
    }
  });

  it('obey nobody whose words they show', () => {
    const tricks = [
      '@octocat',
      '#12',
      '<img src=x>',
      '<!--',
      '`',
      '```',
      '\n',
      '|',
      '[x](y)',
      '**',
    ];
    const more = ['https://evil.example', '\n/close\n', '::error::', '\u202e', 'deadbeefcafe'];
    const outside = fc
      .array(fc.oneof(fc.constantFrom(...tricks, ...more), fc.string({ maxLength: 4 })))
      .map((pieces) => pieces.join(''));
    const acts = /@[\w-]|(?<!&)#\d|:\/\/|::|<(?!sha>)|\u202e|[0-9a-f]{7}|(?<!\\)\[/;
    const code = /(?<![\\`])(`+)(?!`)(?:.*?[^`])??\1(?!`)/gsu;
    fc.assert(
      fc.property(outside, (words) => {
        for (const [name, text] of Object.entries(everyReply(words))) {
          assert.deepEqual(parse(text), [], name);
          const shown = text.replace(code, 'CODE').replace('#31', '');
          assert.ok(!acts.test(shown), `${name}: ${shown}`);
          assert.equal(text.split('\n').length, everyReply('x')[name]?.split('\n').length, name);
        }
      }),
      { numRuns: 50 },
    );
  });
});
