import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseY4m } from '../src/domain/video/y4m.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const parse = (text: string) => parseY4m('clip', bytesOf(text));

describe('a Y4M file', () => {
  it('becomes a clip, odd sizes and frame parameters included', () => {
    const outcome = parse(
      'YUV4MPEG2 W3 H1 F25:1 Ip A1:1 C420jpeg XFOO=1\nFRAME\nabcdefgFRAME Ip\nhijklmn',
    );
    assert.deepEqual(outcome, {
      kind: 'clip',
      clip: { name: 'clip', width: 3, height: 1, frames: [bytesOf('abcdefg'), bytesOf('hijklmn')] },
    });
  });

  it('may leave out what has a default', () => {
    assert.equal(parse('YUV4MPEG2 H1 W1\nFRAME\nabc').kind, 'clip');
  });

  it('may say its format in the old way', () => {
    assert.equal(parse('YUV4MPEG2 H1 W1 XYSCSS=420JPEG\nFRAME\nabc').kind, 'clip');
  });

  it('may hold line feeds among the samples', () => {
    assert.equal(parse('YUV4MPEG2 W1 H1\nFRAME\n\n\n\nFRAME\nabc').kind, 'clip');
  });
});

describe('a file that cannot be read', () => {
  const rows = [
    ['', 'wrong_magic', 0, null, 'a Y4M file begins with YUV4MPEG2; this one is empty'],
    [
      'RIFF....AVI ',
      'wrong_magic',
      0,
      null,
      'a Y4M file begins with YUV4MPEG2; this one is an AVI or WAV file',
    ],
    [
      'YUV4MPEG2 W1 H1',
      'endless_header',
      15,
      null,
      'the header has no line feed within 1024 bytes',
    ],
    ['YUV4MPEG2 H1\n', 'bad_size', 9, null, "the header's W is missing"],
    ['YUV4MPEG2 W1 H0\n', 'bad_size', 13, null, 'the header\'s H is "0"'],
    ['YUV4MPEG2 W-1 H1\n', 'bad_size', 10, null, 'the header\'s W is "-1"'],
    ['YUV4MPEG2 W1e9 H1\n', 'bad_size', 10, null, 'the header\'s W is "1e9"'],
    [
      `YUV4MPEG2 W${'9'.repeat(400)} H1\n`,
      'too_large',
      10,
      null,
      'the header\'s W is "99999999999999999999", the most is 4096',
    ],
    [
      'YUV4MPEG2 W1 H1 C420p10\n',
      'unsupported_format',
      16,
      null,
      'the format is "420p10", not 8-bit 4:2:0',
    ],
    [
      'YUV4MPEG2 W1 H1 Cmono\n',
      'unsupported_format',
      16,
      null,
      'the format is "mono", not 8-bit 4:2:0',
    ],
    ['YUV4MPEG2 W1 H1 It\n', 'interlaced', 16, null, 'the clip is interlaced (I"t")'],
    ['YUV4MPEG2 W1 H1\n', 'no_frames', 16, null, 'the file ends after its header'],
    [
      'YUV4MPEG2 W1 H1\nFRAME\nabcdFRAME\nabc',
      'bad_frame_header',
      25,
      1,
      'frame 1 does not begin with FRAME',
    ],
    [
      'YUV4MPEG2 W1 H1\nFRAMES\nabc',
      'bad_frame_header',
      16,
      0,
      'frame 0 does not begin with FRAME',
    ],
    ['YUV4MPEG2 W1 H1\nFRAME\nabcFRAME\nab', 'truncated', 33, 1, 'frame 1 has 2 of 3 bytes'],
  ] as const;
  for (const [text, kind, offset, frame, message] of rows) {
    it(`${kind}: ${message}`, () => {
      const outcome = parse(text);
      assert.equal(outcome.kind, 'faulty');
      if (outcome.kind !== 'faulty') return;
      const { mend, ...fault } = outcome.fault;
      assert.deepEqual(fault, { kind, offset, frame, message });
      assert.match(mend, /\w+ .*\w/);
    });
  }

  it('never throws, whatever the bytes', () => {
    const word = fc.oneof(
      fc.constantFrom('YUV4MPEG2', ' W2', ' H2', ' C420', ' It', ' I', '\n', 'FRAME', '\n', ' '),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseY4m('x', bytes)));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const outcome = parse(`YUV4MPEG2${words.join('')}`);
        if (outcome.kind === 'clip') assert.ok(outcome.clip.frames.length > 0);
        else assert.ok(outcome.fault.message.length < 120);
      }),
    );
  });
});

