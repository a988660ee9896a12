import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { FileCache, memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { digestOf } from '../src/domain/digest.ts';
import type { EvaluationCache } from '../src/ports/evaluation-cache.ts';
import { losslessEvaluation, lossyEvaluation } from './support/trials.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'crucible-cache-'));
after(() => rmSync(root, { recursive: true }));

const newFolder = () => mkdtempSync(path.join(root, 'cache-'));
const key = digestOf('a key');
const evaluation = lossyEvaluation(1.1);

const caches: Readonly<Record<string, () => EvaluationCache>> = {
  files: () => new FileCache(path.join(newFolder(), 'not', 'made', 'yet')),
  memory: memoryCache,
};

for (const [name, open] of Object.entries(caches)) {
  describe(`the evaluation cache in ${name}`, () => {
    it('gives back exactly what was put in', async () => {
      const cache = open();
      assert.equal(await cache.get(key), null);
      await cache.put(key, evaluation);
      assert.deepEqual(await cache.get(key), evaluation);
      assert.equal(await cache.get(digestOf('another key')), null);
      await cache.put(key, losslessEvaluation());
      assert.deepEqual(await cache.get(key), losslessEvaluation());
    });
  });
}

describe('the evaluation cache in files', () => {
  it('is there for the next process, as one file a key', async () => {
    const folder = newFolder();
    await new FileCache(folder).put(key, evaluation);
    assert.deepEqual(await new FileCache(folder).get(key), evaluation);
    assert.deepEqual(readdirSync(folder), [`${key}.json`]);
  });

  it('takes a damaged file for none, and writes it anew', async () => {
    const folder = newFolder();
    const cache = new FileCache(folder);
    const file = path.join(folder, `${key}.json`);
    await cache.put(key, evaluation);
    const whole = readFileSync(file, 'utf8');
    const damaged = ['', whole.slice(0, 100), 'null', whole.replace('"total_bytes"', '"bytes"')];
    for (const text of damaged) {
      writeFileSync(file, text);
      assert.equal(await cache.get(key), null);
    }
    await cache.put(key, evaluation);
    assert.equal(readFileSync(file, 'utf8'), whole);
  });

  it('has no key that leads out of its folder', async () => {
    await assert.rejects(new FileCache(newFolder()).get('../key'), /cannot be the name of a file/);
  });
});
