import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { bgpAdvertisementsOf, l2AdvertisementsOf, findLoadBalancer, findPoolWith } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import { compared } from '../../finding';
import type { AnnouncementKind } from '../../objects/announcements';
import { announcersOf, readAnnouncements } from '../../objects/announcements';
import { titleOf } from '../../objects/live-objects';
import { balancedAddresses, isLoadBalancer, readServices } from '../../objects/services';

/** Who announces each address that was given. */
export const metallbAnnounced: ClusterCheck = {
  id: 'metallb-announced',
  scope: 'cluster',
  title: 'every address that MetalLB gave is announced by some node',
  why: 'An address that is given and not announced looks well in kubectl, and no packet ever comes for it.',
  applies: ({ metallb }) => metallb !== undefined,
  async *look({ plan, cluster }: Verification) {
    const services = (await readServices(cluster)).filter(
      (service) =>
        isLoadBalancer(service) && findLoadBalancer(plan, service.spec.loadBalancerClass) === 'metallb',
    );
    for (const service of services) {
      const { name, namespace } = service.metadata;
      // Whether it has an address, and the right one, is another check's business.
      const given = balancedAddresses(service);
      for (const kind of kindsOf(plan, given)) {
        const names = announcersOf(await readAnnouncements(cluster, kind), service.metadata);
        yield compared(names.length > 0, {
          looked: `${kind} of ${titleOf('Service', service.metadata)} (${given.map(String).join(', ')})`,
          found: names.length === 0 ? 'nobody announces it' : names.join(', '),
          planned: kind === 'ServiceL2Status' ? 'one node' : 'the nodes that may announce it',
          next: `see that a pod behind it is ready (kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name}); kubectl -n metallb-system logs daemonset/speaker --all-pods | grep ${name}`,
        });
      }
    }
  },
};

/** By what the pools of these addresses are announced. */
function kindsOf({ metallb }: NetworkPlan, given: readonly Address[]): readonly AnnouncementKind[] {
  if (metallb === undefined) return [];
  const pools = given.flatMap((address) => findPoolWith(metallb.ipAddressPools, address) ?? []);
  const kinds: AnnouncementKind[] = [];
  if (pools.some((pool) => l2AdvertisementsOf(metallb, pool).length > 0)) kinds.push('ServiceL2Status');
  if (pools.some((pool) => bgpAdvertisementsOf(metallb, pool).length > 0)) kinds.push('ServiceBGPStatus');
  return kinds;
}
