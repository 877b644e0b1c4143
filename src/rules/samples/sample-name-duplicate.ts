import type { SamplePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleNameDuplicate: NetworkRule = {
  id: 'sample-name-duplicate',
  severity: 'error',
  title: 'Two samples have the same name in the same namespace',
  why: 'All objects of a sample have its name. In the cluster, the second would replace the first.',
  fix: 'Use another name, or another namespace.',
  check({ samples }, report, source) {
    const byName = new Map<string, SamplePlan>();
    for (const sample of samples) {
      const key = `${sample.namespace}/${sample.name}`;
      const first = byName.get(key);
      if (first === undefined) {
        byName.set(key, sample);
        continue;
      }
      const path = pathOf(sample, 'name');
      report({
        path,
        message: `${source.quote(path)} is already the name of a sample in the namespace ${sample.namespace} (${source.line(pathOf(first, 'name'))}).`,
      });
    }
  },
};
