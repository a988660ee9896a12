import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { results } from './support/play-workflow.ts';
import { overlaid, textRepository } from './support/runner/repositories.ts';
import { runWorkflow } from './support/runner/run-workflow.ts';

const commit = 'c'.repeat(40);

describe('a release', () => {
  const version = '1.4.2';

  /** Runs release.yml with stand-ins for npm and gh that write down how they were called. */
  async function release(tag: string, broken = 'nothing') {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-tools-'));
    const calls = path.join(folder, 'calls');
    const tool = `#!/bin/bash\necho "$(basename "$0") $*" >> ${calls}\n[[ "$*" != *"${broken}"* ]]\n`;
    for (const name of ['npm', 'gh']) {
      await writeFile(path.join(folder, name), tool);
      await chmod(path.join(folder, name), 0o755);
    }
    const files = { 'package.json': JSON.stringify({ version }) };
    const repository = overlaid(textRepository(files, commit), process.cwd(), ['.github']);
    const run = await runWorkflow({
      repository: 'octo/film',
      file: '.github/workflows/release.yml',
      event: { name: 'push' },
      ref: `refs/tags/${tag}`,
      repositories: { 'octo/film': repository },
      tools: [folder],
      tokenFor: (_, job) => `token-of-${job}`,
    });
    const called = (await readFile(calls, 'utf8').catch(() => '')).trim().split('\n');
    await rm(folder, { recursive: true });
    return { run, called };
  }

  it('is tested, made once, and moves the major tag', async () => {
    const { run, called } = await release(`v${version}`, 'release view');
    assert.equal(run.result, 'success', run.log());
    assert.deepEqual(called, [
      'npm ci --ignore-scripts',
      'npm run build -- --check',
      'npm test',
      'gh release view v1.4.2 --repo octo/film',
      'gh release create v1.4.2 --repo octo/film --verify-tag --generate-notes',
      `gh api --method PATCH repos/octo/film/git/refs/tags/v1 --field sha=${commit} --field force=true`,
    ]);
    assert.deepEqual(run.job('test').permissions, { contents: 'read' });
    assert.equal(run.step('release', 'Move the major tag').env.GH_TOKEN, 'token-of-release');
  });

  it('does not come about when dist/ is stale, or the tag names another version', async () => {
    const stale = await release(`v${version}`, '--check');
    assert.deepEqual(results(stale.run), ['test failure', 'release skipped']);
    const other = await release('v1.4.3');
    assert.deepEqual(results(other.run), ['test failure', 'release skipped']);
    assert.deepEqual(other.called, ['']);
  });

  it('makes the major tag when it is the first', async () => {
    const { called } = await release(`v${version}`, 'PATCH');
    const made = `gh api --method POST repos/octo/film/git/refs --field ref=refs/tags/v1 --field sha=${commit}`;
    assert.equal(called.at(-1), made);
  });
});
