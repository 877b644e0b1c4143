import { sampleEntrypointInternal } from './sample-entrypoint-internal';
import { sampleEntrypointUdp } from './sample-entrypoint-udp';
import { sampleEntrypointUnknown } from './sample-entrypoint-unknown';
import { sampleHostResolvesElsewhere } from './sample-host-resolves-elsewhere';
import { sampleHttprouteUnserved } from './sample-httproute-unserved';
import { sampleIngressUnserved } from './sample-ingress-unserved';
import { sampleIngressrouteUnserved } from './sample-ingressroute-unserved';
import { sampleNameDuplicate } from './sample-name-duplicate';
import { sampleNameTaken } from './sample-name-taken';
import { sampleRouteDuplicate } from './sample-route-duplicate';
import { sampleRouteRedirectedAway } from './sample-route-redirected-away';
import { sampleRouteWithoutTraefik } from './sample-route-without-traefik';
import { sampleRuleInvalid } from './sample-rule-invalid';
import { sampleRuleMisleading } from './sample-rule-misleading';
import { sampleRuleNeedsNewerTraefik } from './sample-rule-needs-newer-traefik';
import { sampleTlsOnWeb } from './sample-tls-on-web';
import { sampleUnexposed } from './sample-unexposed';
import type { NetworkRule } from '../network-rule';

export const samples: readonly NetworkRule[] = [
  sampleEntrypointInternal,
  sampleEntrypointUdp,
  sampleEntrypointUnknown,
  sampleHostResolvesElsewhere,
  sampleHttprouteUnserved,
  sampleIngressUnserved,
  sampleIngressrouteUnserved,
  sampleNameDuplicate,
  sampleNameTaken,
  sampleRouteDuplicate,
  sampleRouteRedirectedAway,
  sampleRouteWithoutTraefik,
  sampleRuleInvalid,
  sampleRuleMisleading,
  sampleRuleNeedsNewerTraefik,
  sampleTlsOnWeb,
  sampleUnexposed,
];
