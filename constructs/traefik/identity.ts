import { VERSIONS } from '../../src/versions';
import type { LabelProps, Labels } from '../labels';
import { labels, selectorLabels } from '../labels';

/** The name of the objects that others refer to: Service, IngressClass, GatewayClass, ClusterRole. */
export const TRAEFIK = 'traefik';

/** The name of the Service for UDP ports that have the number of a TCP port; Traefik's chart uses the same. */
export const TRAEFIK_UDP = 'traefik-udp';

/** The namespace of a standalone Traefik. */
export const TRAEFIK_NAMESPACE = 'traefik';

const IDENTITY: LabelProps = { name: TRAEFIK };

/** Labels of the objects of a standalone Traefik. */
export function installLabels(): Labels {
  return labels({ ...IDENTITY, version: VERSIONS.traefik });
}

/** Labels of Traefik's configuration, which has no version. */
export function configLabels(): Labels {
  return labels(IDENTITY);
}

/** Labels that select the pods. */
export function traefikSelector(): Labels {
  return selectorLabels(IDENTITY);
}

/** The image of a standalone Traefik. */
export function traefikImage(): string {
  return `docker.io/traefik:v${VERSIONS.traefik}`;
}
