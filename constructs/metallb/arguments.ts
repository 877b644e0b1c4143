import type { k8s } from 'cdk8s-plus-27';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT } from './metrics';

/** The arguments that controller and speaker share. */
export function commonArguments({ logLevel, loadBalancerClass }: MetalLbSettings): string[] {
  return [
    `--port=${METRICS_PORT}`,
    `--log-level=${logLevel}`,
    ...(loadBalancerClass === undefined ? [] : [`--lb-class=${loadBalancerClass}`]),
  ];
}

/** The environment variables that controller and speaker share. */
export function commonEnvironment({ bgpBackend }: MetalLbSettings): k8s.EnvVar[] {
  return [{ name: 'METALLB_BGP_TYPE', value: bgpBackend }, fromField('METALLB_POD_NAME', 'metadata.name')];
}

/** A variable whose value is a field of the pod. */
export function fromField(name: string, fieldPath: string): k8s.EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
