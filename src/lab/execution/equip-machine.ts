import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MachineFolder } from '../layout/folders';
import { GIVEN, inVarLib, K3S, machineFolder, machineFolders } from '../layout/folders';
import type { NodeMachine } from '../layout/lab-layout';
import type { Machine } from '../layout/machine';
import type { Files } from '../layout/node-files';
import { hostFiles, k3sFiles, machineFiles, registriesFile } from '../layout/node-files';
import type { ThrowAwaySecrets } from '../secrets/throw-away';
import type { BringUp } from './bring-up-request';
import { writeFiles } from './files';
import { systemctlScript } from './k3s-service';
import type { Lab } from './lab';

/** Kinds of programs that k3s is, by the name that it is called by. */
const APPLETS = ['k3s', 'kubectl', 'crictl', 'ctr'];

/** The manifest of made-up Secrets: after the namespaces, before what refers to them. */
const SECRETS_MANIFEST = 'netstack-05-lab-secrets.yaml';

/** Lays everything that a machine needs into its folder, before it starts. */
export function equipMachine(lab: Lab, machine: Machine, request: BringUp): void {
  const folder = machineFolder(lab.folder, machine.name);
  for (const path of machineFolders(folder)) mkdirSync(path, { recursive: true });
  const id = createHash('md5').update(`${lab.layout.cluster}/${machine.name}`).digest('hex');
  writeFiles(machineFiles(machine, folder, id));
  const node = lab.layout.nodes.find(({ name }) => name === machine.name);
  if (node !== undefined) equipNode(node, folder, request);
}

function equipNode(node: NodeMachine, folder: MachineFolder, request: BringUp): void {
  const { description, output, token, secrets, registries, delayed } = request;
  const { layout, host, k3s, apply } = description;
  writeFiles(k3sFiles(folder, node.name, output, { token, ...node.k3sConfig }));
  if (registries !== undefined) writeFiles({ [registriesFile(folder)]: registries });
  writeFiles(hostFiles(folder, host));
  linkPrograms(inVarLib(folder, GIVEN.links), `../programs/${basename(k3s.path)}`);
  writeFileSync(join(inVarLib(folder, GIVEN.links), 'systemctl'), systemctlScript(node.role), {
    mode: 0o755,
  });
  linkImages(folder, layout.images?.archives.map(({ path }) => basename(path)) ?? []);
  if (description.standInCni !== undefined) linkPlugins(folder, host.cniPlugins);
  const isFirst = node.name === layout.nodes.find(({ role }) => role === 'server')?.name;
  if (!isFirst || apply !== 'auto-deploy') return;
  const manifests = Object.entries(manifestsOf(output, secrets)).filter(
    ([name]) => !delayed.some(({ file }) => file === name),
  );
  writeFiles(
    Object.fromEntries(manifests.map(([name, text]) => [join(inVarLib(folder, K3S.manifests), name), text])),
  );
}

/** Files for k3s's auto-deploy directory, by name. */
export function manifestsOf(output: Files, secrets: ThrowAwaySecrets): Files {
  const own = Object.entries(output).filter(([path]) => path.startsWith('manifests/'));
  return {
    ...Object.fromEntries(own.map(([path, text]) => [basename(path), text])),
    ...(secrets.manifest !== '' && { [SECRETS_MANIFEST]: secrets.manifest }),
  };
}

/** kubectl and its like: k3s goes by the name that it is called by. */
export function linkPrograms(folder: string, k3s: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of APPLETS) symlinkSync(k3s, join(folder, name));
}

/** k3s imports what it finds in its folder; the archives stay where they are. */
function linkImages(folder: MachineFolder, archives: readonly string[]): void {
  const images = inVarLib(folder, K3S.images);
  mkdirSync(images, { recursive: true });
  for (const name of archives) symlinkSync(join(GIVEN.images, name), join(images, name));
}

/** Where containerd looks for plugins if k3s does not say. A k3s that has them within itself has them in its data. */
function linkPlugins({ opt }: MachineFolder, plugins: string | undefined): void {
  mkdirSync(join(opt, 'cni'), { recursive: true });
  symlinkSync(plugins === undefined ? K3S.cniPlugins : GIVEN.cniPlugins, join(opt, 'cni/bin'));
}
