import { serviceLbLabels } from '../servicelb';
import { TRAEFIK } from './identity';
import type { IpFamily, ServiceOptions } from './service-options';
import { servicePorts } from './service-ports';
import type { TraefikOptions } from './traefik-options';

/** The options of the Service; two Services get a key with which they may share an address. */
export function sharedService(options: TraefikOptions): ServiceOptions {
  const { service = {} } = options;
  const allowSharedIp = service.allowSharedIp ?? (servicePorts(options).udp.length > 0 ? TRAEFIK : undefined);
  return { ...service, ...(allowSharedIp !== undefined && { allowSharedIp }) };
}

/** The annotations for load balancers, in a fixed order. */
export function serviceAnnotations(service: ServiceOptions): Readonly<Record<string, string>> {
  const { loadBalancerIPs = [], ipAddressPool, allowSharedIp, annotations } = service;
  return {
    ...(loadBalancerIPs.length > 0 && { 'metallb.io/loadBalancerIPs': loadBalancerIPs.join(',') }),
    ...(ipAddressPool !== undefined && { 'metallb.io/address-pool': ipAddressPool }),
    ...(allowSharedIp !== undefined && { 'metallb.io/allow-shared-ip': allowSharedIp }),
    ...annotations,
  };
}

/** The labels for load balancers. */
export function serviceLabels({ lbpool, labels }: ServiceOptions): Readonly<Record<string, string>> {
  return { ...serviceLbLabels(lbpool), ...labels };
}

/** The fields of the Service that concern addresses: those that are set, or follow from others. */
export function serviceAddressing(service: ServiceOptions) {
  const { loadBalancerClass, externalTrafficPolicy } = service;
  const families = familiesOf(service.loadBalancerIPs ?? []);
  const single = families.length === 1;
  const ipFamilyPolicy = service.ipFamilyPolicy ?? (single ? 'SingleStack' : undefined);
  const ipFamilies =
    service.ipFamilies ?? (single && ipFamilyPolicy === 'SingleStack' ? families : undefined);
  return {
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    ...(externalTrafficPolicy !== undefined && { externalTrafficPolicy }),
    ...(ipFamilyPolicy !== undefined && { ipFamilyPolicy }),
    ...(ipFamilies !== undefined && { ipFamilies: [...ipFamilies] }),
  };
}

function familiesOf(addresses: readonly string[]): readonly IpFamily[] {
  const families = addresses.map((address): IpFamily => (address.includes(':') ? 'IPv6' : 'IPv4'));
  return [...new Set(families)];
}
