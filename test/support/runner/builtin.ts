/** The actions of GitHub that the workflows use; each stands for the version that its file names. */

import type { BuiltinAction } from './builtin/action.ts';
import { awsCredentials } from './builtin/aws-credentials.ts';
import { restoreCache, saveCache } from './builtin/cache.ts';
import { checkout } from './builtin/checkout.ts';
import { downloadArtifact } from './builtin/download-artifact.ts';
import { deployPages, uploadPagesArtifact } from './builtin/pages.ts';
import { setupNode } from './builtin/setup-node.ts';
import { uploadArtifact } from './builtin/upload-artifact.ts';

const actions: Readonly<Record<string, BuiltinAction>> = {
  'actions/checkout': checkout,
  'actions/upload-artifact': uploadArtifact,
  'actions/download-artifact': downloadArtifact,
  'actions/cache/restore': restoreCache,
  'actions/cache/save': saveCache,
  'actions/setup-node': setupNode,
  'aws-actions/configure-aws-credentials': awsCredentials,
  'actions/upload-pages-artifact': uploadPagesArtifact,
  'actions/deploy-pages': deployPages,
};

/** Throws for an action that this runner does not know. */
export function builtinAction(uses: string): BuiltinAction {
  const found = actions[uses.split('@')[0] ?? ''];
  if (!found) throw new Error(`this runner does not know the action ${uses}`);
  return found;
}
