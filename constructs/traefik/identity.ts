import { VERSIONS } from '../../src/versions';
import type { LabelProps, Labels } from '../labels';
import { labels, selectorLabels } from '../labels';

/** Name of everything that others refer to: Service, IngressClass, GatewayClass, ClusterRole. */
export const TRAEFIK = 'traefik';

/** Name of the Service for UDP ports that have the number of a TCP port; the chart calls it the same. */
export const TRAEFIK_UDP = 'traefik-udp';

/** The namespace of an install of one's own. */
export const TRAEFIK_NAMESPACE = 'traefik';

const IDENTITY: LabelProps = { name: TRAEFIK };

/** Labels of what an install of one's own is made of. */
export function installLabels(): Labels {
  return labels({ ...IDENTITY, version: VERSIONS.traefik });
}

/** Labels of what configures Traefik, whichever version that is. */
export function configLabels(): Labels {
  return labels(IDENTITY);
}

/** Labels that find the pods. */
export function traefikSelector(): Labels {
  return selectorLabels(IDENTITY);
}

/** The image of an install of one's own. */
export function traefikImage(): string {
  return `docker.io/traefik:v${VERSIONS.traefik}`;
}
