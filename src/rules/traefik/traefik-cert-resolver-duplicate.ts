import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikCertResolverDuplicate: NetworkRule = {
  id: 'traefik-cert-resolver-duplicate',
  severity: 'error',
  title: 'Two certificate resolvers have the same name',
  why:
    "A resolver's name is a part of its arguments, so Traefik merges the two into one: a CA and a challenge that neither of " +
    'them asked for.',
  fix: 'Give each resolver a different name.',
  check({ traefik }, report, source) {
    const first = new Map<string, object>();
    for (const resolver of traefik.mode === 'none' ? [] : traefik.certificateResolvers) {
      const twin = first.get(resolver.name);
      if (twin === undefined) {
        first.set(resolver.name, resolver);
        continue;
      }
      const path = pathOf(resolver, 'name');
      report({
        path,
        message: `${source.quote(path)} is already the name of a certificate resolver (${source.line(pathOf(twin, 'name'))}).`,
      });
    }
  },
};
