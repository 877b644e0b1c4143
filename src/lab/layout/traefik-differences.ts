import { Unreadable } from '../../address';
import type { NetworkPlan } from '../../plan';
import { K3sVersion, lookUpK3sFacts } from '../../releases';
import type { K3sBinary } from '../host/host-facts';

/**
 * Whether the lab installs the Gateway API CRDs: the user installs them, or the profile's k3s packages them and the
 * lab's does not.
 */
export function needsGatewayCrds({ traefik }: NetworkPlan, { version }: K3sBinary): boolean {
  if (traefik.mode !== 'standalone' || !traefik.providers.kubernetesGateway) return false;
  if (traefik.gatewayCrds === 'external') return true;
  return traefik.gatewayCrds === 'packaged' && !packagesGatewayCrds(version);
}

/** A k3s that is no release is expected to be newer than those without these CRDs. */
function packagesGatewayCrds(version: string): boolean {
  try {
    return lookUpK3sFacts(K3sVersion.parse(version)).packagesGatewayApiCrds;
  } catch (error) {
    if (error instanceof Unreadable) return true;
    throw error;
  }
}

/** What Traefik needs and a lab replaces. */
export function describeTraefik(plan: NetworkPlan, k3s: K3sBinary, hasWayOut: boolean): readonly string[] {
  const { mode, plugins, localPlugins, certificateResolvers } = plan.traefik;
  if (mode === 'none') return [];
  const resolvers = certificateResolvers.filter(({ caConfigMap }) => caConfigMap !== undefined);
  return [
    ...(needsGatewayCrds(plan, k3s)
      ? [
          'the Gateway API CRDs are those of the lab: GatewayClass, Gateway and HTTPRoute, others without a schema',
        ]
      : []),
    ...(plugins.length === 0 || hasWayOut
      ? []
      : [`Traefik cannot download ${listNames(plugins)}, and runs without any plugin`]),
    ...(localPlugins.length === 0
      ? []
      : [
          `local plugins of Traefik are those of the lab, which pass every request on: ${listNames(localPlugins)}`,
        ]),
    ...(resolvers.length === 0
      ? []
      : [`no CA answers: the root certificate of ${listNames(resolvers)} is one of the lab`]),
  ];
}

function listNames(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}
