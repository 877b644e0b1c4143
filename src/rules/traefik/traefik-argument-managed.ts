import { findManagedArgument } from '../../profile/managed-traefik-arguments';
import { listExtraArguments } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentManaged: NetworkRule = {
  id: 'traefik-argument-managed',
  severity: 'error',
  title: 'Further argument sets what a key of the profile decides',
  why: 'Rules, Services and checks follow the key of the profile. Of two arguments with one name Traefik uses the last, and so would run with another configuration than the one that was validated.',
  fix: 'Write the key of the profile instead.',
  check({ traefik }, report) {
    if (traefik.mode === 'none') return;
    for (const { path, name } of listExtraArguments(traefik)) {
      const owner = findManagedArgument(name);
      if (owner === '') {
        report({
          path,
          message: `k3s-netstack sets "--${name}" itself.`,
          hint: 'Traefik would run with another configuration than the validated one. Remove it.',
        });
      } else if (owner !== undefined) {
        report({
          path,
          message: `"--${name}" is decided by ${owner} of the profile.`,
          hint: `Traefik would run with another configuration than the validated one. Write ${owner} instead.`,
        });
      }
    }
  },
};
