import type { k8s } from 'cdk8s-plus-27';
import type { Labels } from '../labels';
import { serviceAddressing, serviceAnnotations, serviceLabels } from '../traefik/service-metadata';
import type { LoadBalancerExposure } from './http-sample-props';

/** The Service of a sample: of type LoadBalancer where it has an address of its own. */
export function sampleService(
  metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels },
  loadBalancer: LoadBalancerExposure | undefined,
  spec: k8s.ServiceSpec,
): k8s.KubeServiceProps {
  const annotations = loadBalancer ? serviceAnnotations(loadBalancer) : {};
  return {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...(loadBalancer && serviceLabels(loadBalancer)) },
      ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
    },
    spec: { ...(loadBalancer && { type: 'LoadBalancer', ...serviceAddressing(loadBalancer) }), ...spec },
  };
}
