import type { NetworkPlan } from '../plan/model';
import { instruct, run } from '../steps';
import type { Step } from '../steps';
import type { Change } from './change';
import { showList } from './change';

/** Pods keep the resolv.conf that they were created with. */
const RECREATE_PODS: Step = {
  id: 'recreate-pods-dns',
  title: 'Recreate the pods, which keep the resolv.conf that they were created with.',
  actions: [
    run('kubectl', 'get', 'pods', '-A', '-o', 'wide'),
    instruct('Delete every pod that is older than the restart; its controller creates a new one.'),
  ],
};

/** The cluster DNS is written to the resolv.conf of every pod. */
export function* findDnsChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [showList(before.clusterDns), showList(after.clusterDns)];
  if (was !== is && showList(before.serviceCidr) === showList(after.serviceCidr)) {
    yield {
      cost: 'interrupts',
      at: ['clusterDns'],
      message: `The address of the cluster DNS changes from ${was} to ${is}.`,
      consequence:
        'The address of a Service is immutable, and running pods keep asking the old one: names fail until the Service and the pods are recreated.',
      restarts: 'all',
      steps: { 'before-restart': [deleteDnsService()], 'after-apply': [RECREATE_PODS] },
    };
  }
  if (before.clusterDomain !== after.clusterDomain) {
    yield {
      cost: 'interrupts',
      at: ['clusterDomain'],
      message: `The cluster domain changes from ${before.clusterDomain} to ${after.clusterDomain}.`,
      consequence:
        'Running pods keep searching the old domain, and every full name in the old domain stops resolving.',
      restarts: 'all',
      steps: { 'after-apply': [RECREATE_PODS] },
    };
  }
}

function deleteDnsService(): Step {
  return {
    id: 'delete-dns-service',
    title:
      'Delete the Service of the cluster DNS; k3s or the manifests create it again with the new address.',
    interrupts: { what: 'Every name in the cluster, until the pods have the new address' },
    actions: [run('kubectl', '-n', 'kube-system', 'delete', 'service', 'kube-dns')],
  };
}
