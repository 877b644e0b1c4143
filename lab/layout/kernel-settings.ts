/** A setting of the kernel that the whole host has once. */
export interface KernelSetting {
  /** Below `/proc/sys`. */
  readonly path: string;
  /** What the kubelet sets it to. */
  readonly value: string;
}

/**
 * What the kubelet sets. A node sees files with these values in place of the settings, so that the kubelet finds
 * nothing to do and the host keeps its own; k3s's other settings are of the network, which a node has of its own.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ at --protect-kernel-defaults
 */
export const KERNEL_SETTINGS: readonly KernelSetting[] = [
  { path: 'vm/overcommit_memory', value: '1' },
  { path: 'vm/panic_on_oom', value: '0' },
  { path: 'kernel/panic', value: '10' },
  { path: 'kernel/panic_on_oops', value: '1' },
  { path: 'kernel/keys/root_maxkeys', value: '1000000' },
  { path: 'kernel/keys/root_maxbytes', value: '25000000' },
];
