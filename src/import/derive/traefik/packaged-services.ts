import type { ProfileInput } from '../../../profile/schema/profile';
import type { Fields } from '../../observed/fields';
import type { ImportContext } from '../context';
import { SERVICELB_TOLERATIONS } from '../scheduling';
import { readService } from './service';
import { readAddressing, readOwn, readServiceShape } from './services';

type TraefikValues = NonNullable<ProfileInput['traefik']>;
type EntryPoints = NonNullable<TraefikValues['entryPoints']>;

/** EntryPoints of the chart that are no further ones. */
export const OWN_ENTRY_POINTS = ['web', 'websecure', 'traefik', 'metrics'];

/** The Services of the chart's values. */
export function readServiceValues(
  context: ImportContext,
  values: Fields,
  entryPoints: EntryPoints,
  evidence: { serviceType?: 'type' | 'spec' },
): TraefikValues {
  const service = values.at('service');
  context.serviceLbTolerations ??= service.at('annotations').text(SERVICELB_TOLERATIONS);
  const spec = service.at('spec').ignore('loadBalancerClass');
  const { allowSharedIp, ...rest } = readService(service.at('annotations'), spec);
  const isSplit = service.boolean('single') === false;
  const tcp = new Set([80, 443, ...entryPoints.filter(isTcp).map(readExposedPort)]);
  const hasHttp3 = readHttp3(values.at('ports').at('websecure'));
  const needsTwo = hasHttp3 || entryPoints.some((one) => !isTcp(one) && tcp.has(readExposedPort(one)));
  const isImplied = isSplit && needsTwo && allowSharedIp === 'traefik' && !spec.has('loadBalancerClass');
  const further = service.at('additionalServices');
  const additionalServices = further.keys.map((name) => ({
    name,
    ...readAdditional(values, name, evidence),
  }));
  const labels = readOwn(service.take('labels'));
  const shape = {
    ...readShape(service, rest.loadBalancerIPs, evidence),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(additionalServices.length > 0 && { additionalServices }),
  };
  return {
    ...rest,
    ...(allowSharedIp !== undefined && !isImplied && { allowSharedIp }),
    ...(Object.keys(shape).length > 0 && { service: shape }),
  };
}

/** The type of a Service is below `spec` since chart 40. */
function readShape(
  service: Fields,
  fixed: TraefikValues['loadBalancerIPs'],
  evidence: { serviceType?: 'type' | 'spec' },
) {
  const [direct, below] = [service.text('type'), service.at('spec').text('type')];
  if (direct ?? below) evidence.serviceType = below === undefined ? 'type' : 'spec';
  const count = Array.isArray(fixed) ? fixed.length : 0;
  return readServiceShape(direct ?? below, service.take('annotations'), service.at('spec'), count);
}

function readAdditional(values: Fields, name: string, evidence: { serviceType?: 'type' | 'spec' }) {
  const service = values.at('service').at('additionalServices').at(name);
  const spec = service.at('spec').ignore('loadBalancerClass');
  const addressing = readAddressing(service.at('annotations'), spec);
  const ports = values.at('ports');
  const entryPoints = [
    'web',
    'websecure',
    ...ports.keys.filter((one) => !OWN_ENTRY_POINTS.includes(one)),
  ].filter((one) => ports.at(one).at('expose').boolean(name) === true);
  return {
    ...addressing,
    ...readShape(service, addressing.loadBalancerIPs, evidence),
    ...(entryPoints.join() !== 'web,websecure' && { entryPoints }),
  };
}

/** The ports of an entryPoint outside the pod. */
export function readPorts(port: Fields) {
  const [nodePort, hostPort] = [port.number('nodePort'), port.number('hostPort')];
  const trustedIPs = [...port.at('proxyProtocol').texts('trustedIPs')];
  return {
    ...(nodePort !== undefined && { nodePort }),
    ...(hostPort !== undefined && { hostPort }),
    ...(trustedIPs.length > 0 && { proxyProtocol: { trustedIPs } }),
  };
}

/** Whether websecure serves HTTP/3. */
export function readHttp3(websecure: Fields): boolean {
  const isOn = websecure.at('http3').boolean('enabled') === true;
  if (isOn) websecure.ignore('targetPort').at('http3').ignore('advertisedPort');
  return isOn;
}

function isTcp({ protocol = 'TCP' }: EntryPoints[number]): boolean {
  return protocol === 'TCP';
}

function readExposedPort({ port, exposedPort = port }: EntryPoints[number]): number {
  return exposedPort;
}
