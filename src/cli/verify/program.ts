import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandIo } from '../../diagnostics/command-io';
import { verify } from '../commands/verify';
import type { Result } from '../options';
import { seconds } from '../options';
import type { VerifyOptions } from './request';

/** `netstack verify`: what runs, compared with what was planned. */
export function addVerify(program: Command, io: CommandIo, result: Result): void {
  const format = new Option('--format <format>', 'how to write it')
    .choices(['human', 'json'])
    .default('human');
  program
    .command('verify')
    .description('compare a running cluster, or its lab, with its profile; changes nothing')
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'folder that synth wrote to', 'dist')
    .addOption(format)
    .option('--verbose', 'name what holds, too')
    .option('--ssh [user]', 'look at every node by ssh, with sudo unless it logs in as root')
    .option('--kubeconfig <file>', 'credentials of the API server')
    .option('--only <checks>', 'ids or scopes (node, cluster, lan), with commas', list)
    .option('--skip <checks>', 'the same, to leave out', list)
    .option('--probe', 'also make pods of its own, send traffic between them, and remove them again')
    .option('--probe-image <image>', 'what those pods run')
    .option('--watch [seconds]', 'look again and again, and say what has changed', seconds)
    .action(async (cluster: string, options: Asked) => {
      const { watch, ...rest } = options;
      const every = watch === true ? { watch: 10 } : watch === undefined ? {} : { watch };
      result.status = await verify(cluster, { ...rest, ...every }, io);
    });
}

/** The options as they come from the command line: an option without its value is true. */
type Asked = Omit<VerifyOptions, 'watch'> & { readonly watch?: number | true };

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}
