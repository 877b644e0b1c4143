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

/** A limit of the kernel that the whole host shares. */
export interface KernelLimit {
  /** Below `/proc/sys`. */
  readonly path: string;
  readonly atLeast: number;
}

/**
 * What one machine's usual limits leave too little of for many kubelets: each watches files by some 20 instances, and
 * a node whose kubelet gets none never becomes Ready.
 *
 * @see https://man7.org/linux/man-pages/man7/inotify.7.html
 */
export const KERNEL_LIMITS: readonly KernelLimit[] = [
  { path: 'fs/inotify/max_user_instances', atLeast: 8192 },
  { path: 'fs/inotify/max_user_watches', atLeast: 524_288 },
];
