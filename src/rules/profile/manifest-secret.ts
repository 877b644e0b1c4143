import { pathOf } from '../../diagnostics';
import { describeObject } from '../../plan/own-objects';
import type { NetworkRule } from '../network-rule';

export const manifestSecret: NetworkRule = {
  id: 'manifest-secret',
  severity: 'error',
  title: 'Own manifest has a Secret with values',
  why:
    'Manifests and the files that are rendered from them are kept in version control and shown in reviews. A value in ' +
    'one of them is known to everyone who can read the repository.',
  fix: 'Create the Secret with kubectl create secret, or keep it encrypted outside of the profile.',
  check({ ownObjects }, report) {
    for (const own of ownObjects) {
      const { apiVersion, kind } = own.object;
      if (apiVersion !== 'v1' || kind !== 'Secret') continue;
      if (!('data' in own.object || 'stringData' in own.object)) continue;
      report({
        path: pathOf(own),
        message: `${describeObject(own.object)} of "${own.file}" has values, and a profile holds no secrets.`,
        hint: 'Everyone who can read the rendered files would know them. Create it with kubectl create secret instead.',
      });
    }
  },
};
