import type { Cidr } from '../../../address';
import { Address, contains } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';
import { isNamed, formatTitle } from '../../objects/live-objects';
import { parseCidrs, OWN_SERVICE_CIDR, readServiceCidrs } from '../../objects/service-cidrs';
import type { LiveService } from '../../objects/services';
import { readServices } from '../../objects/services';

/** The cluster IPs of Services. */
export const serviceAddresses: ClusterCheck = {
  id: 'service-addresses',
  scope: 'cluster',
  title: 'Services have addresses of serviceCidr, and DNS and the API server their planned ones',
  why: 'serviceCidr is fixed when the cluster is created. A cluster created with another one keeps it, and pods query a DNS address that does not exist.',
  dependsOn: ['service-cidrs', 'k3s-arguments'],
  async *observe({ plan, cluster }: VerifyContext) {
    const services = await readServices(cluster);
    yield compareService(services, 'kubernetes', 'default', [plan.apiServiceAddress]);
    if (plan.coredns.mode !== 'none')
      yield compareService(services, 'kube-dns', 'kube-system', plan.clusterDns);
    // service-cidrs checks additional networks.
    const additional = ((await readServiceCidrs(cluster)) ?? []).filter(
      ({ metadata }) => metadata.name !== OWN_SERVICE_CIDR,
    );
    const cidrs = [...plan.serviceCidr, ...additional.flatMap(parseCidrs)];
    const outsiders = services.filter(
      (service) => !listClusterIps(service).every((one) => isInAny(cidrs, one)),
    );
    const networks = cidrs.map(String).join(', ');
    yield* outsiders.map((service) => reportOutside(service, networks));
    if (outsiders.length === 0)
      yield pass({ subject: `${services.length} Services`, found: `all in ${networks}`, planned: networks });
  },
};

function listClusterIps({ spec }: LiveService): readonly string[] {
  return (spec.clusterIPs ?? []).filter((address) => address !== 'None');
}

function isInAny(cidrs: readonly Cidr[], text: string): boolean {
  const address = Address.parse(text);
  return cidrs.some((cidr) => contains(cidr, address));
}

/** A dual-stack cluster may assign a Service one family only. */
function compareService(
  services: readonly LiveService[],
  name: string,
  namespace: string,
  addresses: readonly Address[],
): Observation {
  const service = services.find((one) => isNamed(one, name, namespace));
  const found =
    service === undefined ? [] : listClusterIps(service).map((text) => Address.parse(text).toString());
  const planned = addresses.map(String);
  return passIf(found.length > 0 && found.every((address) => planned.includes(address)), {
    subject: `clusterIPs of Service ${namespace}/${name}`,
    found: found.join(', ') || 'no such Service',
    planned: planned.join(', '),
    next:
      name === 'kube-dns'
        ? 'correct cluster-dns of every server, restart k3s there, and delete the Service: k3s creates it again'
        : 'a cluster keeps the serviceCidr that it was created with: set that one in the profile, or create the cluster again',
  });
}

function reportOutside(service: LiveService, networks: string): Observation {
  return fail({
    subject: `clusterIPs of ${formatTitle('Service', service.metadata)}`,
    found: listClusterIps(service).join(', '),
    planned: `addresses of ${networks}`,
    next: 'a cluster keeps the serviceCidr that it was created with: set that one in the profile, or create the cluster again',
  });
}
