import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandIo } from '../../diagnostics/command-io';
import type { AdoptOptions } from '../commands/adopt';
import type { SecretsOptions } from '../commands/secrets';
import type { Result } from '../options';
import { seconds } from '../options';
import type { ApplyOptions } from './request';

/** `netstack apply`: turns a running cluster, or machines without one, into the cluster of a profile. */
export function addApply(program: Command, io: CommandIo, result: Result): void {
  const way = new Option('--apply <way>', 'how manifests reach the cluster')
    .choices(['kubectl', 'auto-deploy'])
    .default('kubectl');
  program
    .command('apply')
    .description(
      'show what turns a running cluster into the one of its profile, and do it after a confirmation',
    )
    .argument('<cluster>', 'a profile, the name of its cluster, or a file of saved steps (*.json)')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'folder that synth writes to, for the commands that are shown', 'dist')
    .addOption(way)
    .option('--ssh [user]', 'reach every node by ssh, with sudo unless the user is root')
    .option('--kubeconfig <file>', 'credentials of the API server')
    .option('--yes', 'apply without a question')
    .option('--dry-run', 'change nothing; exit status 0: nothing to do, 2: changes, 1: an error or a refusal')
    .option('--save-steps <file>', 'save the steps and change nothing; "apply <file>" executes exactly them')
    .option('--install-script <file>', "k3s's install script, to install k3s where it is missing")
    .option('--sha256 <sum>', 'the checksum that the install script has to have')
    .option('--token-file <file>', 'token of a new cluster; K3S_TOKEN has the same purpose')
    .option(
      '--upgrade-plan',
      "print the system-upgrade-controller's Plans for k3sVersion, and do nothing else",
    )
    .option('--secrets <dir>', 'folder with the files of Secrets that do not exist yet')
    .option(
      '--deadline <seconds>',
      'a node without a sign of this program returns to its old network',
      seconds,
      180,
    )
    .action(async (cluster: string, options: ApplyOptions) => {
      const { apply } = await import('../commands/apply.js');
      result.status = await apply(cluster, options, io);
    });
}

/** `netstack adopt`: hands over what others have installed, with the least outage. */
export function addAdopt(program: Command, io: CommandIo, result: Result): void {
  program
    .command('adopt')
    .description(
      'print the steps that hand over a running MetalLB or Traefik to the profile, and execute them',
    )
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'folder that synth writes to, for the commands that are shown', 'dist')
    .option('--ssh [user]', 'reach every node by ssh, with sudo unless the user is root')
    .option('--kubeconfig <file>', 'credentials of the API server')
    .option('--yes', 'execute the steps without a question')
    .option('--dry-run', 'change nothing; exit status 0: nothing to do, 2: steps, 1: an error or a refusal')
    .action(async (cluster: string, options: AdoptOptions) => {
      const { adopt } = await import('../commands/adopt.js');
      result.status = await adopt(cluster, options, io);
    });
}

/** `netstack secrets`: which Secrets of a profile its cluster has. */
export function addSecrets(program: Command, io: CommandIo, result: Result): void {
  program
    .command('secrets')
    .description('report which Secrets of the profile exist in the cluster, and create missing ones')
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--ssh [user]', 'reach every node by ssh, with sudo unless the user is root')
    .option('--kubeconfig <file>', 'credentials of the API server')
    .option('--from <dir>', 'create missing Secrets from the files in this folder')
    .option('--stdin <namespace/name>', 'create this Secret from standard input; needs --yes')
    .option('--yes', 'create without a question')
    .action(async (cluster: string, options: SecretsOptions) => {
      const { secrets } = await import('../commands/secrets.js');
      result.status = await secrets(cluster, options, io);
    });
}
