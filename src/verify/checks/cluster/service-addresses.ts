import type { Cidr } from '../../../address';
import { Address, contains } from '../../../address';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';
import { isNamed, titleOf } from '../../objects/live-objects';
import { cidrsOf, OWN_SERVICE_CIDR, readServiceCidrs } from '../../objects/service-cidrs';
import type { Service } from '../../objects/services';
import { readServices } from '../../objects/services';

/** The service network that is really in use. */
export const serviceAddresses: ClusterCheck = {
  id: 'service-addresses',
  scope: 'cluster',
  title: 'Services have addresses of serviceCidr, and DNS and the API server the planned ones',
  why: 'serviceCidr is fixed when the cluster is made. A cluster made with another one keeps it, whatever the config says today, and pods ask a DNS server that is not there.',
  async *look({ plan, cluster }: Verification) {
    const services = await readServices(cluster);
    yield own(services, 'kubernetes', 'default', [plan.apiServiceAddress]);
    if (plan.coredns.mode !== 'none') yield own(services, 'kube-dns', 'kube-system', plan.clusterDns);
    // What is wrong with a further network is another check's business.
    const further = ((await readServiceCidrs(cluster)) ?? []).filter(
      ({ metadata }) => metadata.name !== OWN_SERVICE_CIDR,
    );
    const cidrs = [...plan.serviceCidr, ...further.flatMap(cidrsOf)];
    const strangers = services.filter((service) => !addressesOf(service).every((one) => isOf(cidrs, one)));
    const networks = cidrs.map(String).join(', ');
    yield* strangers.map((service) => outside(service, networks));
    if (strangers.length === 0)
      yield holds({ looked: `${services.length} Services`, found: `all in ${networks}`, planned: networks });
  },
};

function addressesOf({ spec }: Service): readonly string[] {
  return (spec.clusterIPs ?? []).filter((address) => address !== 'None');
}

function isOf(cidrs: readonly Cidr[], text: string): boolean {
  const address = Address.parse(text);
  return cidrs.some((cidr) => contains(cidr, address));
}

/** A dual-stack cluster may give a Service one family only: the first has to be there. */
function own(
  services: readonly Service[],
  name: string,
  namespace: string,
  addresses: readonly Address[],
): Observation {
  const service = services.find((one) => isNamed(one, name, namespace));
  const found =
    service === undefined ? [] : addressesOf(service).map((text) => Address.parse(text).toString());
  const planned = addresses.map(String);
  return compared(found.length > 0 && found.every((address) => planned.includes(address)), {
    looked: `clusterIPs of Service ${namespace}/${name}`,
    found: found.join(', ') || 'no such Service',
    planned: planned.join(', '),
    next:
      name === 'kube-dns'
        ? 'see cluster-dns of every server, restart k3s there, and delete the Service so that it is made anew'
        : 'a cluster keeps the service network that it was made with: write that one into the profile, or make the cluster anew',
  });
}

function outside(service: Service, networks: string): Observation {
  return fails({
    looked: `clusterIPs of ${titleOf('Service', service.metadata)}`,
    found: addressesOf(service).join(', '),
    planned: `addresses of ${networks}`,
    next: 'a cluster keeps the service network that it was made with: write that one into the profile, or make the cluster anew',
  });
}
