import type { Command } from 'commander';
import { Option } from 'commander';
import { serveRouter } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';
import { labDown } from '../commands/lab-down';
import { labExec } from '../commands/lab-exec';
import { labKubeconfig } from '../commands/lab-kubeconfig';
import type { LabStatusOptions } from '../commands/lab-status';
import { labStatus } from '../commands/lab-status';
import { labUp } from '../commands/lab-up';
import type { LabUpOptions } from './collect-ingredients';
import type { Result } from '../options';
import { seconds } from '../options';

/** `netstack lab`: a cluster rehearsed on this machine. */
export function addLab(program: Command, io: CommandIo, result: Result): void {
  const lab = program
    .command('lab')
    .description('rehearse a cluster on this machine: real k3s nodes in namespaces');
  addUp(lab, io, result);
  addLooks(lab, io, result);
  lab
    .command('down')
    .description('remove a lab, or what is left of one')
    .argument('<cluster>')
    .action(async (cluster: string) => {
      result.status = await labDown(cluster, io);
    });
  lab
    .command('serve-router', { hidden: true })
    .argument('<file>')
    .action((file: string) => serveRouter(file));
}

function addUp(lab: Command, io: CommandIo, result: Result): void {
  const ways = new Option('--apply <way>', 'how the manifests come to the cluster')
    .choices(['auto-deploy', 'kubectl'])
    .default('auto-deploy');
  lab
    .command('up')
    .description('make a lab and wait until everything in it runs')
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--output <dir>', 'folder that synth wrote to', 'dist')
    .option('--k3s <path>', 'the k3s that the nodes run: NETSTACK_K3S or the one on PATH unless given')
    .option('--images <dir>', 'folder of image archives; what none has nodes pull, with --egress')
    .option('--registries <file>', "k3s's registries.yaml for every node: the mirrors that they pull from")
    .addOption(ways)
    .option('--egress', "let the lab make connections to the outside, in this machine's name")
    .option(
      '--overlap',
      "with --egress: though networks of this machine, then not reached, are the lab's too",
    )
    .option('--timeout <seconds>', 'how long it may take', seconds, 600)
    .action(async (cluster: string, options: LabUpOptions) => {
      result.status = await labUp(cluster, options, io);
    });
}

function addLooks(lab: Command, io: CommandIo, result: Result): void {
  const format = new Option('--format <format>', 'how to write it')
    .choices(['human', 'json'])
    .default('human');
  lab
    .command('status')
    .description('say what of a lab runs, and what it waits for')
    .argument('<cluster>')
    .addOption(format)
    .action(async (cluster: string, options: LabStatusOptions) => {
      result.status = await labStatus(cluster, options, io);
    });
  lab
    .command('exec')
    .description('run a command in a machine of a lab: a node, client or router')
    .argument('<cluster>')
    .argument('<machine>')
    .argument('<command...>', 'behind --')
    .action(async (cluster: string, machine: string, command: string[]) => {
      result.status = await labExec(cluster, machine, command);
    });
  lab
    .command('kubeconfig')
    .description("print a lab's kubeconfig, for use in the lab")
    .argument('<cluster>')
    .action((cluster: string) => {
      result.status = labKubeconfig(cluster, io);
    });
}
