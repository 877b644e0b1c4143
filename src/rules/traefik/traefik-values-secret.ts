import { isSecretValue, listExtraValues } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikValuesSecret: NetworkRule = {
  id: 'traefik-values-secret',
  severity: 'error',
  title: "Secret among the further values of Traefik's chart",
  why: 'Profiles and manifests are kept in version control and shown in reviews. Everyone who can read one of them would know the secret.',
  fix: 'Write the Secret in traefik.envSecrets, or refer to it by a valueFrom.secretKeyRef of env.',
  check({ traefik }, report) {
    if (traefik.mode !== 'packaged') return;
    for (const { position, keys, value } of listExtraValues(traefik)) {
      if (!isSecretValue(keys, value)) continue;
      report({
        path: position,
        message: `The value "${keys.join('.')}" of the chart has a secret, and a profile holds no secrets.`,
      });
    }
  },
};
