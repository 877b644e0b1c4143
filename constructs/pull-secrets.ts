import type { k8s } from 'cdk8s-plus-27';

/** The Secrets of a pod by which the kubelet pulls its images; no field without any. */
export function pullSecrets(names: readonly string[] = []): Pick<k8s.PodSpec, 'imagePullSecrets'> {
  return names.length > 0 ? { imagePullSecrets: names.map((name) => ({ name })) } : {};
}
