/** (c), (d): how long the committed bundle takes to its first work, and from a broken candidate to its verdict. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { against, type Figure, figure, timed } from './figures.ts';

/** One candidate for every way to fail, as the lossless benchmark meets it. */
const broken: Readonly<Record<string, string>> = {
  syntax_error: 'export function compressFrame(frame {\n',
  validation_error:
    "import os from 'node:os';\nexport function compressFrame(frame) { return os.cpus(); }\nexport function decompressFrame(bytes) { return bytes; }\n",
  import_error:
    "import { pack } from './pack.js';\nexport function compressFrame(frame) { return pack(frame); }\nexport function decompressFrame(bytes) { return bytes; }\n",
  runtime_error:
    'export function compressFrame(frame) { return frame.missing.length; }\nexport function decompressFrame(bytes) { return bytes; }\n',
  logic_error:
    'export function compressFrame() { return new Uint8Array(100); }\nexport function decompressFrame(bytes, { width, height }) { return new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1)); }\n',
  resource_error:
    'export function compressFrame() { const all = []; for (;;) all.push(new Uint8Array(1 << 20)); }\nexport function decompressFrame(bytes) { return bytes; }\n',
  'timeout, by the tick limit':
    'export function compressFrame() { for (;;); }\nexport function decompressFrame(bytes) { return bytes; }\n',
  'timeout, by the watchdog':
    'export function compressFrame() { Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); }\nexport function decompressFrame(bytes) { return bytes; }\n',
};

export async function benchCommands(root: string, rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crucible-bench-'));
  const cli = path.join(root, 'dist', 'cli.js');
  const run = (args: readonly string[]) => timed(() => node(args, folder));
  const file = (source: string) => {
    const name = path.join(folder, 'candidate.js');
    writeFileSync(name, source);
    return [
      cli,
      'evaluate',
      name,
      '--benchmark',
      path.join(root, 'benchmarks', 'lossless'),
      '--no-cache',
    ];
  };
  try {
    const empty = () => run(['-e', '0']);
    const many = 3 * rounds;
    const help = await against(many, () => run([cli, '--help']), empty);
    const first = await against(many, () => run(file(broken.syntax_error ?? '')), empty);
    const figures = [
      figure('--help / node -e 0', 'ratio', help.ratios),
      figure('first verdict / node -e 0', 'ratio', first.ratios),
      figure('node -e 0', 'ms', help.other),
    ];
    for (const [name, source] of Object.entries(broken)) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await run(file(source)));
      figures.push(figure(`verdict on a candidate with ${name}`, 'ms', times));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function node(args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  // 0 to 4 are verdicts; 3 is the bot's own fault.
  if (status === null || status > 4 || status === 3)
    throw new Error(`${args.join(' ')}: ${stderr}`);
}
