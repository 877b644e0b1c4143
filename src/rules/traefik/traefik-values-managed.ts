import { findValueOwner, listExtraValues } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikValuesManaged: NetworkRule = {
  id: 'traefik-values-managed',
  severity: 'error',
  title: "Further value of Traefik's chart sets what a key of the profile decides",
  why: 'Rules, Services and checks follow the key of the profile. With another value, Traefik would run with another configuration than the one that was validated.',
  fix: 'Write the key of the profile instead.',
  check({ traefik }, report) {
    if (traefik.mode !== 'packaged') return;
    for (const { position, keys } of listExtraValues(traefik)) {
      const owner = findValueOwner(traefik, keys);
      if (owner === undefined) continue;
      report({
        path: position,
        message: `The value "${keys.join('.')}" of the chart is decided by ${owner} of the profile.`,
        hint: `Traefik would run with another configuration than the validated one. Write ${owner} instead.`,
      });
    }
  },
};
