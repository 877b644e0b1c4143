import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { runRequired } from '../../hosts/run-required';
import { readLinks } from '../../readings';

/** Other machines that answer ARP for the node's addresses. IPv6 has duplicate address detection: lan-address reports it. */
export const addressConflicts: NodeCheck = {
  id: 'address-conflicts',
  scope: 'node',
  title: "no other machine answers ARP for the node's addresses",
  why: "Two machines with one address receive parts of each other's packets: the node joins and loses its connections at random.",
  dependsOn: ['machine-clones'],
  async *observe({ self, host }: NodeContext) {
    const links = await readLinks(host);
    for (const address of self.nodeIp.filter(({ family }) => family === 4)) {
      const text = address.toString();
      const link = links.find(({ addresses }) => addresses.some((one) => one.address === text));
      if (link === undefined) continue;
      // -D asks from 0.0.0.0, as a machine does before it uses an address.
      const argv = ['arping', '-D', '-w', '2', '-I', link.name, text];
      const { stdout } = await runRequired(host, argv, 'iputils-arping');
      const macs = [...stdout.matchAll(/ reply from \S+ \[([\da-f:]{17})\]/gi)].map(([, mac = '']) =>
        mac.toLowerCase(),
      );
      const others = [...new Set(macs)].filter((mac) => mac !== link.mac).sort();
      yield passIf(others.length === 0, {
        subject: `other owners of ${text} (arping -D on ${self.name})`,
        found: others.join(' and ') || 'no answer',
        planned: 'no answer',
        proof: `on ${self.name}: ${argv.join(' ')}`,
        next: `find the machine with the MAC address ${others.join(' or ')} (DHCP leases, switch) and change its address, or reserve ${text} in the DHCP server`,
      });
    }
  },
};
