import type { NetworkPlan, NodePlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import { fail, pass } from '../../finding';
import { runRequired } from '../../hosts/run-required';
import { listRequiredPorts } from '../../node/required-ports';

/** Ports that the kubelet and kube-proxy listen on, on every node. */
const OF_EVERY_NODE = [10248, 10249, 10250, 10256];

/** Ports of the control plane. */
const OF_SERVERS = [10257, 10258, 10259];

/** Processes that listen on ports which k3s needs. */
export const busyPorts: NodeCheck = {
  id: 'busy-ports',
  scope: 'node',
  title: 'no other process listens on a port that k3s needs',
  why: 'k3s, flannel or a MetalLB speaker exits because its port is in use, and crash-loops.',
  async *observe({ plan, self, host }: NodeContext) {
    const argv = ['ss', '-Hlntup'];
    const { stdout } = await runRequired(host, argv, 'iproute2');
    const needed = new Set(listNeededPorts(plan, self));
    const busy = stdout.split('\n').flatMap((line) => {
      const [protocol = '', , , , local = '', , process = ''] = line.trim().split(/\s+/);
      const port = `${protocol} ${local.split(':').at(-1)}`;
      const [, name = 'an unknown process'] = /\(\("([^"]+)"/.exec(process) ?? [];
      return needed.has(port) && !/^k3s|^containerd/.test(name) ? [{ port, local, name }] : [];
    });
    for (const { port, local, name } of busy) {
      yield fail({
        ...{ subject: `${port} (ss -lntup)`, found: `${name} listens on ${local}`, planned: 'no listener' },
        next: `on ${self.name}: stop and disable ${name}, or move it to another port`,
      });
    }
    if (busy.length > 0) return;
    const text = `no listener on ${needed.size} ports`;
    yield pass({ subject: 'ports of k3s (ss -lntup)', found: text, planned: text });
  },
};

/** `tcp 6443`, as ss prints the protocol. */
function listNeededPorts(plan: NetworkPlan, self: NodePlan): readonly string[] {
  const isServer = self.role === 'server';
  const tcp = [...OF_EVERY_NODE, ...(isServer ? [plan.registration.port, ...OF_SERVERS] : [])];
  const others = plan.nodes.filter((node) => node !== self);
  return [
    ...tcp.map((port) => `tcp ${port}`),
    ...others
      .flatMap((other) => listRequiredPorts(plan, self, other))
      .filter(({ direction }) => direction === 'in')
      .map(({ protocol, port }) => `${protocol} ${port}`),
  ];
}
