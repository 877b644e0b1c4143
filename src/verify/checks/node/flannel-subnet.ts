import type { NodeCheck, NodeVerification } from '../../check';
import { compared, fails } from '../../finding';
import type { Share } from '../../flannel';
import { sharesOf } from '../../flannel';
import { canonical, readNode } from '../../readings';

const FILE = '/run/flannel/subnet.env';

/** What flannel tells the CNI plugin, which gives pods their addresses and MTU. */
export const flannelSubnet: NodeCheck = {
  id: 'flannel-subnet',
  scope: 'node',
  title: "flannel's file for the CNI plugin has the node's share and the planned MTU",
  why: 'Every new pod gets its address, its MTU and its masquerading from this file.',
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *look(on: NodeVerification) {
    const { status, stdout } = await on.here.run(['cat', FILE]);
    const node = await readNode(on.cluster, on.self.name);
    const planned = plannedEntries(on, sharesOf(on.plan, on.self, node));
    const text = [...planned].map(entryText).join(', ');
    const next = `systemctl restart k3s on ${on.self.name} (k3s-agent on an agent): flannel writes the file anew`;
    if (status !== 0) {
      yield fails({ looked: FILE, found: 'no such file: flannel has not started', planned: text, next });
      return;
    }
    const found = subnetEntries(stdout);
    const wrong = [...planned].filter(([key, value]) => found.get(key) !== value);
    yield compared(wrong.length === 0, {
      ...{
        looked: FILE,
        next,
        planned: (wrong.length === 0 ? [...planned] : wrong).map(entryText).join(', '),
      },
      found: (wrong.length === 0 ? [...planned] : wrong)
        .map(([key]) => `${key}=${found.get(key) ?? '(missing)'}`)
        .join(', '),
    });
  },
};

function entryText([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

/** The file's lines, networks in one spelling. */
export function subnetEntries(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return new Map(
    lines.map((line) => {
      const [key = '', value = ''] = line.split('=');
      const [address = '', length] = value.trim().split('/');
      return [key, length === undefined ? value.trim() : `${canonical(address)}/${length}`];
    }),
  );
}

function plannedEntries({ plan }: NodeVerification, own: readonly Share[]): ReadonlyMap<string, string> {
  const networks = plan.clusterCidr.flatMap((cidr): [string, string][] => {
    const infix = cidr.family === 6 ? 'IPV6_' : '';
    const share = own.find(({ family }) => family === cidr.family);
    return [
      [`FLANNEL_${infix}NETWORK`, cidr.canonical.toString()],
      ...(share === undefined
        ? []
        : [[`FLANNEL_${infix}SUBNET`, `${share.bridge}/${share.podCidr.prefixLength}`] as [string, string]]),
    ];
  });
  return new Map([...networks, ['FLANNEL_MTU', String(plan.flannel.podMtu)], ['FLANNEL_IPMASQ', 'true']]);
}
