import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { bgpAdvertisementsOf, l2AdvertisementsOf, findLoadBalancer, findPoolWith } from '../../../plan';
import { quoteCommand } from '../../../terminal/quote-command';
import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import type { AnnouncementKind } from '../../objects/announcements';
import { listAnnouncers, readAnnouncements } from '../../objects/announcements';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { formatTitle } from '../../objects/live-objects';
import { parseAssignedAddresses, isLoadBalancer, readServices } from '../../objects/services';

/** The nodes that announce each assigned address. */
export const metallbAnnounced: ClusterCheck = {
  id: 'metallb-announced',
  scope: 'cluster',
  title: 'a node announces every address that MetalLB assigned',
  why: 'kubectl shows an assigned address, but no client reaches it until a node announces it.',
  dependsOn: ['load-balancer-addresses', 'metallb-memberlist', 'node-labels'],
  applies: ({ metallb }) => metallb !== undefined,
  async *observe({ plan, cluster }: VerifyContext) {
    const services = (await readServices(cluster)).filter(
      (service) =>
        isLoadBalancer(service) && findLoadBalancer(plan, service.spec.loadBalancerClass) === 'metallb',
    );
    for (const service of services) {
      const { name } = service.metadata;
      // Other checks report a missing or wrong address.
      const assigned = parseAssignedAddresses(service);
      for (const kind of listKinds(plan, assigned)) {
        const names = listAnnouncers(await readAnnouncements(cluster, kind), service.metadata);
        yield passIf(names.length > 0, {
          subject: `${kind} of ${formatTitle('Service', service.metadata)} (${assigned.map(String).join(', ')})`,
          found: names.length === 0 ? 'no node announces it' : names.join(', '),
          components: ['metallb', name, ...assigned.map(String)],
          planned: kind === 'ServiceL2Status' ? 'one node' : 'the nodes that may announce it',
          next: `check that a pod of it is ready (${formatKubectlFor(service.metadata, 'get', 'endpointslices', '-l', `kubernetes.io/service-name=${name}`)}); kubectl -n metallb-system logs daemonset/speaker --all-pods | ${quoteCommand(['grep', name])}`,
        });
      }
    }
  },
};

/** The protocols that announce the pools of these addresses. */
function listKinds({ metallb }: NetworkPlan, assigned: readonly Address[]): readonly AnnouncementKind[] {
  if (metallb === undefined) return [];
  const pools = assigned.flatMap((address) => findPoolWith(metallb.ipAddressPools, address) ?? []);
  const kinds: AnnouncementKind[] = [];
  if (pools.some((pool) => l2AdvertisementsOf(metallb, pool).length > 0)) kinds.push('ServiceL2Status');
  if (pools.some((pool) => bgpAdvertisementsOf(metallb, pool).length > 0)) kinds.push('ServiceBGPStatus');
  return kinds;
}
