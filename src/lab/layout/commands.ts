import type { LabLayout } from './lab-layout';
import type { Cable, Machine, MachineInterface } from './machine';

/** A word of a command; a process id is known only when the machine is there. */
export type Word = string | { readonly pidOf: string };

/** A program that is run inside a machine of the lab. Never goes through a shell. */
export interface LabCommand {
  readonly machine: string;
  readonly argv: readonly Word[];
}

/** What makes the lab's network, in order: first the bridges, then the cables, then what is on them. */
export function networkCommands(layout: LabLayout): readonly LabCommand[] {
  const { router, nodes, client, cables, egress } = layout;
  const others = [...nodes, ...(client ? [client] : [])];
  return [
    ...[router, ...others].flatMap(loopback),
    ...router.interfaces.flatMap((one) => bridge(router.name, one)),
    ...cables.flatMap((cable) => plugged(router.name, cable)),
    ...[router, ...others].flatMap((machine) => [
      ...settings(machine),
      ...machine.interfaces.flatMap((one) => addressed(machine.name, one)),
      ...routes(machine),
    ]),
    ...(egress?.closed ?? []).map((network) => closed(router.name, network)),
  ];
}

function loopback({ name, loopback: addresses }: Machine): LabCommand[] {
  return [
    ip(name, 'link', 'set', 'lo', 'up'),
    ...addresses.map((address) => ip(name, 'address', 'add', address, 'dev', 'lo')),
  ];
}

/** No spanning tree and no learning delay: nothing else is plugged in. */
function bridge(router: string, { name, mtu }: MachineInterface): LabCommand[] {
  return [
    ip(router, 'link', 'add', name, 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0'),
    ip(router, 'link', 'set', name, 'mtu', String(mtu)),
  ];
}

/** Both ends come to be where they belong: none is ever seen in the machine's own network. */
function plugged(router: string, { machine, interface: name, bridge, port, mtu }: Cable): LabCommand[] {
  const size = ['mtu', String(mtu)];
  const peer = ['peer', 'name', name, ...size, 'netns', { pidOf: machine }];
  return [
    { machine: router, argv: ['ip', 'link', 'add', port, ...size, 'type', 'veth', ...peer] },
    ip(router, 'link', 'set', port, 'master', bridge, 'up'),
  ];
}

/** Duplicate address detection would keep an IPv6 address waiting, and nobody else has it. */
function addressed(machine: string, { name, addresses }: MachineInterface): LabCommand[] {
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

/** Behind every other way to that network, and before the way out. */
function closed(router: string, network: string): LabCommand {
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
