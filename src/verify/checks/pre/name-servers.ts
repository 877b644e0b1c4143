import { Address, contains } from '../../../address';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';

/** systemd-resolved writes its upstream servers here; k3s reads this file where it exists. */
const FILES = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];

/** The name servers that CoreDNS forwards to. */
export const nameServers: NodeCheck = {
  id: 'name-servers',
  scope: 'node',
  title: 'the node has a name server that pods can reach, and it is not the cluster',
  why: 'CoreDNS forwards to the name servers of its node. A loopback address is the pod itself, and an address of the cluster is CoreDNS itself: the query loops, and CoreDNS exits.',
  async *observe({ plan, self, host }: NodeContext) {
    const outputs = await Promise.all(FILES.map((file) => host.run(['cat', file])));
    const index = outputs.findIndex(({ status, stdout }) => status === 0 && listServers(stdout).length > 0);
    const file = FILES[index] ?? '/etc/resolv.conf';
    const servers = listServers(outputs[index]?.stdout ?? '');
    const looping = servers.filter((server) => {
      const address = Address.find(server);
      if (address === undefined) return false;
      return isLoopback(server) || plan.serviceCidr.some((cidr) => contains(cidr.canonical, address));
    });
    yield passIf(servers.length > 0 && looping.length === 0, {
      subject: file,
      found:
        looping.length > 0 ? `${looping.join(', ')}, which loops` : servers.join(', ') || 'no name server',
      planned: 'a name server on the LAN or the internet',
      next: `on ${self.name}: enter the router or another name server in ${file}, or set kubelet-arg resolv-conf to a file that has one`,
    });
  },
};

function listServers(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /^\s*nameserver\s+([^\s%#;]+)/.exec(line)?.[1] ?? []);
}

function isLoopback(server: string): boolean {
  return server.startsWith('127.') || server === '::1';
}
