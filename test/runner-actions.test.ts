import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { play, workflow } from './support/play-workflow.ts';
import { ArtifactStore } from './support/runner/artifact-store.ts';
import { CacheStore } from './support/runner/cache-store.ts';
import { filesInTar } from './support/runner/tar.ts';

const job = (...steps: string[]) =>
  workflow(`\n  job:\n    steps:\n      - ${steps.join('\n      - ')}`);
const granted = (text: string, permissions: string) =>
  text.replace('permissions: {}', `permissions: { ${permissions} }`);

// actions/cache v5.0.5: restoreImpl.ts, saveImpl.ts; @actions/cache: cache.ts; docs.github.com, "Dependency caching".
describe('caches in the runner', () => {
  const restore = (inputs: string) =>
    `{ name: restore, uses: actions/cache/restore@v5, with: { path: in, ${inputs} }, continue-on-error: true }`;
  const save = (key: string) => [
    `{ run: 'mkdir -p in && echo ${key} > in/.f' }`,
    `{ name: save, uses: actions/cache/save@v5, with: { path: in, key: ${key} } }`,
  ];
  const other = { ref: 'refs/heads/other' };
  const found = async (caches: CacheStore, inputs: string, more = {}) => {
    const run = await play(job(restore(inputs)), { caches, ...more });
    return run.step('job', 'restore').outputs;
  };

  it('are saved with hidden files, and restored to where they were', async () => {
    const caches = new CacheStore();
    await play(job(...save('a-1')), { caches });
    const run = await play(job(restore('key: a-1'), '{ name: shows, run: cat in/.f }'), { caches });
    assert.equal(run.step('job', 'shows').stdout, 'a-1\n');
    assert.deepEqual(run.step('job', 'restore').outputs, {
      'cache-primary-key': 'a-1',
      'cache-matched-key': 'a-1',
      'cache-hit': 'true',
    });
  });

  it('are found by the key, then by its beginning, then by restore keys, the newest first', async () => {
    const caches = new CacheStore();
    await play(job(...save('a-1'), ...save('b-1'), ...save('b-2'), ...save('a-1-x')), { caches });
    const matched = async (inputs: string) => (await found(caches, inputs))['cache-matched-key'];
    assert.equal(await matched('key: a-1'), 'a-1');
    assert.equal(await matched('key: a-'), 'a-1-x');
    assert.equal(await matched('key: c, restore-keys: "d-\\nb-\\na-"'), 'b-2');
    assert.equal((await found(caches, 'key: c, restore-keys: b-'))['cache-hit'], 'false');
  });

  it('that are not found set no cache-hit, and fail nothing unless told to', async () => {
    const caches = new CacheStore();
    assert.deepEqual(await found(caches, 'key: a'), { 'cache-primary-key': 'a' });
    const run = await play(job(restore('key: a, fail-on-cache-miss: true')), { caches });
    assert.match(run.step('job', 'restore').stderr, /^Failed to restore cache entry/);
  });

  it('of other paths are other caches', async () => {
    const caches = new CacheStore();
    await play(job(...save('a')), { caches });
    const elsewhere =
      '{ name: restore, uses: actions/cache/restore@v5, with: { path: out, key: a } }';
    const run = await play(job(elsewhere), { caches });
    assert.deepEqual(run.step('job', 'restore').outputs, { 'cache-primary-key': 'a' });
  });

  it('of the default branch are seen by all branches, those of another by itself alone', async () => {
    const caches = new CacheStore();
    await play(job(...save('a-1')), { caches });
    await play(job(...save('a-2')), { caches, ...other });
    const newest = 'key: a-, restore-keys: a-';
    assert.equal((await found(caches, newest))['cache-matched-key'], 'a-1');
    assert.equal((await found(caches, newest, other))['cache-matched-key'], 'a-2');
    // Its own branch comes first even where the key itself stands on the default branch.
    assert.equal(
      (await found(caches, 'key: a-1, restore-keys: a-', other))['cache-matched-key'],
      'a-2',
    );
    const third = { ref: 'refs/heads/third' };
    assert.equal((await found(caches, newest, third))['cache-matched-key'], 'a-1');
  });

  it('are never replaced: saving a key again is a warning', async () => {
    const caches = new CacheStore();
    await play(job(...save('a')), { caches });
    const run = await play(job("{ run: 'mkdir in; echo new > in/.f' }", ...save('a').slice(1)), {
      caches,
    });
    const { outcome, commands, stdout } = run.step('job', 'save');
    assert.deepEqual([outcome, commands[0]?.message], ['success', 'Cache save failed.']);
    assert.match(stdout, /Unable to reserve cache with key a, another job may be creating/);
    assert.equal(caches.all()[0]?.files.get('in/.f')?.toString(), 'a\n');
    await play(job(...save('a')), { caches, ...other });
    assert.equal(caches.size, 2);
  });

  it('of nothing, or under a key that is none, are a warning', async () => {
    for (const [key, message] of [
      ['a', /\[warning\]Path Validation Error: Path\(s\) specified .* do\(es\) not exist/],
      ['"a,b"', /\[warning\]Key Validation Error: a,b cannot contain commas/],
    ] as const) {
      const run = await play(
        job(`{ name: save, uses: actions/cache/save@v5, with: { path: no, key: ${key} } }`),
      );
      const { outcome, commands, stdout } = run.step('job', 'save');
      assert.deepEqual([outcome, commands[0]?.message], ['success', 'Cache save failed.']);
      assert.match(stdout, message);
    }
  });
});