describe('a file that was spoilt on its way', () => {
  const whole = 'YUV4MPEG2 W2 H2 Ip C420jpeg\nFRAME\nabcdefFRAME\nghijkl';
  const grey = 'YUV4MPEG2 W4 H4 C420\nFRAME\nabcdefghijklmnopFRAME\nabcdefghijklmnop';
  const wide = `YUV4MPEG2 W2 H2\nFRAME\n${'a'.repeat(12)}FRAME\n${'b'.repeat(12)}`;
  const frames = Buffer.alloc(2 * 38_016, 130).toString('latin1');
  const rows: readonly (readonly [what: string, text: string, says: RegExp, mend: RegExp])[] = [
    ['a byte order mark', `\xef\xbb\xbf${whole}`, /byte order mark/, /tail -c \+4/],
    [
      'samples without a header',
      frames,
      /raw YUV.*2 frames of 176x144/,
      /-f rawvideo .*-video_size 176x144/,
    ],
    ['samples of an unusual size', '\x80'.repeat(333), /raw YUV/, /-video_size WxH/],
    [
      'CR LF after the header',
      whole.replace('\n', '\r\n'),
      /header ends with CR LF/,
      /\*\.y4m binary/,
    ],
    [
      'CR LF after FRAME',
      whole.replaceAll('FRAME\n', 'FRAME\r\n'),
      /FRAME and CR LF/,
      /\*\.y4m binary/,
    ],
    [
      'a line feed at the end',
      `${whole}\n`,
      /one byte follows the last frame \(frame 1\)/,
      /head -c 52 /,
    ],
    ['zeros at the end', whole + '\0'.repeat(5), /5 bytes follow/, /head -c 52 /],
    ['half of a frame', whole.slice(0, -3), /frame 1 has 3 of 6 bytes/, /head -c 40 /],
    [
      'mixed frames',
      whole.replace('Ip', 'Im'),
      /mixes interlaced/,
      /sed '1s\/ Im\/ It\/' IN \| ffmpeg -f yuv4mpegpipe/,
    ],
    ['alpha', whole.replace('C420jpeg', 'C444alpha'), /"444alpha"/, /from what it was made of/],
    [
      'a word that ffmpeg does not know',
      whole.replace('C420jpeg', 'Cyuv420p'),
      /"yuv420p"/,
      /C420jpeg/,
    ],
    ['more bits', whole.replace('C420jpeg', 'C420p10'), /"420p10"/, /^Convert it: ffmpeg -i IN/],
    [
      'a header that ffmpeg does not read',
      whole.replace('C420jpeg', `C422 X${'a'.repeat(90)}`),
      /"422"/,
      /sed '1s\/ X/,
    ],
    [
      'grey under another name',
      grey,
      /frames have 16 bytes, as 4:0:0 \(grey\) has, and not 24/,
      /Cmono/,
    ],
    [
      'bytes that two formats have',
      wide,
      /12 bytes, as 8-bit 4:4:4 or 4:2:0 of more/,
      /Find out which/,
    ],
    [
      'a format said in the old way',
      wide.replace('H2', 'H2 XYSCSS=420P10'),
      /"420p10"/,
      /^Convert it/,
    ],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\n', /Git LFS/, /git lfs pull/],
    ['a packed file', '\x1f\x8b\x08', /gzip/, /gunzip/],
  ];
  for (const [what, text, says, mend] of rows) {
    it(what, () => {
      const outcome = parse(text);
      assert.ok(outcome.kind === 'faulty');
      assert.match(outcome.fault.message, says);
      assert.match(outcome.fault.mend, mend);
    });
  }

  it('is mended by the command, where that needs no ffmpeg', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'crucible-y4m-'));
    for (const text of [
      `\xef\xbb\xbf${whole}`,
      `${whole}\n`,
      whole.slice(0, -3),
      whole.replace('C420jpeg', 'Cyuv420p'),
    ]) {
      writeFileSync(path.join(folder, 'IN.y4m'), bytesOf(text));
      const outcome = parse(text);
      assert.ok(outcome.kind === 'faulty');
      const command = /(?:LC_ALL|tail|head).*OUT\.y4m/.exec(outcome.fault.mend)?.[0] ?? 'false';
      execFileSync('sh', ['-c', command], { cwd: folder });
      assert.equal(parseY4m('x', readFileSync(path.join(folder, 'OUT.y4m'))).kind, 'clip', command);
    }
    rmSync(folder, { recursive: true });
  });

  it('keeps the samples when a command rewrites the header', () => {
    const samples = Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i));
    const input = Buffer.concat([Buffer.from('YUV4MPEG2 W16 H16 Im C420 XA=b\nFRAME\n'), samples]);
    const rewrite = (script: string) =>
      execFileSync('sed', [script], { input, env: { LC_ALL: 'C' } });
    const said = (output: Buffer) => output.toString('latin1').split('\n', 1)[0];
    const layout = rewrite('1s/ C[^ ]*//; 1s/$/ Cmono/');
    assert.equal(said(layout), 'YUV4MPEG2 W16 H16 Im XA=b Cmono');
    assert.deepEqual(layout.subarray(-256), samples);
    assert.equal(said(rewrite('1s/ Im/ It/')), 'YUV4MPEG2 W16 H16 It C420 XA=b');
    assert.equal(said(rewrite('1s/ X[^ ]*//g')), 'YUV4MPEG2 W16 H16 Im C420');
  });
});
