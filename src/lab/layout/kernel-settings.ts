/** A kernel setting of the whole host. */
export interface KernelSetting {
  /** Below `/proc/sys`. */
  readonly path: string;
  /** The value that the kubelet sets. */
  readonly value: string;
}

/**
 * The settings that the kubelet changes. A node sees files with these values in place of the settings, so that the kubelet
 * changes nothing on the host. The other settings that k3s changes belong to the node's own network namespace.
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

/** A kernel limit of the whole host. */
export interface KernelLimit {
  /** Below `/proc/sys`. */
  readonly path: string;
  readonly atLeast: number;
}

/**
 * Limits whose defaults are too low for many kubelets. Each kubelet needs about 20 inotify instances, and without them its
 * node does not become Ready.
 *
 * @see https://man7.org/linux/man-pages/man7/inotify.7.html
 */
export const KERNEL_LIMITS: readonly KernelLimit[] = [
  { path: 'fs/inotify/max_user_instances', atLeast: 8192 },
  { path: 'fs/inotify/max_user_watches', atLeast: 524_288 },
];
