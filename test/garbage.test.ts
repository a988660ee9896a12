import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { BenchmarkError, loadBenchmark } from '../src/adapters/local/benchmark.ts';
import { commands, parseComment } from '../src/domain/command.ts';
import { parseLedgerEntry, printLedgerEntry } from '../src/domain/ledger-text.ts';
import { jsonFault } from '../src/domain/text/json-fault.ts';
import { sampleCount } from '../src/domain/video/frame.ts';
import { parseY4m, type Y4mOutcome } from '../src/domain/video/y4m.ts';
import { parseMarker, printMarker } from '../src/render/marker.ts';
import { parseProposal, renderPullRequest } from '../src/render/pull-request.ts';
import { spoilt } from './support/spoilt.ts';
import { acceptedTrial, failedTrials } from './support/trials.ts';

/** What people read: on one line, of bounded length, without characters that do not show. */
function assertReadable(text: string, what: string): void {
  assert.match(text, /^[^\p{Cc}\p{Cf}\p{Cs}]{3,700}$/u, what);
}

describe('a Y4M file of garbage', () => {
  const frame = (index: number) =>
    Buffer.from(Array.from({ length: 10 }, (_, i) => 10 * index + i));
  const header = Buffer.from('YUV4MPEG2 W3 H2 F25:1 Ip A1:1 C420jpeg\n');
  const second = Buffer.concat([Buffer.from('FRAME\n'), frame(0)]);
  const whole = Buffer.concat([header, second, Buffer.from('FRAME Ip\n'), frame(1)]);

  function look(bytes: Uint8Array, what: string): Y4mOutcome {
    const outcome = parseY4m('clip', bytes);
    if (outcome.kind === 'clip') {
      const { width, height, frames } = outcome.clip;
      assert.ok(width >= 1 && width <= 4096 && height >= 1 && height <= 4096, what);
      assert.ok(frames.length > 0, what);
      assert.ok(
        frames.every(({ length }) => length === sampleCount(outcome.clip)),
        what,
      );
      return outcome;
    }
    const { offset, frame: at, message, mend } = outcome.fault;
    assert.ok(offset >= 0 && offset <= bytes.length, what);
    assert.ok(at === null || at >= 0, what);
    assertReadable(message, what);
    assertReadable(mend, what);
    return outcome;
  }

  it('is refused wherever it was cut off, but between two frames', () => {
    const between = [header.length + second.length, whole.length];
    for (let length = 0; length <= whole.length; length++) {
      const outcome = look(whole.subarray(0, length), `${length} bytes`);
      assert.equal(outcome.kind === 'clip', between.includes(length), `${length} bytes`);
      if (outcome.kind === 'clip') continue;
      const { kind, frame: at } = outcome.fault;
      const inFrames = length > header.length;
      assert.equal(
        at,
        inFrames ? (length > header.length + second.length ? 1 : 0) : null,
        `${length} bytes: ${kind}`,
      );
    }
  });

  it('is refused with what comes after the last frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (more) => {
        const outcome = look(Buffer.concat([whole, more]), 'more');
        assert.ok(outcome.kind === 'faulty');
        assert.equal(outcome.fault.frame, 2);
      }),
    );
  });

  it('is refused or read, whatever its header says', () => {
    const sides = [
      ...[
        '0',
        '1',
        '2',
        '3',
        '4096',
        '4097',
        '-3',
        '+3',
        '3.0',
        '3e0',
        '0x3',
        '03',
        ' 3',
        '',
        'NaN',
      ],
      ...['Infinity', '2147483648', '18446744073709551616', '9'.repeat(900), '3\u0000', '\uff13'],
    ];
    const formats = [
      '420',
      '420jpeg',
      '420p10',
      '420p16',
      '422',
      '444alpha',
      'mono',
      '',
      '420 ',
      '__proto__',
    ];
    const words = fc.record({
      w: fc.constantFrom(...sides),
      h: fc.constantFrom(...sides),
      c: fc.option(fc.constantFrom(...formats)),
      i: fc.option(fc.constantFrom('p', 't', 'b', 'm', '?', '', 'x'.repeat(50))),
      x: fc.option(fc.constantFrom('y', 'z'.repeat(2_000), '\u00ff'.repeat(30), 'YSCSS=420P10')),
      end: fc.constantFrom('\n', '\r\n', ' \n', '', '\n\n'),
    });
    fc.assert(
      fc.property(words, ({ w, h, c, i, x, end }) => {
        const given = Object.entries({ W: w, H: h, C: c, I: i, X: x });
        const parts = given.flatMap(([tag, value]) => (value === null ? [] : [` ${tag}${value}`]));
        const bytes = Buffer.from(`YUV4MPEG2${parts.join('')}${end}FRAME\n0123456789`, 'latin1');
        const outcome = look(bytes, bytes.toString('latin1'));
        if (outcome.kind === 'faulty') return;
        assert.ok(formats.slice(0, 2).includes(c ?? '420') || c === '420 ', `C${c}`);
        assert.ok(i === null || i === 'p' || i === '?', `I${i}`);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  it('is refused or read with any bit the other way round', () => {
    for (let at = 0; at < 8 * whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      look(flipped, `bit ${at}`);
    }
  });

  it('is refused at once when its header has no end', () => {
    const endless = Buffer.alloc(20_000_000, ' W1');
    endless.set(Buffer.from('YUV4MPEG2'));
    assert.equal(look(endless, 'endless').kind, 'faulty');
  });
});

describe('a benchmark.json of garbage', () => {
  let root = '';
  const [file, clip] = ['benchmarks/bad/benchmark.json', 'benchmarks/bad/clips/dot.y4m'];
  const shared = {
    description: 'A tiny clip.',
    reference_encoder: 'PNG',
    limits: { memory_mb: 64 },
    policy: { min_gain_percent: 1 },
  };
  const whole = {
    lossless: {
      objective: 'lossless',
      ...shared,
      ladder: [100],
      clips: [{ name: 'dot', floor_bytes: 3, reference_bytes: 70 }],
    },
    lossy: {
      objective: 'lossy',
      ...shared,
      ladder: [10, 20, 30, 40, 50, 60],
      clips: [
        {
          name: 'dot',
          floor_bytes: null,
          windows: { psnr_db: [30, 40], ssim_db: [10, 12] },
          reference: [{ bytes: 9, psnr_yuv: 30.5 }],
        },
      ],
    },
  };

  before(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'crucible-garbage-'));
    await mkdir(path.join(root, path.dirname(clip)), { recursive: true });
    await writeFile(path.join(root, clip), 'YUV4MPEG2 W1 H1\nFRAME\nabc');
  });
  after(() => rm(root, { recursive: true }));

  /** null when it loads; what it says otherwise, one line a fault. */
  async function refusal(text: string | Buffer): Promise<readonly string[] | null> {
    await writeFile(path.join(root, file), text);
    try {
      const { ladder, limits, policy, clips } = await loadBenchmark('bad', root);
      const numbers = [...ladder, ...Object.values(limits), ...Object.values(policy)];
      assert.ok(numbers.every(Number.isFinite));
      assert.ok(clips.every(({ clip: { name } }) => /^[a-z0-9-]+$/.test(name)));
      return null;
    } catch (error) {
      assert.ok(error instanceof BenchmarkError, `${error}`);
      return error.message.split('\n');
    }
  }

  for (const [objective, good] of Object.entries(whole)) {
    it(`${objective}: is refused with file, field and mend, whatever field is spoilt`, async () => {
      assert.equal(await refusal(JSON.stringify(good)), null);
      let refused = 0;
      for (const { what, path: field, value } of spoilt(good)) {
        const lines = await refusal(JSON.stringify(value));
        if (lines === null) continue;
        refused += 1;
        assert.equal((Object.prototype as { polluted?: unknown }).polluted, undefined);
        for (const line of lines) {
          assertReadable(line, what);
          assert.ok(line.startsWith(`${file}: `), `${what}: ${line}`);
          assert.doesNotMatch(line, /Invalid|undefined|\[object/, what);
          assert.match(
            line,
            /: (write|put|.* put it there)|\b(set|remove|did you mean|keep one)\b/,
            what,
          );
        }
        const named =
          lines.some((line) => line.includes(field.split('.')[0] ?? '')) || field === 'objective';
        assert.ok(named, `${what}: ${lines.join()}`);
      }
      assert.ok(refused > 200, String(refused));
    });
  }

  it('is refused with line and column when it is no JSON', async () => {
    const text = JSON.stringify(whole.lossy, null, 2);
    for (let length = 0; length < text.length; length += 7) {
      const [line = ''] = (await refusal(text.slice(0, length))) ?? [];
      const shown = text.slice(0, length).split('\n');
      const [, at] =
        /is not JSON \(line (\d+), column \d+: .+ is needed\)(?:; .+)?$/.exec(line) ?? [];
      assert.ok(Number(at) <= shown.length && Number(at) >= shown.length - 1, `${length}: ${line}`);
    }
    assert.deepEqual(await refusal('{\n  "objective": "lossless",\n  "ladder": [100,]\n}'), [
      `${file}: is not JSON (line 3, column 18: a value is needed); remove the comma before it`,
    ]);
    assert.deepEqual(await refusal("{ 'objective': 1 }"), [
      `${file}: is not JSON (line 1, column 3: a name in double quotes or \`}\` is needed); write double quotes in place of single ones`,
    ]);
  });

  it('is refused when it is a folder, or of bytes', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(9, 255),
      Buffer.from('\ufeff{}'),
      Buffer.alloc(1e6, '['),
    ]) {
      assert.equal((await refusal(bytes))?.length, 1);
    }
    const folder = path.join(root, 'benchmarks', 'folder', 'benchmark.json');
    await mkdir(folder, { recursive: true });
    await assert.rejects(loadBenchmark('folder', root), BenchmarkError);
    for (const name of ['', '.', '..', '../bad', 'a\u0000', '/', 'x'.repeat(5_000), '__proto__']) {
      await assert.rejects(loadBenchmark(name, root), BenchmarkError, name);
    }
  });

  it('is no JSON exactly where the language says so', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const piece = fc.constantFrom(
      ...'{ } [ ] : , " "a" "\\n" "\\u00e9" "\\x" 0 -1 1.5 01 1e9 .5 - true nul null a \n'.split(
        ' ',
      ),
      ...['"\t"', '"\u007f"', '"\ud800"', ' ', '\u00a0', '\ufeff', 'NaN'],
    );
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((parts) => parts.join('')),
      fc.json(),
      fc
        .tuple(fc.json(), fc.nat(60), piece)
        .map(([json, at, text]) => json.slice(0, at) + text + json.slice(at)),
    );
    fc.assert(
      fc.property(texts, (text) => assert.equal(jsonFault(text) === null, isJson(text), text)),
      { numRuns: 3_000, seed: 1 },
    );
  });
});

