import type { ProfileInput } from '../../../profile/schema/profile';
import { isMap } from '../../observed/fields';
import type { Fields } from '../../observed/fields';
import type { ObservedObject } from '../../observed/observed-network';
import { readService } from './service';

type TraefikValues = NonNullable<ProfileInput['traefik']>;
type ServiceInput = NonNullable<TraefikValues['service']>;
type AdditionalInput = NonNullable<ServiceInput['additionalServices']>[number];

/** Annotations and labels that follow from other keys of the profile. */
const IMPLIED =
  /^(?:metallb\.io\/|metallb\.universe\.tf\/|app\.kubernetes\.io\/|svccontroller\.k3s\.cattle\.io\/|kubectl\.|objectset\.|meta\.helm|helm\.sh)/;

/** Type, families and annotations of a Service that a profile can have. */
export function readServiceShape(
  type: string | undefined,
  annotations: unknown,
  spec: Fields,
  addresses: number,
): ServiceInput {
  const families = [...spec.texts('ipFamilies')];
  const policy = spec.text('ipFamilyPolicy');
  const own = readOwn(annotations);
  // One fixed address makes a Service single-stack.
  const isImplied = addresses === 1 ? policy === 'SingleStack' : policy === 'PreferDualStack';
  return {
    ...((type === 'ClusterIP' || type === 'NodePort') && { type }),
    ...(Object.keys(own).length > 0 && { annotations: own }),
    ...(policy !== undefined && !isImplied && { ipFamilyPolicy: policy as ServiceInput['ipFamilyPolicy'] }),
    ...(families.length > 0 &&
      !(addresses === 1 && policy === 'SingleStack' && families.length === 1) && {
        ipFamilies: families as ServiceInput['ipFamilies'],
      }),
  };
}

/** The entries of annotations or labels that users wrote. */
export function readOwn(entries: unknown): Readonly<Record<string, string>> {
  if (!isMap(entries)) return {};
  const own = Object.entries(entries).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !IMPLIED.test(entry[0]),
  );
  return Object.fromEntries(own);
}

/** A further Service of a standalone Traefik, `traefik-<name>`. */
export function importAdditional(service: ObservedObject): AdditionalInput {
  const metadata = service.fields.at('metadata');
  const spec = service.fields.at('spec');
  const entryPoints = spec.list('ports').flatMap((port) => port.text('name') ?? []);
  const addressing = readAddressing(metadata.at('annotations'), spec);
  const addresses = addressing.loadBalancerIPs;
  const count = Array.isArray(addresses) ? addresses.length : 0;
  return {
    name: service.name.replace(/^traefik-/, ''),
    ...addressing,
    ...readServiceShape(spec.text('type'), metadata.take('annotations'), spec, count),
    ...(entryPoints.join() !== 'web,websecure' && { entryPoints }),
  };
}

/** What a further Service requests of the load balancer. */
export function readAddressing(annotations: Fields, spec: Fields) {
  const { loadBalancerIPs, ipAddressPool, externalTrafficPolicy } = readService(annotations, spec);
  return {
    ...(loadBalancerIPs !== undefined && { loadBalancerIPs }),
    ...(ipAddressPool !== undefined && { ipAddressPool }),
    ...(externalTrafficPolicy !== undefined && { externalTrafficPolicy }),
  };
}
