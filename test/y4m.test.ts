import assert from 'node:assert/strict';
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

  it('may hold line feeds among the samples', () => {
    assert.equal(parse('YUV4MPEG2 W1 H1\nFRAME\n\n\n\nFRAME\nabc').kind, 'clip');
  });
});

describe('a file that cannot be read', () => {
  const rows = [
    ['', 'wrong_magic', 0, null, 'a Y4M file begins with YUV4MPEG2'],
    ['RIFF....AVI ', 'wrong_magic', 0, null, 'a Y4M file begins with YUV4MPEG2'],
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
      'YUV4MPEG2 W1 H1\nFRAME\nabcd',
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