describe('hidden texts of garbage', () => {
  const { text, digest } = printMarker(failedTrials.runtime_error ?? acceptedTrial);
  const body = `Words.\n\n${text}\n`;

  it('never become another trial with the same digest, whatever character is changed', () => {
    const from = body.indexOf(text);
    const kinds = { trial: 0, none: 0, broken: 0 };
    for (let at = 0; at < text.length; at++) {
      for (const other of [...'A_ \n', '\u0000', '']) {
        const changed = body.slice(0, from + at) + other + body.slice(from + at + 1);
        const parsed = parseMarker(changed);
        kinds[parsed.kind] += 1;
        if (parsed.kind === 'trial') assert.equal(parsed.digest, digest, `${at}`);
        if (parsed.kind === 'broken') assertReadable(parsed.why, `${at}`);
      }
    }
    assert.ok(kinds.broken > 1_000 && kinds.trial < text.length, JSON.stringify(kinds));
  });

  it('are broken or none when cut, doubled, nested, or packed by somebody else', () => {
    for (let length = 0; length < body.length - 1; length += 3) {
      assert.notEqual(
        parseMarker(body.slice(0, length)).kind,
        length < body.length - 5 ? 'trial' : '',
      );
    }
    const hide = (bytes: Uint8Array, kind = 'trial') =>
      `<!-- codec-crucible:${kind} v1 ${Buffer.from(bytes).toString('base64url')} -->`;
    const packed = Buffer.from(/v1 ([\w-]+)/.exec(text)?.[1] ?? '', 'base64url');
    const nested = gzipSync(JSON.stringify({ inner: text }));
    const deep = gzipSync('['.repeat(500_000) + ']'.repeat(500_000));
    const footer = Buffer.from(packed);
    footer.writeUInt32LE(1_999_999, footer.length - 4);
    const many = gzipSync(Buffer.alloc(2_000_000, '{"a":'));
    for (const bytes of [
      nested,
      deep,
      footer,
      many,
      gzipSync(packed),
      Buffer.alloc(18),
      packed.subarray(3),
    ]) {
      const parsed = parseMarker(hide(bytes));
      assert.equal(parsed.kind, 'broken');
      if (parsed.kind === 'broken') assertReadable(parsed.why, hide(bytes).slice(0, 60));
      assert.equal(parseProposal(hide(bytes, 'proposal')).kind, 'broken');
    }
    assert.equal(parseMarker(`<!-- codec-crucible:trial v1 ${text} -->`).kind, 'trial');
  });

  it('of a pull request and of the ledger are read as written, or not at all', () => {
    const proposal = {
      ...{
        benchmark: 'lossless',
        title: 'A',
        hypothesis: 'B',
        author: 'claude' as const,
        parent: null,
      },
      ...{
        source_digest: 'a'.repeat(64),
        token_digest: null,
        successor_of: { number: 1, author: 'o' },
      },
      ...{ model: 'm', cost: acceptedTrial.cost, run: '101' },
    };
    const written = renderPullRequest(proposal).body;
    assert.deepEqual(parseProposal(written), { kind: 'proposal', proposal });
    for (let at = written.length - 300; at < written.length; at++) {
      const parsed = parseProposal(`${written.slice(0, at)}A${written.slice(at + 1)}`);
      if (parsed.kind === 'proposal') assert.deepEqual(parsed.proposal, proposal);
    }
    for (const { what, value } of spoilt(proposal)) {
      const hidden = `<!-- codec-crucible:proposal v1 ${gzipSync(JSON.stringify(value)).toString('base64url')} -->`;
      const parsed = parseProposal(hidden);
      assert.ok(parsed.kind !== 'none', what);
      if (parsed.kind === 'proposal') assert.ok(parsed.proposal.cost.usd >= 0, what);
    }
    const entry = { run: 'r-1', time: 5, reserved: 1.5, spent: 0.25 };
    const printed = printLedgerEntry(entry);
    for (let at = 0; at < printed.length; at++) {
      for (const other of ['9', '-', 'e', '\n', '']) {
        const parsed = parseLedgerEntry(printed.slice(0, at) + other + printed.slice(at + 1));
        const numbers = parsed === null ? [] : [parsed.time, parsed.reserved, parsed.spent ?? 0];
        assert.ok(numbers.every((number) => Number.isFinite(number) && number >= 0));
      }
    }
  });
});

