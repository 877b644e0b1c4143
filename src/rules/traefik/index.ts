import { traefikCrdProviderNeeded } from './traefik-crd-provider-needed';
import { traefikDashboardHostTaken } from './traefik-dashboard-host-taken';
import { traefikEntrypointNameTaken } from './traefik-entrypoint-name-taken';
import { traefikEntrypointPortTaken } from './traefik-entrypoint-port-taken';
import { traefikExposedPortTaken } from './traefik-exposed-port-taken';
import { traefikGatewayCrdsMissing } from './traefik-gateway-crds-missing';
import { traefikRedirectWithoutCertificate } from './traefik-redirect-without-certificate';
import { traefikReplicasExceedNodes } from './traefik-replicas-exceed-nodes';
import { traefikTrustedProxyUnseen } from './traefik-trusted-proxy-unseen';
import { traefikTrustsEveryone } from './traefik-trusts-everyone';
import { traefikUdpAddressApart } from './traefik-udp-address-apart';
import type { NetworkRule } from '../network-rule';

export const traefik: readonly NetworkRule[] = [
  traefikCrdProviderNeeded,
  traefikDashboardHostTaken,
  traefikEntrypointNameTaken,
  traefikEntrypointPortTaken,
  traefikExposedPortTaken,
  traefikGatewayCrdsMissing,
  traefikRedirectWithoutCertificate,
  traefikReplicasExceedNodes,
  traefikTrustedProxyUnseen,
  traefikTrustsEveryone,
  traefikUdpAddressApart,
];
