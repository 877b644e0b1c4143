import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { Unreachable } from '../../place';
import type { Place } from '../../place';
import { readLinks } from '../../readings';

/** Something that the kernel has to be able to do. */
interface Feature {
  readonly module: string;
  /** Kind of an interface that proves it. */
  readonly kind?: string;
  readonly needed: string;
  /** The package that brings it where it is not part of the kernel's own. */
  readonly bringer: string;
}

/** What the plan needs of the kernel. */
export const kernelFeatures: NodeCheck = {
  id: 'kernel-features',
  scope: 'node',
  title: 'the kernel has what flannel and kube-proxy need',
  why: 'flannel makes its interface with it: without it k3s starts, ends, and starts again.',
  applies: (plan) => featuresOf(plan).length > 0,
  async *look({ plan, self, here }: NodeVerification) {
    for (const feature of featuresOf(plan)) {
      const has = await hasFeature(here, feature);
      yield compared(has, {
        looked: `module ${feature.module} (/sys/module, modprobe -n)`,
        found: has ? 'there' : 'neither loaded, nor built in, nor among the modules of this kernel',
        planned: `there: ${feature.needed}`,
        next: `${feature.bringer} on ${self.name}, then restart it`,
      });
    }
  },
};

function featuresOf({ flannel, kubeProxy }: NetworkPlan): readonly Feature[] {
  const bringer =
    'install the further modules of its kernel (on Ubuntu linux-modules-extra-raspi or -generic)';
  return [
    ...(flannel.backend === 'vxlan'
      ? [{ module: 'vxlan', kind: 'vxlan', needed: 'flannel is vxlan', bringer }]
      : []),
    ...(flannel.backend === 'wireguard-native'
      ? [{ module: 'wireguard', kind: 'wireguard', needed: 'flannel is wireguard-native', bringer }]
      : []),
    ...(kubeProxy.mode === 'ipvs' ? [{ module: 'ip_vs', needed: 'kube-proxy is ipvs', bringer }] : []),
  ];
}

/** Kernels have it loaded, built in, or on disk; where nothing says what a kernel has, nobody knows. */
async function hasFeature(here: Place, { module, kind }: Feature): Promise<boolean> {
  const links = await readLinks(here);
  if (kind !== undefined && links.some((link) => link.kind === kind)) return true;
  const loaded = await here.run(['test', '-d', `/sys/module/${module}`]);
  if (loaded.status === 0) return true;
  const onDisk = await here.run(['modprobe', '--dry-run', '--quiet', module]);
  if (onDisk.status === 0) return true;
  const { stdout } = await here.run(['uname', '-r']);
  const modules = await here.run(['test', '-f', `/lib/modules/${stdout.trim()}/modules.dep`]);
  if (modules.status === 0 && onDisk.status === 1) return false;
  throw new Unreachable(
    `nothing on ${here.name} says whether its kernel has ${module}`,
    `zgrep -i ${module} /proc/config.gz on ${here.name}`,
  );
}
