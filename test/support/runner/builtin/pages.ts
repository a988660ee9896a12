/**
 * As actions/upload-pages-artifact v5.0.0 (fc324d3, composite: action.yml) and actions/deploy-pages v5.0.0 (cd2ce8f):
 * src/index.js, internal/deployment.js and internal/api-client.js.
 */

import path from 'node:path';
import { runChild } from '../child.ts';
import { type BuiltinAction, type Call, optional } from './action.ts';
import { uploadArtifact } from './upload-artifact.ts';

/** What is uploaded is not the folder but one `artifact.tar` of it. */
export const uploadPagesArtifact: BuiltinAction = {
  inputs: {
    ...{ name: 'github-pages', path: '_site/', 'retention-days': '1' },
    'include-hidden-files': 'false',
  },
  refused: [],
  run: async (call) => {
    const archive = path.join(call.machine.temp, 'artifact.tar');
    const hidden = call.inputs['include-hidden-files'] === 'true' ? [] : ['--exclude=.[^/]*'];
    const { exitCode, stderr } = await runChild(
      [
        ...(['tar', '--dereference', '--hard-dereference'] as const),
        ...['--directory', call.inputs.path ?? '', '-cf', archive],
        // Not in the source: equal folders are to be equal bytes.
        ...['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--format=ustar'],
        ...['--exclude=.git', '--exclude=.github', ...hidden, '.'],
      ],
      { cwd: call.machine.workspace, env: { PATH: process.env.PATH ?? '' } },
    );
    if (exitCode !== 0) {
      throw new Error(`${stderr}Process completed with exit code ${exitCode}.`);
    }
    const given = {
      name: call.inputs.name ?? '',
      path: archive,
      'retention-days': call.inputs['retention-days'] ?? '',
      'if-no-files-found': 'error',
    };
    const defaults = uploadArtifact.inputs as Readonly<Record<string, string>>;
    await uploadArtifact.run({
      ...call,
      inputs: { ...defaults, ...given },
      output: (name, value) => {
        if (name === 'artifact-id') call.output('artifact_id', value);
      },
    });
  },
};

/** It lists all artifacts of the run: two of the name, as a re-run attempt may leave them, are one too many. */
export const deployPages: BuiltinAction = {
  inputs: { token: ({ token }) => token, artifact_name: 'github-pages' },
  refused: ['timeout', 'error_count', 'reporting_interval', 'preview'],
  run: async (call) => {
    const { world, permissions } = call.machine;
    if (permissions['id-token'] !== 'write') {
      throw new Error('Ensure GITHUB_TOKEN has permission "id-token: write".');
    }
    checkArtifact(call, optional(call, 'artifact_name') || 'github-pages');
    if (permissions.pages !== 'write') {
      throw new Error(
        `Failed to create deployment (status: 403) with build version ${world.github.sha}. Ensure GITHUB_TOKEN has permission "pages: write".`,
      );
    }
    const [owner, name] = world.options.repository.split('/');
    call.output('page_url', `https://${owner}.github.io/${name}/`);
    call.say('Reported success!');
    call.output('status', 'succeed');
  },
};

function checkArtifact({ machine }: Call, name: string): void {
  const { artifacts, run } = machine.world;
  const count = artifacts.seenBy(run).filter((each) => each.name === name).length;
  if (count === 0) {
    throw new Error(
      `No artifacts named "${name}" were found for this workflow run. Ensure artifacts are uploaded with actions/upload-artifact@v4 or later.`,
    );
  }
  if (count > 1) {
    throw new Error(
      `Multiple artifacts named "${name}" were unexpectedly found for this workflow run. Artifact count is ${count}.`,
    );
  }
}