// actions/checkout v7.0.1: input-helper.ts, git-source-provider.ts, git-directory-helper.ts, git-auth-helper.ts.
describe('checkout in the runner', () => {
  const checkout = (inputs: string) =>
    `{ name: checkout, uses: actions/checkout@v7, with: { ${inputs} }, continue-on-error: true }`;

  it('empties the place it is given, and what an earlier one put there', async () => {
    const run = await play(
      job(
        checkout('path: box'),
        "{ run: 'touch made box/made' }",
        checkout(''),
        '{ name: shows, run: find . -name made }',
      ),
    );
    assert.equal(run.step('job', 'shows').stdout, '');
  });

  it('stays in the workspace, and needs a token', async () => {
    for (const [inputs, message] of [
      ['path: ../elsewhere', /^Repository path '.*elsewhere' is not under/],
      ["token: ''", /^Input required and not supplied: token/],
      ['repository: film', /^Invalid repository 'film'\. Expected format/],
    ] as const) {
      const run = await play(job(checkout(inputs)));
      assert.match(run.step('job', 'checkout').stderr, message);
    }
  });

  it('keeps credentials outside of the repository, and none when it is told so', async () => {
    const shows = '{ name: shows, run: "grep -c AUTH $RUNNER_TEMP/git-cred* .git/config || true" }';
    const count = async (inputs: string) =>
      (await play(job(checkout(inputs), shows)))
        .step('job', 'shows')
        .stdout.replace(/^\S+\//gm, '');
    assert.match(await count(''), /^git-credentials-\S+\.config:1\n(\.git\/)?config:0\n$/);
    assert.doesNotMatch(await count('persist-credentials: false'), /:1/);
    // Whatever is not the word true counts as no.
    assert.doesNotMatch(await count("persist-credentials: ''"), /:1/);
  });

  it('says the ref and the commit, and masks the credentials', async () => {
    const run = await play(job(checkout('')));
    const { outputs, commands } = run.step('job', 'checkout');
    assert.deepEqual(outputs, { ref: 'refs/heads/main', commit: 'c'.repeat(40) });
    assert.deepEqual(
      commands.map(({ name }) => name),
      ['add-mask'],
    );
    const fixed = await play(job(checkout(`ref: ${'c'.repeat(40)}`)));
    assert.equal(fixed.step('job', 'checkout').outputs.ref, '');
  });
});

// aws-actions/configure-aws-credentials v6.2.3: index.ts, helpers.ts.
describe('configure-aws-credentials in the runner', () => {
  const role = 'role-to-assume: arn:aws:iam::123456789012:role/crucible';
  const configure = (inputs: string) => [
    `{ name: aws, uses: aws-actions/configure-aws-credentials@v6, with: { ${inputs} }, continue-on-error: true }`,
    '{ name: after, run: "true" }',
  ];

  it('gives keys to a job that may prove who it is', async () => {
    const run = await play(
      granted(job(...configure(`${role}, aws-region: eu-1`)), 'id-token: write'),
    );
    const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN } = run.step('job', 'after').env;
    assert.deepEqual([AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN], ['eu-1', 'test', 'test']);
    assert.equal(run.step('job', 'aws').outputs['aws-account-id'], '123456789012');
  });

  it('fails without that, with the region set all the same', async () => {
    const run = await play(job(...configure(`${role}, aws-region: eu-1`)));
    assert.match(run.step('job', 'aws').stdout, /Did you mean to set the `id-token` permission/);
    assert.match(run.step('job', 'aws').stderr, /^Credentials could not be loaded/);
    const { AWS_REGION, AWS_ACCESS_KEY_ID } = run.step('job', 'after').env;
    assert.deepEqual([AWS_REGION, AWS_ACCESS_KEY_ID], ['eu-1', undefined]);
  });

  it('fails without a region, or with one that is none', async () => {
    for (const [region, message] of [
      ["''", /^Input required and not supplied: aws-region/],
      ['a_b', /^Region is not valid: a_b/],
    ] as const) {
      const run = await play(job(...configure(`${role}, aws-region: ${region}`)));
      assert.match(run.step('job', 'aws').stderr, message);
    }
  });
});

