import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { CommandIo } from '../../diagnostics/command-io';
import type { ImportOptions } from '../commands/import';
import type { Result } from '../options';

/** `netstack import`: a profile from what a cluster has. */
export function addImport(program: Command, io: CommandIo, result: Result): void {
  program
    .command('import')
    .description('write the profile of a cluster that exists')
    .argument('[cluster]', 'name of the cluster, and so of the profile')
    .option(
      '--from <path>',
      'a folder or file with configurations and manifests; may be repeated',
      collectTexts,
      [],
    )
    .option('--ssh <target...>', 'nodes to read by ssh, as root or with sudo: user@host')
    .option('--kubeconfig <file>', 'kubeconfig of the API server to read')
    .option('--lab <cluster>', 'read the running lab of a cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <file>', 'write the profile to this file; - for standard output')
    .option('--force', 'overwrite the profile that exists')
    .option('--k3s-version <release>', 'the release that runs, where no source has it')
    .option('--lan-cidr <network>', 'network of the LAN; may be repeated', collectTexts)
    .option('--gateway <address>', 'router of the LAN; may be repeated', collectTexts)
    .addOption(
      new Option(
        '--reserved <range=owner>',
        'addresses that others use, 10.0.0.200-10.0.0.250=DHCP; may be repeated',
      ).argParser(collectReserved),
    )
    .addOption(new Option('--format <format>', 'output format').choices(['human', 'json']).default('human'))
    .action(async (cluster: string | undefined, options: ImportOptions) => {
      const { importProfile } = await import('../commands/import.js');
      result.status = await importProfile(cluster, options, io);
    });
}

function collectTexts(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

type Reserved = NonNullable<ImportOptions['reserved']>;

/** Reads `range=owner`. */
export function collectReserved(text: string, before: Reserved = []): Reserved {
  const [, range, owner] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (range === undefined || owner === undefined) {
    throw new InvalidArgumentError('Write the range, "=" and the owner: 10.0.0.200-10.0.0.250=DHCP.');
  }
  return [...before, { range, owner }];
}
