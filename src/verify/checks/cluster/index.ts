import type { Check } from '../../check';
import { bgpSessions } from './bgp-sessions';
import { competingControllers } from './competing-controllers';
import { corednsAnswers } from './coredns-answers';
import { corednsConfig } from './coredns-config';
import { corednsForwards } from './coredns-forwards';
import { corednsRewrites } from './coredns-rewrites';
import { duplicateIdentities } from './duplicate-identities';
import { expectations } from './expectations';
import { externalIps } from './external-ips';
import { helmCharts } from './helm-charts';
import { hostPorts } from './host-ports';
import { hostRoutes } from './host-routes';
import { ingressClass } from './ingress-class';
import { k3sAddons } from './k3s-addons';
import { loadBalancerAddresses } from './load-balancer-addresses';
import { metallbAnnounced } from './metallb-announced';
import { metallbMemberlist } from './metallb-memberlist';
import { metallbSurplus } from './metallb-surplus';
import { metallbWebhooks } from './metallb-webhooks';
import { networkPolicies } from './network-policies';
import { objectsAsWritten } from './objects-as-written';
import { otherLoadBalancers } from './other-load-balancers';
import { packagedPartsOff } from './packaged-parts-off';
import { podTraffic } from './pod-traffic';
import { secretsExist } from './secrets-exist';
import { serviceAddresses } from './service-addresses';
import { serviceCidrs } from './service-cidrs';
import { serviceEndpoints } from './service-endpoints';
import { webhookServices } from './webhook-services';
import { workloadsReady } from './workloads-ready';

/** The checks of the cluster's objects and of CoreDNS, workloads before what they serve. */
export const CLUSTER_CHECKS: readonly Check[] = [
  duplicateIdentities,
  packagedPartsOff,
  competingControllers,
  hostPorts,
  k3sAddons,
  helmCharts,
  objectsAsWritten,
  workloadsReady,
  networkPolicies,
  webhookServices,
  corednsConfig,
  serviceCidrs,
  serviceAddresses,
  serviceEndpoints,
  corednsAnswers,
  corednsForwards,
  corednsRewrites,
  metallbWebhooks,
  metallbMemberlist,
  metallbSurplus,
  loadBalancerAddresses,
  otherLoadBalancers,
  externalIps,
  metallbAnnounced,
  bgpSessions,
  ingressClass,
  hostRoutes,
  secretsExist,
  podTraffic,
  expectations,
];
