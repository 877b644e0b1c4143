import { VERSIONS } from '../../src/versions';
import type { LabelProps, Labels } from '../labels';
import { labels, selectorLabels } from '../labels';

/**
 * Name of everything but the Service. Not `coredns`: that is the name of k3s's own, which k3s deletes when it is
 * switched off.
 */
export const CORE_DNS = 'coredns-standalone';

export const NAMESPACE = 'kube-system';

const IDENTITY: LabelProps = { name: 'coredns', instance: CORE_DNS, version: VERSIONS.coredns };

/** By this label the field finds the cluster DNS: network policies, dashboards, kubectl cluster-info. */
const KUBE_DNS = { 'k8s-app': 'kube-dns' };

export function coreDnsLabels(): Labels {
  return { ...KUBE_DNS, ...labels(IDENTITY) };
}

export function coreDnsSelector(): Labels {
  return selectorLabels(IDENTITY);
}

export function coreDnsImage(): string {
  return `docker.io/coredns/coredns:${VERSIONS.coredns}`;
}
