import { pathOf } from '../../diagnostics';
import { describeObject, identityOf } from '../../plan/own-objects';
import type { NetworkRule } from '../network-rule';

export const manifestObjectTwice: NetworkRule = {
  id: 'manifest-object-twice',
  severity: 'error',
  title: 'Object is in own manifests more than once',
  why: 'The object that is applied last replaces the others.',
  fix: 'Keep one of them.',
  check({ ownObjects }, report) {
    const seen = new Map<string, string>();
    for (const own of ownObjects) {
      const identity = identityOf(own.object);
      const first = seen.get(identity);
      if (first === undefined) {
        seen.set(identity, own.file);
        continue;
      }
      report({
        path: pathOf(own),
        message: `${describeObject(own.object)} of "${own.file}" is in "${first}" too.`,
        hint: 'The last one would replace the others. Keep one of them.',
      });
    }
  },
};
