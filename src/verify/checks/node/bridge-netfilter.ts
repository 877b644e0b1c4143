import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { readSettings } from '../../readings';

const FILES = { 4: 'bridge-nf-call-iptables', 6: 'bridge-nf-call-ip6tables' } as const;

/** The bridge hands packets of pods to the firewall, where kube-proxy's rules are. */
export const bridgeNetfilter: NodeCheck = {
  id: 'bridge-netfilter',
  scope: 'node',
  title: "the bridge's packets pass kube-proxy's rules",
  why: 'Otherwise a pod that reaches a pod on its own node through a Service gets the answer from an address that it has never asked, and the connection hangs.',
  applies: ({ flannel, kubeProxy }) => flannel.backend !== 'none' && kubeProxy.mode !== 'off',
  async *look({ plan, here }: NodeVerification) {
    const paths = plan.clusterCidr.map(({ family }) => `net/bridge/${FILES[family]}`);
    const settings = await readSettings(here, paths);
    for (const path of paths) {
      const value = settings.get(path);
      yield compared(value === '1', {
        looked: `/proc/sys/${path}`,
        found: value ?? 'not there: br_netfilter is not loaded',
        planned: '1',
        next:
          value === undefined
            ? 'modprobe br_netfilter, and for good in /etc/modules-load.d'
            : `sysctl -w ${path.replaceAll('/', '.')}=1, and for good in /etc/sysctl.d`,
      });
    }
  },
};
