import type { k8s } from 'cdk8s-plus-27';

/** A container with these capabilities, without privilege escalation, and with a read-only root file system. */
export function createSecurityContext(...capabilities: readonly string[]): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'], ...(capabilities.length > 0 && { add: [...capabilities] }) },
    readOnlyRootFilesystem: true,
  };
}

/** The container runtime's default seccomp profile; without one a pod may use every system call. */
export const RUNTIME_DEFAULT: k8s.PodSecurityContext = { seccompProfile: { type: 'RuntimeDefault' } };

/** User and group 65534, with read access to the mounted volumes. */
export const AS_NOBODY: k8s.PodSecurityContext = {
  ...RUNTIME_DEFAULT,
  runAsNonRoot: true,
  runAsUser: 65534,
  fsGroup: 65534,
};
