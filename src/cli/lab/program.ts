import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandIo } from '../../diagnostics/command-io';
import type { LabStatusOptions } from '../commands/lab-status';
import type { LabUpOptions } from './collect-ingredients';
import type { Result } from '../options';
import { seconds } from '../options';

/** The exit status of `up` and `status`. */
const EXIT_STATUS = `
Exit status:
  0  everything runs
  1  something is missing, or the lab cannot be made
  2  wrong usage
  3  everything runs that can, but no archive has an image of some workloads`;

/** Adds `netstack lab`, which rehearses a cluster on this machine. */
export function addLab(program: Command, io: CommandIo, result: Result): void {
  const lab = program
    .command('lab')
    .description('rehearse a cluster on this machine: every node runs k3s in Linux namespaces');
  addUp(lab, io, result);
  addReaders(lab, io, result);
  lab
    .command('down')
    .description('remove a lab, also one that was interrupted')
    .argument('<cluster>')
    .action(async (cluster: string) => {
      const { labDown } = await import('../commands/lab-down.js');
      result.status = await labDown(cluster, io);
    });
  lab
    .command('serve-router', { hidden: true })
    .argument('<file>')
    .action(async (file: string) => {
      const { serveRouter } = await import('../../lab/index.js');
      serveRouter(file);
    });
}

function addUp(lab: Command, io: CommandIo, result: Result): void {
  const ways = new Option('--apply <way>', 'how to apply the manifests')
    .choices(['auto-deploy', 'kubectl'])
    .default('auto-deploy');
  lab
    .command('up')
    .description('make a lab of a cluster and wait until everything in it runs')
    .argument('<cluster>', 'name of the cluster, or path of its profile')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'output folder of synth', 'dist')
    .option('--k3s <path>', 'k3s binary for the nodes (default: NETSTACK_K3S, or k3s on PATH)')
    .option('--images <dir>', 'folder of image archives; with --egress, nodes pull all other images')
    .option('--registries <file>', 'registries.yaml for every node: the mirrors to pull from')
    .addOption(ways)
    .option('--egress', 'connect the lab to the outside, through this machine')
    .option(
      '--overlap',
      "with --egress: accept that networks of this machine that overlap the lab's are unreachable",
    )
    .option('--bare', 'start the machines without k3s, node files and manifests, for netstack apply')
    .option('--timeout <seconds>', 'timeout in seconds', seconds, 600)
    .addHelpText('after', EXIT_STATUS)
    .action(async (cluster: string, options: LabUpOptions) => {
      const { labUp } = await import('../commands/lab-up.js');
      result.status = await labUp(cluster, options, io);
    });
}

function addReaders(lab: Command, io: CommandIo, result: Result): void {
  const format = new Option('--format <format>', 'output format').choices(['human', 'json']).default('human');
  lab
    .command('status')
    .description('show which parts of a lab run, and what it waits for')
    .argument('<cluster>')
    .addOption(format)
    .addHelpText('after', EXIT_STATUS)
    .action(async (cluster: string, options: LabStatusOptions) => {
      const { labStatus } = await import('../commands/lab-status.js');
      result.status = await labStatus(cluster, options, io);
    });
  lab
    .command('exec')
    .description('run a command in a machine of a lab: a node, client or router')
    .argument('<cluster>')
    .argument('<machine>')
    .argument('<command...>', 'the command, after --')
    .action(async (cluster: string, machine: string, command: string[]) => {
      const { labExec } = await import('../commands/lab-exec.js');
      result.status = await labExec(cluster, machine, command);
    });
  lab
    .command('kubeconfig')
    .description("print a lab's kubeconfig, which works inside the lab")
    .argument('<cluster>')
    .action(async (cluster: string) => {
      const { labKubeconfig } = await import('../commands/lab-kubeconfig.js');
      result.status = labKubeconfig(cluster, io);
    });
}