// actions/upload-pages-artifact v5.0.0: action.yml; actions/deploy-pages v5.0.0: index.js, deployment.js, api-client.js.
describe('pages in the runner', () => {
  const upload = '{ name: up, uses: actions/upload-pages-artifact@v5, with: { path: page } }';
  const deploy = '{ name: deploy, uses: actions/deploy-pages@v5, continue-on-error: true }';
  const make =
    "{ run: 'mkdir -p page/sub && echo 1 > page/index.html && echo 2 > page/sub/a && touch page/.no' }";
  const rights = 'pages: write, id-token: write';

  it('are uploaded as one tar, without hidden files, for a day', async () => {
    const run = await play(job(make, upload));
    const [stored] = run.store.all();
    assert.deepEqual([...(stored?.files.keys() ?? [])], ['artifact.tar']);
    const tar = stored?.files.get('artifact.tar') ?? Buffer.alloc(0);
    const texts = [...filesInTar(tar)].map(([name, bytes]) => [name, bytes.toString()]);
    assert.deepEqual(texts, [
      ['index.html', '1\n'],
      ['sub/a', '2\n'],
    ]);
    assert.equal(
      Date.parse(stored?.expiresAt ?? '') - Date.parse(stored?.createdAt ?? ''),
      86_400_000,
    );
    assert.deepEqual(run.step('job', 'up').outputs, { artifact_id: '1' });
  });

  it('are a failure when the folder is not there', async () => {
    assert.match((await play(job(upload))).step('job', 'up').stderr, /page: Cannot open/);
  });

  it('are deployed by a job that has both rights, from an artifact of the run', async () => {
    const run = await play(granted(job(make, upload, deploy), rights));
    const { outputs } = run.step('job', 'deploy');
    assert.deepEqual(outputs, { page_url: 'https://octo.github.io/film/', status: 'succeed' });
    for (const [given, message] of [
      ['pages: write', /"id-token: write"/],
      ['id-token: write', /status: 403.*"pages: write"/],
    ] as const) {
      const failed = await play(granted(job(make, upload, deploy), given));
      assert.match(failed.step('job', 'deploy').stderr, message);
    }
    const none = await play(granted(job(deploy), rights));
    assert.match(
      none.step('job', 'deploy').stderr,
      /^No artifacts named "github-pages" were found/,
    );
  });

  it('are refused when an earlier attempt has left an artifact of that name', async () => {
    const artifacts = new ArtifactStore();
    const text = granted(job(make, upload, deploy, '{ run: exit 1 }'), rights);
    const of = await play(text, { artifacts });
    const run = await play(text, { artifacts, rerun: { of, jobs: 'failed' } });
    assert.match(
      run.step('job', 'deploy').stderr,
      /^Multiple artifacts named .* Artifact count is 2/,
    );
  });
});

// actions/setup-node v7.0.0: main.ts.
describe('setup-node in the runner', () => {
  it('refuses the cache that a package.json would switch on by itself', async () => {
    const setup = (more: string) => [
      `{ run: 'echo "{ \\"packageManager\\": \\"npm@11\\" }" > package.json' }`,
      `{ name: node, uses: actions/setup-node@v7, with: { node-version: 24${more} }, continue-on-error: true }`,
    ];
    const caching = await play(job(...setup('')));
    assert.match(caching.step('job', 'node').stderr, /no caches of package managers/);
    const plain = await play(job(...setup(', package-manager-cache: false')));
    assert.equal(plain.step('job', 'node').outputs['node-version'], process.version);
  });
});
