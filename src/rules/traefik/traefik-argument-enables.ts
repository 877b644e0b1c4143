import { findManagedArgument } from '../../profile/managed-traefik-arguments';
import type { TraefikPlan } from '../../plan';
import { listExtraArguments } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentEnables: NetworkRule = {
  id: 'traefik-argument-enables',
  severity: 'error',
  title: 'Further argument enables what the profile disables',
  why: 'An argument below the name of a provider, an entryPoint, a log or metrics enables it, too. Traefik would listen, log or read objects although the profile has disabled it or does not have it.',
  fix: 'Write the key of the profile, or remove the argument.',
  check({ traefik }, report) {
    if (traefik.mode === 'none') return;
    for (const { path, name } of listExtraArguments(traefik)) {
      const key = findManagedArgument(name) === undefined ? findDisabledOwner(traefik, name) : undefined;
      if (key === undefined) continue;
      report({
        path,
        message: `"--${name}" enables a part of Traefik that the profile does not have in ${key}.`,
        hint: `Traefik enables whatever an argument sets a part of. Write ${key}, or remove the argument.`,
      });
    }
  },
};

/** The key of the profile that would have to enable what an argument is a part of. */
function findDisabledOwner(traefik: TraefikPlan, argument: string): string | undefined {
  const [group = '', name = ''] = argument.toLowerCase().split('.');
  switch (group) {
    case 'accesslog':
      return traefik.accessLog ? undefined : 'traefik.accessLog';
    case 'api':
      return traefik.mode === 'packaged' || traefik.dashboard ? undefined : 'traefik.dashboard';
    case 'metrics':
      return name !== 'prometheus' || traefik.metrics ? undefined : 'traefik.metrics';
    case 'providers':
      return findDisabledProvider(traefik, name);
    case 'entrypoints':
      return listEntryPoints(traefik).includes(name) ? undefined : 'traefik.entryPoints';
    case 'experimental':
      return findMissingPlugin(traefik, argument);
    case 'certificatesresolvers':
      return findMissingResolver(traefik, argument);
    default:
      return undefined;
  }
}

function findDisabledProvider({ providers }: TraefikPlan, lower: string): string | undefined {
  const names = Object.keys(providers) as readonly (keyof TraefikPlan['providers'])[];
  const own = names.find((one) => one.toLowerCase() === lower);
  return own === undefined || providers[own] ? undefined : `traefik.providers.${own}`;
}

/** k3s-netstack adds `traefik` and `metrics`, for probes and Prometheus. */
function listEntryPoints({ entryPoints, metrics }: TraefikPlan): readonly string[] {
  const own = ['web', 'websecure', 'traefik', ...(metrics ? ['metrics'] : [])];
  return [...own, ...entryPoints.map(({ name }) => name)];
}

function findMissingPlugin(traefik: TraefikPlan, argument: string): string | undefined {
  const [, kind, name = ''] = argument.toLowerCase().split('.');
  const key = kind === 'plugins' ? 'plugins' : kind === 'localplugins' ? 'localPlugins' : undefined;
  if (key === undefined || traefik[key].some((one) => one.name === name)) return undefined;
  return `traefik.${key}`;
}

/** A resolver for Tailscale has no key of the profile. */
function findMissingResolver({ certificateResolvers }: TraefikPlan, argument: string): string | undefined {
  const [, name = '', kind] = argument.toLowerCase().split('.');
  if (kind !== 'acme' || certificateResolvers.some((one) => one.name === name)) return undefined;
  return 'traefik.certificateResolvers';
}
