import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { CLUSTER_NAME_FORM, isClusterName } from '../../diagnostics/cluster-name';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import type { InitAnswers, InitDefaults, MachineNetwork } from '../../init';
import {
  draftProfile,
  listRepositoryFiles,
  proposeAnswers,
  readMachineNetwork,
  toMachineNetwork,
} from '../../init';
import { BaseFiles } from '../../profile/base-files';
import { UsageError } from '../../profile/profile-files';
import { writeProfile } from '../../profile/write-profile';
import { checkCluster } from '../../synth/check-objects';
import { formatOwnCommand, listFolderOptions } from '../../terminal/own-command';
import { CommandHost } from '../../verify';
import { version } from '../../../package.json';
import type { Prompt } from '../init/prompt';
import { openTerminal } from '../init/prompt';
import { askAnswers } from '../init/questions';
import { formatSchemaReference } from '../schema-path';

export interface InitOptions extends Partial<Omit<InitAnswers, 'mtu'>> {
  readonly profiles: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly repository?: boolean;
}

/** Writes the first profile of a new cluster. Status 1: the rules find an error in what was asked for. */
export async function init(
  cluster: string,
  options: InitOptions,
  io: CommandIo,
  prompt: Prompt | undefined = options.yes === true ? undefined : openTerminal(io),
): Promise<number> {
  refuseName(cluster);
  const file = join(options.profiles, `${cluster}.yaml`);
  const others = options.repository === true ? listRepositoryFiles(version) : {};
  refuseExisting([file, ...Object.keys(others)], options);
  const machine = await readNetwork();
  const proposed = proposeAnswers(machine, options);
  const answers = await decide(machine, proposed, options, prompt);
  const text = compose(machine, answers, proposed, file);
  for (const [path, content] of Object.entries({ [file]: text, ...others })) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    io.stdout.write(`Wrote ${path}.\n`);
  }
  const { diagnostics } = checkCluster(file, new BaseFiles(), text);
  printDiagnostics(diagnostics, io.stdout);
  io.stdout.write(
    `\nNext\n${listCommands(cluster, options)
      .map((command) => `  ${command}\n`)
      .join('')}`,
  );
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Before anything is written: the name becomes that of a file, of folders and of a lab. */
function refuseName(cluster: string): void {
  if (isClusterName(cluster)) return;
  throw new UsageError(`"${cluster}" is not a name for a cluster: it has ${CLUSTER_NAME_FORM}`);
}

function refuseExisting(paths: readonly string[], { force }: InitOptions): void {
  const existing = paths.filter((path) => existsSync(path));
  if (existing.length === 0 || force === true) return;
  throw new UsageError(
    `${existing.map((path) => `"${path}"`).join(', ')} exists; name another cluster, or overwrite it by --force`,
  );
}

async function readNetwork(): Promise<MachineNetwork> {
  const name = hostname();
  const read = await readMachineNetwork(new CommandHost('this machine'), name);
  return read ?? toMachineNetwork(name, networkInterfaces());
}

/** Options count, then answers, then proposals. */
async function decide(
  machine: MachineNetwork,
  proposed: InitDefaults,
  { k3sVersion, lanCidr, gateway, reserved, nodes, pool }: InitOptions,
  prompt: Prompt | undefined,
): Promise<InitAnswers> {
  const given = {
    ...(k3sVersion !== undefined && { k3sVersion }),
    ...(lanCidr !== undefined && { lanCidr }),
    ...(gateway !== undefined && { gateway }),
    ...(reserved && { reserved }),
    ...(nodes && { nodes }),
    ...(pool !== undefined && { pool }),
  };
  try {
    return prompt === undefined ? proposed : await askAnswers(prompt, machine, proposed, given);
  } finally {
    prompt?.close();
  }
}

function compose(
  machine: MachineNetwork,
  answers: InitAnswers,
  proposed: InitDefaults,
  file: string,
): string {
  const { pool, ...rest } = answers;
  const wanted = pool === undefined || pool === 'none' ? rest : answers;
  return writeProfile({
    ...draftProfile(machine, wanted, proposed),
    header: [
      `yaml-language-server: $schema=${formatSchemaReference(file)}`,
      'The network of one k3s cluster; the name of the file is the name of the cluster.',
    ],
  });
}

function listCommands(cluster: string, { profiles }: InitOptions): readonly string[] {
  const subject = [cluster, ...listFolderOptions({ profiles })];
  return [formatOwnCommand('validate', ...subject), formatOwnCommand('synth', ...subject)];
}
