import type { NetworkPlan } from '../../network';
import { Address, bgpAdvertisementsOf, l2AdvertisementsOf, metalLbServices, poolWith } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import { compared } from '../finding';
import type { ObjectMeta } from './objects/live-objects';
import { isNamed, readList } from './objects/live-objects';
import { givenAddresses, readServices } from './objects/services';

/** What a speaker says that it announces. */
interface Announcement {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly node?: string;
    readonly serviceName?: string;
    readonly serviceNamespace?: string;
  };
}

/** Who announces each address that was given. */
export const metallbAnnounced: ClusterCheck = {
  id: 'metallb-announced',
  scope: 'cluster',
  title: 'every address that MetalLB gave is announced by some node',
  why: 'An address that is given and not announced looks well in kubectl, and no packet ever comes for it.',
  applies: (plan) => metalLbServices(plan).length > 0,
  async *look({ plan, cluster }: Verification) {
    const services = await readServices(cluster);
    for (const { name, namespace } of metalLbServices(plan)) {
      const live = services.find((service) => isNamed(service, name, namespace));
      const given = givenAddresses(live);
      // Whether it has an address is another check's business.
      if (given.length === 0) continue;
      for (const kind of kindsOf(plan, given)) {
        const list = (await readList<Announcement>(cluster, 'metallb.io/v1beta1', kind)) ?? [];
        const nodes = list.filter(
          ({ status }) => status?.serviceName === name && status.serviceNamespace === namespace,
        );
        const names = nodes.flatMap(({ status }) => status?.node ?? []).sort();
        yield compared(names.length > 0, {
          looked: `${kind} of Service ${namespace}/${name} (${given.join(', ')})`,
          found: names.length === 0 ? 'nobody announces it' : names.join(', '),
          planned: kind === 'ServiceL2Status' ? 'one node' : 'the nodes that may announce it',
          next: `kubectl -n metallb-system logs daemonset/speaker --all-pods | grep ${name}`,
        });
      }
    }
  },
};

/** By what the pools of these addresses are announced. */
function kindsOf({ metallb }: NetworkPlan, given: readonly string[]): readonly string[] {
  if (metallb === undefined) return [];
  const pools = given.flatMap((text) => poolWith(metallb.ipAddressPools, Address.parse(text)) ?? []);
  return [
    ...(pools.some((pool) => l2AdvertisementsOf(metallb, pool).length > 0) ? ['ServiceL2Status'] : []),
    ...(pools.some((pool) => bgpAdvertisementsOf(metallb, pool).length > 0) ? ['ServiceBGPStatus'] : []),
  ];
}
