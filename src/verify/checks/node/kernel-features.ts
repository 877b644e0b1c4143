import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { UnreachableError } from '../../host';
import type { Host } from '../../host';
import { readLinks } from '../../readings';

/** A kernel feature that the plan needs. */
interface Feature {
  readonly module: string;
  /** Kind of interface that proves the feature. */
  readonly kind?: string;
  readonly needed: string;
  /** How to install it where the kernel's package lacks it. */
  readonly install: string;
}

/** The kernel features that the plan needs. */
export const kernelFeatures: NodeCheck = {
  id: 'kernel-features',
  scope: 'node',
  title: 'the kernel has the features that flannel and kube-proxy need',
  why: 'Without them flannel cannot create its interface, and k3s crash-loops.',
  applies: (plan) => listFeatures(plan).length > 0,
  async *observe({ plan, self, host }: NodeContext) {
    for (const feature of listFeatures(plan)) {
      const has = await hasFeature(host, feature);
      yield passIf(has, {
        subject: `module ${feature.module} (/sys/module, modprobe -n)`,
        found: has ? 'available' : 'neither loaded, nor built in, nor installed for this kernel',
        planned: `available: ${feature.needed}`,
        next: `on ${self.name}: ${feature.install}, then reboot`,
      });
    }
  },
};

function listFeatures({ flannel, kubeProxy }: NetworkPlan): readonly Feature[] {
  const install = 'install the extra modules of its kernel (Ubuntu: linux-modules-extra-raspi or -generic)';
  return [
    ...(flannel.backend === 'vxlan'
      ? [{ module: 'vxlan', kind: 'vxlan', needed: 'flannel is vxlan', install }]
      : []),
    ...(flannel.backend === 'wireguard-native'
      ? [{ module: 'wireguard', kind: 'wireguard', needed: 'flannel is wireguard-native', install }]
      : []),
    ...(kubeProxy.mode === 'ipvs' ? [{ module: 'ip_vs', needed: 'kube-proxy is ipvs', install }] : []),
  ];
}

/** A feature is loaded, built in, or a module on disk; without a list of modules the answer is unknown. */
async function hasFeature(host: Host, { module, kind }: Feature): Promise<boolean> {
  const links = await readLinks(host);
  if (kind !== undefined && links.some((link) => link.kind === kind)) return true;
  const loaded = await host.run(['test', '-d', `/sys/module/${module}`]);
  if (loaded.status === 0) return true;
  const onDisk = await host.run(['modprobe', '--dry-run', '--quiet', module]);
  if (onDisk.status === 0) return true;
  const { stdout } = await host.run(['uname', '-r']);
  const modules = await host.run(['test', '-f', `/lib/modules/${stdout.trim()}/modules.dep`]);
  if (modules.status === 0 && onDisk.status === 1) return false;
  throw new UnreachableError(
    `${host.name} has no list of kernel modules, so whether its kernel has ${module} is unknown`,
    `on ${host.name}: zgrep -i ${module} /proc/config.gz`,
  );
}
