import { Command, Option } from 'commander';
import type { CommandIo } from '../diagnostics/command-io';
import type { DiffOptions } from './commands/diff';
import type { NextOptions } from './commands/next';
import { stepOptions } from './steps/step-options';
import type { PlanOptions } from './commands/plan';
import type { RulesOptions } from './commands/rules';
import type { DeliveryRequest } from './commands/write-gitops';
import type { SynthOptions } from './commands/synth';
import type { TraceOptions } from './commands/trace';
import type { ValidateOptions } from './commands/validate';
import { FORMATS } from '../diagnostics/formats';
import { gitOpsOptions } from './gitops/options';
import { runGuarded } from './run-guarded';
import { addImport } from './import/program';
import { addInit } from './init/program';
import type { Result } from './options';
import { addAdopt, addApply, addSecrets } from './apply/program';
import { addLab } from './lab/program';
import { PLAN_FORMATS, RULE_FORMATS } from './output-formats';
import { addVerify } from './verify/program';
import { version } from '../../package.json';

/** The exit status of `trace`. */
const TRACE_STATUS = `
Exit status:
    0  the packet arrives; with --live: every hop is seen as predicted
    1  the packet does not arrive, or the profile has errors; with --live: a hop
       differs, or there is no running lab
    2  wrong usage
  130  --live was interrupted`;

/** Runs one call of `netstack`. Returns the exit status. */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const result = { status: 0 };
  const program = createProgram(io, result);
  return runGuarded(async () => {
    await program.parseAsync(args, { from: 'user' });
    return result.status;
  }, io);
}

function createProgram(io: CommandIo, result: Result): Command {
  const program = new Command('netstack')
    .description("Turns one YAML profile per cluster into that cluster's complete k3s network.")
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  addValidate(program, io, result);
  addRules(program, io, result);
  addSynth(program, io, result);
  addNext(program, io, result);
  addDiff(program, io, result);
  addAdopt(program, io, result);
  addApply(program, io, result);
  addSecrets(program, io, result);
  addPlan(program, io, result);
  addTrace(program, io, result);
  addInit(program, io, result);
  addImport(program, io, result);
  addLab(program, io, result);
  addVerify(program, io, result);
  return program;
}

function addValidate(program: Command, io: CommandIo, result: Result): void {
  program
    .command('validate')
    .description('check profiles and say everything that is wrong')
    .argument('[profile...]', 'files, or names of clusters; all of them where none is named')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .addOption(onlyOption())
    .addOption(formatOption(Object.keys(FORMATS)))
    .option('--quiet', 'say nothing where nothing is wrong')
    .option('--watch', 'check again after each change of a file, until the process is interrupted')
    .option('--live', 'also compare each profile with what runs in its cluster, and change nothing')
    .option('--ssh [user]', 'with --live: reach the servers by ssh, with sudo unless the user is root')
    .option('--kubeconfig <file>', 'with --live: credentials of the API server')
    .action(async (named: string[], options: ValidateOptions) => {
      const { validate } = await import('./commands/validate.js');
      result.status = await validate(named, options, io);
    });
}

function addRules(program: Command, io: CommandIo, result: Result): void {
  program
    .command('rules')
    .description('list everything that can be found wrong')
    .addOption(formatOption(RULE_FORMATS))
    .action(async (options: RulesOptions) => {
      const { rules } = await import('./commands/rules.js');
      result.status = rules(options, io);
    });
  program
    .command('explain')
    .description('print the page of one rule or check: what it verifies, the consequence and the fix')
    .argument('<id>', 'ID of a rule or check')
    .action(async (id: string) => {
      const { explain } = await import('./commands/explain.js');
      result.status = explain(id, io);
    });
}

