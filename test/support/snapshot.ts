import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares text with test/snapshots/NAME, a committed file that a person can read.
 * UPDATE_SNAPSHOTS=1 writes it; without that a missing snapshot is a failure.
 */
export function assertSnapshot(name: string, text: string): void {
  const file = path.join('test', 'snapshots', name);
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `no snapshot ${file}: run UPDATE_SNAPSHOTS=1 npm test and read it`);
  assert.equal(text, readFileSync(file, 'utf8'), `differs from ${file}`);
}
