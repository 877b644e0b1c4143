import { listPodNamespaces } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const imagePullSecretsUnused: NetworkRule = {
  id: 'image-pull-secrets-unused',
  severity: 'warning',
  title: 'imagePullSecrets are set, and k3s-netstack installs no pods',
  why:
    'imagePullSecrets are for the pods that k3s-netstack installs. k3s pulls the images of packaged components without ' +
    'them.',
  fix: 'Remove the key, and write the credentials of the registry in registries.yaml on every node.',
  check(plan, report, source) {
    const path = ['imagePullSecrets', 0];
    if (plan.imagePullSecrets.length === 0 || listPodNamespaces(plan).length > 0) return;
    report({ path, message: `${source.quote(path)} has no effect: k3s-netstack installs no pods.` });
  },
};
