import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const shipped = locked.filter(
  ([, { dev, devOptional, optional }]) => !dev && !devOptional && !optional,
);

describe('the packages that this project stands on', () => {
  it('are named by exact versions, and locked with the digest of what they hold', () => {
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[group] ?? {})) {
        assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
        assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
      }
    }
    for (const [path, { integrity, link }] of locked) {
      assert.match(integrity ?? '', /^sha512-[A-Za-z0-9+/]{86}==$/, path);
      assert.equal(link, undefined, path);
    }
  });

  it('are the six that users know it by, and few beside them', () => {
    const direct = Object.keys(manifest.dependencies ?? {});
    for (const name of [
      ...['@actions/core', '@actions/github', '@octokit/rest', '@anthropic-ai/sdk'],
      ...['quickjs-emscripten', '@aws-sdk/client-dynamodb'],
    ]) {
      assert.ok(direct.includes(name), name);
    }
    assert.ok(direct.length <= 14, `${direct.length} direct dependencies`);
    assert.ok(shipped.length <= 100, `${shipped.length} packages in dist/`);
  });

  it('may be passed on in dist/', () => {
    const free = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense'];
    const others = shipped.filter(([, { license }]) => !free.includes(license ?? ''));
    assert.deepEqual(
      others.map(([path, { license }]) => `${path}: ${license}`),
      [],
    );
  });

  it('run nothing when they are installed', () => {
    assert.match(readFileSync('scripts/test.mjs', 'utf8'), /'ci', '--ignore-scripts'/);
    for (const name of readFileSync('.github/workflows/ci.yml', 'utf8').match(
      /npm (ci|install).*/g,
    ) ?? []) {
      assert.match(name, /--ignore-scripts/);
    }
  });
});
