import type { NodeCheck, NodeContext } from '../../check';
import { passIf, fail } from '../../finding';
import type { Share } from '../../flannel';
import { deriveShares } from '../../flannel';
import { formatRestart } from '../../node/node-commands';
import { canonicalize, readNode } from '../../readings';

const FILE = '/run/flannel/subnet.env';

/** flannel's subnet file, from which the CNI plugin configures pods. */
export const flannelSubnet: NodeCheck = {
  id: 'flannel-subnet',
  scope: 'node',
  title: "flannel's subnet file has the node's pod CIDR and the planned MTU",
  why: 'The CNI plugin takes the address, MTU and masquerading of every new pod from this file.',
  dependsOn: ['lan-address', 'flannel-device', 'pod-cidr'],
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *observe(context: NodeContext) {
    const { status, stdout } = await context.host.run(['cat', FILE]);
    const node = await readNode(context.cluster, context.self.name);
    const planned = listPlannedEntries(context, deriveShares(context.plan, context.self, node));
    const text = [...planned].map(formatEntry).join(', ');
    const next = `${formatRestart(context.self)}; flannel writes the file at its start`;
    if (status !== 0) {
      yield fail({ subject: FILE, found: 'no such file: flannel has not started', planned: text, next });
      return;
    }
    const found = parseSubnetFile(stdout);
    const wrong = [...planned].filter(([key, value]) => found.get(key) !== value);
    yield passIf(wrong.length === 0, {
      ...{
        subject: FILE,
        next,
        planned: (wrong.length === 0 ? [...planned] : wrong).map(formatEntry).join(', '),
      },
      found: (wrong.length === 0 ? [...planned] : wrong)
        .map(([key]) => `${key}=${found.get(key) ?? '(missing)'}`)
        .join(', '),
    });
  },
};

function formatEntry([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

/** Parses the file; networks are in canonical form. */
function parseSubnetFile(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return new Map(
    lines.map((line) => {
      const [key = '', value = ''] = line.split('=');
      const [address = '', length] = value.trim().split('/');
      return [key, length === undefined ? value.trim() : `${canonicalize(address)}/${length}`];
    }),
  );
}

function listPlannedEntries({ plan }: NodeContext, own: readonly Share[]): ReadonlyMap<string, string> {
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
