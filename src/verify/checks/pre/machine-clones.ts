import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass } from '../../finding';
import { readLinks } from '../../readings';
import { isSkipped, skipIfUnreachable } from '../../skip';

/** Something that must be different on every machine. */
interface MachineTrait {
  readonly node: string;
  readonly what: 'machine ID' | 'MAC address';
  readonly value: string;
}

/** Machine IDs and MAC addresses that two machines share. */
export const machineClones: ClusterCheck = {
  id: 'machine-clones',
  scope: 'cluster',
  title: 'no two machines have the same machine ID or MAC address',
  why: 'Cloned machines get the same DHCP lease and the same MAC addresses of virtual interfaces, and the switch delivers packets for one to the other.',
  applies: ({ nodes }) => nodes.length > 1,
  async *observe(context: VerifyContext) {
    const { plan } = context;
    const read = await Promise.all(
      plan.nodes.map(({ name }) => skipIfUnreachable(`identity of ${name}`, () => readTraits(context, name))),
    );
    yield* read.filter(isSkipped);
    const traits = read.flatMap((one) => (isSkipped(one) ? [] : one));
    const failed = traits.flatMap((trait) => reportClone(trait, traits));
    yield* failed;
    const text = `${traits.length} different values`;
    if (failed.length === 0 && traits.length > 0)
      yield pass({ subject: 'machine IDs and MAC addresses', found: text, planned: text });
  },
};

async function readTraits(context: VerifyContext, node: string): Promise<readonly MachineTrait[]> {
  const host = context.node(node);
  const own = context.plan.nodes.find(({ name }) => name === node)?.nodeIp.map(String) ?? [];
  const { stdout } = await host.run(['cat', '/etc/machine-id']);
  const id = stdout.trim();
  const macs = (await readLinks(host))
    .filter(({ addresses }) => addresses.some(({ address }) => own.includes(address)))
    .map(({ mac }): MachineTrait => ({ node, what: 'MAC address', value: mac }));
  // The machines of a lab have the machine ID of their host.
  const isOwn = id !== '' && context.rehearsal === undefined;
  return [...(isOwn ? [{ node, what: 'machine ID' as const, value: id }] : []), ...macs];
}

function reportClone(trait: MachineTrait, all: readonly MachineTrait[]): readonly Observation[] {
  const { node, what, value } = trait;
  const others = all.filter((one) => one.node !== node && one.what === what && one.value === value);
  if (others.length === 0) return [];
  return [
    fail({
      ...{ subject: `${what} of ${node}`, nodes: [node], planned: 'a value that no other node has' },
      found: `${value}, as on ${others.map((other) => other.node).join(' and ')}`,
      proof: `on ${node}: ${what === 'machine ID' ? 'cat /etc/machine-id' : 'ip link'}`,
      next:
        what === 'machine ID'
          ? 'on the cloned machine: rm /etc/machine-id /var/lib/dbus/machine-id, then systemd-machine-id-setup and reboot'
          : 'give one of the machines another MAC address in its hypervisor, or remove the MAC address from its network configuration',
    }),
  ];
}
