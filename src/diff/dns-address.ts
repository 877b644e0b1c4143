import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';
import { restartOrder } from './restarts';

/** The cluster DNS is written into every running pod. */
export function* dnsAddress(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const everyPod =
    'Delete the pods that still have the old one in /etc/resolv.conf; their controllers make new ones.';
  const [was, is] = [before.clusterDns.join(','), after.clusterDns.join(',')];
  if (was !== is && before.serviceCidr.join(',') === after.serviceCidr.join(',')) {
    yield {
      cost: 'interrupts',
      at: ['clusterDns'],
      message: `The cluster DNS was at ${was} and is to be at ${is}.`,
      consequence:
        "A Service's address cannot be changed, and running pods keep asking the old one: names fail until both are new.",
      steps: ['kubectl -n kube-system delete service kube-dns', restartOrder(after, true), everyPod],
    };
  }
  if (before.clusterDomain !== after.clusterDomain) {
    yield {
      cost: 'interrupts',
      at: ['clusterDomain'],
      message: `The cluster domain was ${before.clusterDomain} and is to be ${after.clusterDomain}.`,
      consequence:
        'Running pods keep searching the old domain, and everything that names it in full stops resolving.',
      steps: [restartOrder(after, true), everyPod],
    };
  }
}
