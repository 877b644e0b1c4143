import type { LabLayout } from './lab-layout';
import type { Cable, Machine, MachineInterface } from './machine';

/** A word of a command, or the ID of a machine's first process, which is known only when the machine runs. */
export type LabCommandWord = string | { readonly pidOf: string };

/** A command that runs in a machine of the lab, without a shell. */
export interface LabCommand {
  readonly machine: string;
  readonly argv: readonly LabCommandWord[];
}

/** Lists the commands that create the lab's network, in order: bridges, cables, then addresses and routes. */
export function listNetworkCommands(layout: LabLayout): readonly LabCommand[] {
  const { router, nodes, client, cables, egress } = layout;
  const others = [...nodes, ...(client ? [client] : [])];
  return [
    ...[router, ...others].flatMap(loopback),
    ...router.interfaces.flatMap((one) => bridge(router.name, one)),
    ...cables.flatMap((cable) => plug(router.name, cable)),
    ...[router, ...others].flatMap((machine) => [
      ...settings(machine),
      ...machine.interfaces.flatMap((one) => setUpInterface(machine.name, one)),
      ...routes(machine),
    ]),
    ...(egress?.closed ?? []).map((network) => closeNetwork(router.name, network)),
  ];
}

function loopback({ name, loopback: addresses }: Machine): LabCommand[] {
  return [
    ip(name, 'link', 'set', 'lo', 'up'),
    ...addresses.map((address) => ip(name, 'address', 'add', address, 'dev', 'lo')),
  ];
}

/** No spanning tree and no forwarding delay: nothing else is connected to the bridge. */
function bridge(router: string, { name, mtu }: MachineInterface): LabCommand[] {
  return [
    ip(router, 'link', 'add', name, 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0'),
    ip(router, 'link', 'set', name, 'mtu', String(mtu)),
  ];
}

/** Creates both ends in their namespaces, so that neither appears in the host's network. */
function plug(router: string, { machine, interface: name, bridge, port, mtu }: Cable): LabCommand[] {
  const size = ['mtu', String(mtu)];
  const peer = ['peer', 'name', name, ...size, 'netns', { pidOf: machine }];
  return [
    { machine: router, argv: ['ip', 'link', 'add', port, ...size, 'type', 'veth', ...peer] },
    ip(router, 'link', 'set', port, 'master', bridge, 'up'),
  ];
}

/** Without duplicate address detection, an IPv6 address is usable at once. */
function setUpInterface(machine: string, { name, addresses }: MachineInterface): LabCommand[] {
  return [
    ...addresses.map((address) =>
      ip(machine, 'address', 'add', address, 'dev', name, ...(address.includes(':') ? ['nodad'] : [])),
    ),
    ip(machine, 'link', 'set', name, 'up'),
  ];
}

function routes({ name, routes }: Machine): LabCommand[] {
  return routes.map(({ to, via }) =>
    ip(name, ...(via.includes(':') ? ['-6'] : []), 'route', 'add', to, 'via', via),
  );
}

/** A route with the highest metric: it applies where the lab has no other route to the network, instead of the way out. */
function closeNetwork(router: string, network: string): LabCommand {
  return ip(router, 'route', 'add', 'unreachable', network, 'metric', '4294967295');
}

function settings({ name, sysctls, hostName }: Machine): LabCommand[] {
  const all = { 'kernel.hostname': hostName, ...sysctls };
  return Object.entries(all).map(([key, value]) => ({
    machine: name,
    argv: ['sysctl', '-qw', `${key}=${value}`],
  }));
}

function ip(machine: string, ...words: readonly string[]): LabCommand {
  return { machine, argv: ['ip', ...words] };
}
