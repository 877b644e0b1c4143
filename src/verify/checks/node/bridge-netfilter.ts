import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readSettings } from '../../readings';

const FILES = { 4: 'bridge-nf-call-iptables', 6: 'bridge-nf-call-ip6tables' } as const;

/** Packets on the pods' bridge pass iptables, where kube-proxy's rules are. */
export const bridgeNetfilter: NodeCheck = {
  id: 'bridge-netfilter',
  scope: 'node',
  title: "packets on the pods' bridge pass kube-proxy's rules",
  why: 'Otherwise a connection through a Service to a pod on the same node hangs: the reply comes from the pod and not from the Service.',
  applies: ({ flannel, kubeProxy }) => flannel.backend !== 'none' && kubeProxy.mode !== 'off',
  async *observe({ plan, host }: NodeContext) {
    const paths = plan.clusterCidr.map(({ family }) => `net/bridge/${FILES[family]}`);
    const settings = await readSettings(host, paths);
    for (const path of paths) {
      const value = settings.get(path);
      yield passIf(value === '1', {
        subject: `/proc/sys/${path}`,
        found: value ?? 'missing: the module br_netfilter is not loaded',
        planned: '1',
        next:
          value === undefined
            ? 'modprobe br_netfilter, and add it to /etc/modules-load.d'
            : `sysctl -w ${path.replaceAll('/', '.')}=1, and write it to /etc/sysctl.d`,
      });
    }
  },
};
