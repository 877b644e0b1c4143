import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MachineFolder } from '../layout/folders';
import { GIVEN, inVarLib, K3S, machineFolder, listMachineFolders } from '../layout/folders';
import type { NodeMachine } from '../layout/lab-layout';
import type { Machine } from '../layout/machine';
import type { MachineFiles } from '../layout/node-files';
import { createHostFiles, createK3sFiles, createMachineFiles, registriesFile } from '../layout/node-files';
import type { BringUp } from './bring-up-request';
import { writeFiles } from './files';
import { JOURNALCTL_SCRIPT, systemctlScript } from './k3s-service';
import type { Lab } from './lab';

/** Names under which k3s is another command. */
const APPLETS = ['k3s', 'kubectl', 'crictl', 'ctr'];

/** The manifest of CRDs: before the objects that are of their kinds. */
const CRDS_MANIFEST = 'netstack-04-lab-crds.yaml';

/** The manifest of generated Secrets and ConfigMaps: after the namespaces, before the objects that refer to them. */
const SECRETS_MANIFEST = 'netstack-05-lab-secrets.yaml';

/** Writes everything that a machine needs to its folder, before it starts. */
export function equipMachine(lab: Lab, machine: Machine, request: BringUp): void {
  const folder = machineFolder(lab.folder, machine.name);
  for (const path of listMachineFolders(folder)) mkdirSync(path, { recursive: true });
  const id = createHash('md5').update(`${lab.layout.cluster}/${machine.name}`).digest('hex');
  writeFiles(createMachineFiles(machine, folder, id));
  const node = lab.layout.nodes.find(({ name }) => name === machine.name);
  if (node !== undefined) equipNode(node, folder, request);
}

function equipNode(node: NodeMachine, folder: MachineFolder, request: BringUp): void {
  const { description, token, registries, delayed, isBare = false } = request;
  const output = isBare ? {} : request.output;
  const { layout, host, k3s, apply } = description;
  writeFiles(createK3sFiles(folder, node.name, output, { token, ...node.k3sConfig }));
  if (registries !== undefined) writeFiles({ [registriesFile(folder)]: registries });
  writeFiles(createHostFiles(folder, host));
  linkPrograms(inVarLib(folder, GIVEN.links), `../programs/${basename(k3s.path)}`);
  const scripts = { systemctl: systemctlScript(node.role), journalctl: JOURNALCTL_SCRIPT };
  for (const [name, text] of Object.entries(scripts))
    writeFileSync(join(inVarLib(folder, GIVEN.links), name), text, { mode: 0o755 });
  linkImages(folder, layout.images?.archives.map(({ path }) => basename(path)) ?? []);
  if (description.standInCni !== undefined) linkPlugins(folder, host.cniPlugins);
  const isFirst = node.name === layout.nodes.find(({ role }) => role === 'server')?.name;
  if (!isFirst || isBare || apply !== 'auto-deploy') return;
  const manifests = Object.entries(manifestsOf({ ...request, output })).filter(
    ([name]) => !delayed.some(({ file }) => file === name),
  );
  writeFiles(
    Object.fromEntries(manifests.map(([name, text]) => [join(inVarLib(folder, K3S.manifests), name), text])),
  );
}

/** Files for k3s's auto-deploy directory, by name. */
export function manifestsOf({
  output,
  secrets,
  crds,
}: Pick<BringUp, 'output' | 'secrets' | 'crds'>): MachineFiles {
  const own = Object.entries(output).filter(([path]) => path.startsWith('manifests/'));
  return {
    ...Object.fromEntries(own.map(([path, text]) => [basename(path), text])),
    ...(crds !== '' && { [CRDS_MANIFEST]: crds }),
    ...(secrets.manifest !== '' && { [SECRETS_MANIFEST]: secrets.manifest }),
  };
}

/** Links kubectl and the other names of k3s to its binary. */
export function linkPrograms(folder: string, k3s: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of APPLETS) symlinkSync(k3s, join(folder, name));
}

/** Links the archives from the folder that k3s imports images from. */
function linkImages(folder: MachineFolder, archives: readonly string[]): void {
  const images = inVarLib(folder, K3S.images);
  mkdirSync(images, { recursive: true });
  for (const name of archives) symlinkSync(join(GIVEN.images, name), join(images, name));
}

/** Links the plugins to where containerd searches by default. A released k3s unpacks its own to its data folder. */
function linkPlugins({ opt }: MachineFolder, plugins: string | undefined): void {
  mkdirSync(join(opt, 'cni'), { recursive: true });
  symlinkSync(plugins === undefined ? K3S.cniPlugins : GIVEN.cniPlugins, join(opt, 'cni/bin'));
}