describe('comments of garbage', () => {
  const names = commands.map(({ name }) => `/${name}`);
  const pieces = [
    ...names,
    ...[
      '/merge 0123abc',
      '/merge',
      '/evaluate 0123',
      '/propose lossy do',
      '/evalute',
      '/',
      '//x',
      '/\u0435valuate',
    ],
    ...[
      '\n',
      '\r\n',
      '\r',
      '\n\n',
      ' ',
      '\t',
      '    ',
      '> ',
      '- ',
      '1. ',
      '* * *',
      '# ',
      '| ',
      '\\',
    ],
    ...[
      '`',
      '```',
      '````js',
      '~~~',
      '<!--',
      '-->',
      '<!-->',
      '--!>',
      '<pre>',
      '</pre>',
      '<details>',
      '</script>',
    ],
    ...[
      '\u0000',
      '\u200b',
      '\u2028',
      '\u202e',
      '\ufeff',
      '\ud800',
      'x'.repeat(300),
      '@bot',
      '[a](b)',
      '&sol;',
    ],
  ];

  it('give instructions of the table, at most five and a count', () => {
    const comment = fc
      .array(fc.constantFrom(...pieces), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(comment, (text) => {
        const instructions = parseComment(text, ['lossless', 'lossy', '__proto__']);
        assert.ok(instructions.length <= 6);
        for (const each of instructions) {
          if (each.kind !== 'command') continue;
          const { command } = each;
          assert.ok(names.includes(`/${command.name}`));
          if ('sha' in command && command.sha !== null)
            assert.match(command.sha, /^[0-9a-f]{7,40}$/);
          if (command.name === 'propose' && command.idea !== null)
            assertReadable(`(${command.idea})`, text);
        }
        // What stands in a block of code asks for nothing.
        assert.deepEqual(parseComment(`~~~~~~\n${text.replaceAll('~', '-')}\n~~~~~~`, []), []);
      }),
      { numRuns: 1_500, seed: 1 },
    );
  });

  it('are read to their end, however they repeat themselves', () => {
    for (const piece of pieces) {
      for (const text of [piece, `${piece}\n`, `\n${piece} /hold\n`]) {
        parseComment(text.repeat(Math.floor(20_000 / text.length)), ['lossless']);
      }
    }
  });
});
