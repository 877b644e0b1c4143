import type { k8s } from 'cdk8s-plus-27';

/** No capability but these, no way to more, nothing to write to but mounted volumes. */
export function confined(...capabilities: readonly string[]): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'], ...(capabilities.length > 0 && { add: [...capabilities] }) },
    readOnlyRootFilesystem: true,
  };
}

/** What the container runtime allows by default; without it a pod may make any system call. */
export const RUNTIME_DEFAULT: k8s.PodSecurityContext = { seccompProfile: { type: 'RuntimeDefault' } };

/** As nobody, who may read the volumes that are mounted. */
export const AS_NOBODY: k8s.PodSecurityContext = {
  ...RUNTIME_DEFAULT,
  runAsNonRoot: true,
  runAsUser: 65534,
  fsGroup: 65534,
};