function addSynth(program: Command, io: CommandIo, result: Result): void {
  const command = program
    .command('synth')
    .description('write node configs and manifests of every cluster')
    .argument('[profile...]', 'files, or names of clusters; all of them where none is named')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .addOption(onlyOption())
    .option('--output <dir>', 'folder to write to', 'dist')
    .option('--force', 'write clusters that are unchanged, too')
    .addOption(new Option('--part <pid>').argParser(Number).hideHelp())
    .addOption(new Option('--claims <dir>').hideHelp());
  for (const option of gitOpsOptions()) command.addOption(option);
  command.action(async (named: string[], options: SynthOptions & DeliveryRequest) => {
    const { synth } = await import('./commands/synth.js');
    if (options.gitops === undefined) {
      result.status = await synth(named, options, io);
      return;
    }
    const { checkGitOpsOptions, writeGitOps } = await import('./commands/write-gitops.js');
    checkGitOpsOptions(options);
    result.status = await synth(named, options, io);
    writeGitOps(named, options, io);
  });
}

function addNext(program: Command, io: CommandIo, result: Result): void {
  const command = program
    .command('next')
    .description('print the commands that bring the written files of a cluster to its machines')
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .option('--from <profile>', 'profile that runs today: print only the steps from that one')
    .addOption(formatOption(['human', 'json']));
  for (const option of stepOptions()) command.addOption(option);
  command.action(async (cluster: string, options: NextOptions) => {
    const { next } = await import('./commands/next.js');
    result.status = next(cluster, options, io);
  });
}

function addDiff(program: Command, io: CommandIo, result: Result): void {
  const command = program
    .command('diff')
    .description(
      'report what turns one profile, a running cluster or written files into a profile, what that costs, and the steps',
    )
    .argument('<profile...>', 'the old and the new profile; one profile with --live or --written')
    .option('--live', 'compare the profile with what runs in its cluster')
    .option('--written', 'compare the profile with the files that synth wrote last')
    .option('--kubeconfig <file>', 'with --live: credentials of the API server')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .addOption(formatOption(['human', 'json']));
  for (const option of stepOptions()) command.addOption(option);
  command.action(async (profiles: string[], options: DiffOptions) => {
    const { diff } = await import('./commands/diff.js');
    result.status = await diff(profiles, options, io);
  });
}

function addPlan(program: Command, io: CommandIo, result: Result): void {
  program
    .command('plan')
    .description('show the derived network of a cluster: addresses, paths, ports, announcements')
    .argument(
      '[clusters...]',
      'profiles or names of their clusters; with --format html, all of the folder if none is named',
    )
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .addOption(new Option('--format <format>', 'form of the output').choices(PLAN_FORMATS).default('text'))
    .option('--reports <dir>', 'folder that --format html writes to', 'reports')
    .option('--open', 'open the page of --format html in the browser')
    .option('--verify <file>', 'mark what failed in this output of verify --format json')
    .action(async (clusters: string[], options: PlanOptions) => {
      const { showPlan } = await import('./commands/plan.js');
      result.status = await showPlan(clusters, options, io);
    });
}

function addTrace(program: Command, io: CommandIo, result: Result): void {
  program
    .command('trace')
    .description('predict every hop of a packet between two ends')
    .argument('<cluster>', 'a profile, or the name of its cluster')
    .argument(
      '<from>',
      'pod@<node>, <service>@<node> (a pod of that Service), a node, or client (a machine on the LAN that is no node)',
    )
    .argument('<to>', 'the same, traefik or a sample (its cluster IP), a host name, or an address')
    .option('--profiles <dir>', 'folder of the profiles', 'profiles')
    .addOption(new Option('--family <family>', 'IP version').choices(['4', '6']))
    .option('--live', "send a packet in the cluster's running lab, and compare every hop with what is seen")
    .addOption(
      new Option('--format <format>', 'form of the output').choices(['text', 'json']).default('text'),
    )
    .addHelpText('after', TRACE_STATUS)
    .action(async (cluster: string, from: string, to: string, options: TraceOptions) => {
      const { trace } = await import('./commands/trace.js');
      result.status = await trace(cluster, { from, to }, options, io);
    });
}

function onlyOption(): Option {
  return new Option(
    '--only <cluster>',
    'leave out all others; "store-1*" stands for many, and it may be repeated',
  )
    .argParser((pattern: string, before: readonly string[]) => [...before, pattern])
    .default([], 'all');
}

function formatOption(choices: readonly string[]): Option {
  return new Option('--format <format>', 'how to write it').choices(choices).default('human');
}
