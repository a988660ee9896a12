import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { inputs, outputs } from '../src/action/inputs.ts';
import { commandTable } from '../src/render/replies.ts';
import { actionManifest, fileInputTable, inputTable, outputTable } from './support/manifest.ts';

const update = process.env.UPDATE_SNAPSHOTS === '1';

function assertFile(file: string, expected: string): void {
  if (update) writeFileSync(file, expected);
  assert.equal(readFileSync(file, 'utf8'), expected, `${file} differs from the schema`);
}

/** The file with what stands between two marks replaced. */
function withSection(file: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const whole = readFileSync(file, 'utf8');
  const [start, end] = [whole.indexOf(open), whole.indexOf(close)];
  assert.ok(start >= 0 && end > start, `${file} has no section ${name}`);
  return `${whole.slice(0, start + open.length)}\n\n${text}\n\n${whole.slice(end)}`;
}

describe('the one schema of inputs, outputs and commands', () => {
  it('is what action.yml says', () => {
    assertFile('action.yml', actionManifest());
    const manifest = parse(readFileSync('action.yml', 'utf8'));
    assert.deepEqual(Object.keys(manifest.inputs), Object.keys(inputs));
    assert.deepEqual(Object.keys(manifest.outputs), Object.keys(outputs));
    assert.equal(manifest.runs.using, 'node24');
  });

  it('is what the documentation says', () => {
    assertFile('docs/action.md', withSection('docs/action.md', 'inputs', inputTable()));
    assertFile('docs/action.md', withSection('docs/action.md', 'outputs', outputTable()));
    assertFile('README.md', withSection('README.md', 'commands', commandTable()));
    assertFile('README.md', withSection('README.md', 'inputs', fileInputTable()));
  });

  it('has every input read by a command, and no other', () => {
    const folder = path.join('src', 'action');
    const sources = readdirSync(folder)
      .filter((name) => !['inputs.ts', 'read-input.ts'].includes(name))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const code = [...sources, readFileSync('src/main.ts', 'utf8')].join('\n');
    for (const name of Object.keys(inputs)) {
      const reads = new RegExp(`Input(<[^>]*>)?\\(\\s*'${name}'`);
      assert.ok(reads.test(code), `${name} is never read`);
    }
  });
});
