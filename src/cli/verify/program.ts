import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandIo } from '../../diagnostics/command-io';
import type { Result } from '../options';
import { parseDuration, seconds } from '../options';
import type { VerifyOptions } from './request';

/** Adds `netstack verify`, which compares a running cluster with its plan. */
export function addVerify(program: Command, io: CommandIo, result: Result): void {
  const format = new Option('--format <format>', 'output format')
    .choices(['human', 'json', 'junit'])
    .default('human');
  program
    .command('verify')
    .description('compare a running cluster or its lab with its profile, without changing it')
    .argument('[cluster]', 'a profile or the name of its cluster; not needed with --from')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'output folder of synth', 'dist')
    .addOption(format)
    .option('--verbose', 'also list what passed')
    .option('--all', 'print every failed finding in full, not only the causes')
    .option('--ssh [user]', 'reach every node by ssh, with sudo unless the user is root')
    .option('--kubeconfig <file>', 'kubeconfig for the API server')
    .option('--only <checks>', 'comma-separated check IDs or scopes (node, cluster, lan) to run', splitList)
    .option('--skip <checks>', 'comma-separated check IDs or scopes to skip', splitList)
    .option('--probe', 'also create pods, send traffic between them, and delete them')
    .option('--probe-image <image>', 'image of those pods')
    .option('--pre', 'verify the machines before k3s is installed on them')
    .option('--quiet', 'print one line per cause, and nothing where every check passes')
    .addOption(
      new Option('--wait <duration>', 'repeat until every check passes, at most for a time such as 5m')
        .argParser(parseDuration)
        .conflicts('watch'),
    )
    .addOption(
      new Option(
        '--bundle <file>',
        'also write everything that was read to a file, without secrets',
      ).conflicts(['from', 'probe', 'watch']),
    )
    .addOption(
      new Option('--from <bundle>', 'verify what a bundle contains, without the cluster').conflicts([
        ...['ssh', 'kubeconfig', 'probe', 'watch', 'wait'],
      ]),
    )
    .option('--watch [seconds]', 'repeat after this number of seconds and print what changed', seconds)
    .action(async (cluster: string | undefined, options: ParsedOptions) => {
      const { verify } = await import('../commands/verify.js');
      const { watch, ...rest } = options;
      const every = watch === true ? { watch: 10 } : watch === undefined ? {} : { watch };
      result.status = await verify(cluster, { ...rest, ...every }, io);
    });
}

/** The options as commander parses them: an option without its value is true. */
type ParsedOptions = Omit<VerifyOptions, 'watch'> & { readonly watch?: number | true };

function splitList(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}
