import { AddressRange, Cidr } from '../address';
import type { ProfileInput } from '../profile/schema/profile';
import type { InitAnswers, InitDefaults } from './answers';
import { EXAMPLE_LAN } from './answers';
import type { MachineNetwork } from './machine-network';
import { proposeNetworks } from './propose-networks';

/** A new profile with its comments. */
export interface DraftProfile {
  readonly profile: ProfileInput;
  readonly comments: ReadonlyMap<string, string>;
}

/** The profile of a new cluster: what was answered, and networks of its own that collide with nothing. */
export function draftProfile(
  machine: MachineNetwork | undefined,
  answers: InitAnswers,
  { lan }: InitDefaults,
): DraftProfile {
  const { lanCidr, gateway, mtu, reserved, nodes, pool } = answers;
  const family = Cidr.parse(lanCidr).family;
  const networks = proposeNetworks(machine, [lanCidr], family);
  const address = pool === undefined ? undefined : AddressRange.parse(pool).start.toString();
  return {
    profile: {
      k3sVersion: answers.k3sVersion,
      lan: {
        cidr: lanCidr,
        ...(gateway !== undefined && { gateway }),
        ...(mtu !== undefined && { mtu }),
        ...(reserved.length > 0 && { reserved: reserved.map((one) => ({ ...one })) }),
      },
      nodes: nodes.map((node) => ({ ...node })),
      clusterCidr: networks.clusterCidr,
      serviceCidr: networks.serviceCidr,
      ...(family === 6 && { flannel: { ipv6Masq: true } }),
      ...(pool !== undefined && {
        metallb: { ipAddressPools: [{ name: 'lan', addresses: [pool], advertise: 'l2' as const }] },
        traefik: { loadBalancerIPs: address },
      }),
    },
    comments: commentValues(answers, lan, networks.isDefault),
  };
}

function commentValues(
  { lanCidr, nodes, pool, reserved, gateway }: InitAnswers,
  lan: InitDefaults['lan'],
  isDefault: boolean,
): ReadonlyMap<string, string> {
  const own = nodes.some(({ nodeIp }) => nodeIp === lan?.address);
  const comments: readonly (readonly [path: string, text: string])[] = [
    [
      'lan',
      lan === undefined && lanCidr === EXAMPLE_LAN
        ? 'Example: this machine is in no LAN. Write the network of your nodes.'
        : '',
    ],
    ['lan.cidr', lan?.cidr === lanCidr ? `The network of ${lan.interface} on this machine.` : ''],
    [
      'lan.gateway',
      gateway !== undefined && gateway === lan?.gateway ? 'The router of its default route.' : '',
    ],
    [
      'nodes',
      'The first server is the one that the others join. Give every machine a fixed address.\n' +
        (own && lan?.dynamic === true ? `${lan.address} is from DHCP: reserve it in your router.` : ''),
    ],
    [
      'clusterCidr',
      `Networks of pods and Services, fixed when the cluster is created. ${
        isDefault ? "k3s's own" : 'Not the usual ones: this machine has a route to those'
      }.`,
    ],
    ['flannel.ipv6Masq', 'Pods reach the outside with the address of their node.'],
    [
      'metallb.ipAddressPools[0].addresses',
      pool === undefined
        ? ''
        : `Addresses for Services. ${
            reserved.length > 0 ? 'Outside of the reserved ranges' : 'Check that DHCP does not assign them'
          }.`,
    ],
    ['traefik.loadBalancerIPs', 'The address of HTTP and HTTPS: point your names at it.'],
  ];
  return new Map(
    comments.map(([path, text]) => [path, text.trim()] as const).filter(([, text]) => text !== ''),
  );
}
