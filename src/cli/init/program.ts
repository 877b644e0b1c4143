import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { Address, AddressRange, Cidr, Unreadable } from '../../address';
import type { CommandIo } from '../../diagnostics/command-io';
import type { InitNode } from '../../init';
import { collectReserved } from '../import/program';
import type { InitOptions } from '../commands/init';
import { K3sVersion } from '../../releases';
import type { Result } from '../options';

/** `netstack init`: the first profile of a new cluster. */
export function addInit(program: Command, io: CommandIo, result: Result): void {
  program
    .command('init')
    .description('write the first profile of a new cluster, for the LAN of this machine')
    .argument('[cluster]', 'name of the cluster, and so of the profile', 'home')
    .option('--yes', 'ask nothing: take the proposals')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--force', 'overwrite files that exist')
    .option('--repository', 'also write .gitignore, a CI workflow and README.md')
    .option(
      '--k3s-version <release>',
      'the k3s release',
      read((text) => K3sVersion.parse(text)),
    )
    .option(
      '--lan-cidr <network>',
      'network of the LAN',
      read((text) => Cidr.parse(text)),
    )
    .option(
      '--gateway <address>',
      'router of the LAN',
      read((text) => Address.parse(text)),
    )
    .addOption(
      new Option(
        '--node <name=address>',
        'a node, name=address or name=address=agent; may be repeated',
      ).argParser(collectNode),
    )
    .addOption(
      new Option(
        '--reserved <range=owner>',
        'addresses that others use, 10.0.0.200-10.0.0.250=DHCP; may be repeated',
      ).argParser(collectReserved),
    )
    .option(
      '--pool <range>',
      "MetalLB's addresses, first-last; none for ServiceLB",
      read((text) => text === 'none' || AddressRange.parse(text)),
    )
    .action(async (cluster: string, { node, ...options }: Asked) => {
      const { init } = await import('../commands/init.js');
      result.status = await init(cluster, { ...options, ...(node && { nodes: node }) }, io);
    });
}

/** Validates a value of the domain, and returns its text. */
function read(parse: (text: string) => unknown): (text: string) => string {
  return (text) => {
    try {
      parse(text);
      return text;
    } catch (error) {
      if (error instanceof Unreadable) throw new InvalidArgumentError(`It ${error.message}. ${error.hint}`);
      throw error;
    }
  };
}

type Asked = Omit<InitOptions, 'nodes'> & { readonly node?: readonly InitNode[] };

function collectNode(text: string, before: readonly InitNode[] = []): readonly InitNode[] {
  const [name, nodeIp, role, ...surplus] = text.split('=');
  const usual = before.length === 0 ? 'server' : 'agent';
  if (!name || !nodeIp || surplus.length > 0 || !['server', 'agent', undefined].includes(role)) {
    throw new InvalidArgumentError('Write name=address, and =server or =agent behind it.');
  }
  read((address) => Address.parse(address))(nodeIp);
  return [...before, { name, nodeIp, role: (role ?? usual) as InitNode['role'] }];
}
