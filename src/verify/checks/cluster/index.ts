import type { Check } from '../../check';
import { bgpSessions } from './bgp-sessions';
import { corednsAnswers } from './coredns-answers';
import { corednsForwards } from './coredns-forwards';
import { corednsRewrites } from './coredns-rewrites';
import { helmCharts } from './helm-charts';
import { ingressClass } from './ingress-class';
import { k3sAddons } from './k3s-addons';
import { loadBalancerAddresses } from './load-balancer-addresses';
import { metallbAnnounced } from './metallb-announced';
import { metallbSurplus } from './metallb-surplus';
import { metallbWebhooks } from './metallb-webhooks';
import { objectsAsWritten } from './objects-as-written';
import { otherLoadBalancers } from './other-load-balancers';
import { packagedPartsOff } from './packaged-parts-off';
import { podTraffic } from './pod-traffic';
import { secretsExist } from './secrets-exist';
import { serviceAddresses } from './service-addresses';
import { serviceCidrs } from './service-cidrs';
import { workloadsReady } from './workloads-ready';

/** The checks of the cluster's objects and of CoreDNS, workloads before what they serve. */
export const CLUSTER_CHECKS: readonly Check[] = [
  packagedPartsOff,
  k3sAddons,
  helmCharts,
  objectsAsWritten,
  workloadsReady,
  serviceCidrs,
  serviceAddresses,
  corednsAnswers,
  corednsForwards,
  corednsRewrites,
  metallbWebhooks,
  metallbSurplus,
  loadBalancerAddresses,
  otherLoadBalancers,
  metallbAnnounced,
  bgpSessions,
  ingressClass,
  secretsExist,
  podTraffic,
];
