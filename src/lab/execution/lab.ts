import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatForUrl } from '../../address';
import { CLUSTER_NAME_FORM, isClusterName } from '../../diagnostics/cluster-name';
import { formatOwnRootCommand } from '../../terminal/own-command';
import { visible } from '../../terminal/visible';
import type { CommandOutput } from '../../verify';
import type { ApplyWay } from '../../steps';
import type { Credentials } from '../cluster/kubernetes-api';
import { credentialsOf, KubernetesApi } from '../cluster/kubernetes-api';
import { LabError } from '../errors';
import type { HostFacts, K3sBinary } from '../host/host-facts';
import { searchPath } from '../host/programs';
import type { LabFolder, MachineFolder } from '../layout/folders';
import { GIVEN, inVarLib, K3S, labFolder, LABS, machineFolder } from '../layout/folders';
import type { LabCommand, LabCommandWord } from '../layout/commands';
import type { LabLayout } from '../layout/lab-layout';
import type { Machine } from '../layout/machine';
import type { ProcessId } from './machine-process';
import { besideMachine, readInit, inMachine, isAlive } from './machine-process';
import { findLab, readAsOwner } from './lab-record';
import { run, tryRun } from './run';

/** A lab as it was requested. Stored in its folder. */
export interface LabDescription {
  readonly layout: LabLayout;
  readonly host: HostFacts;
  readonly k3s: K3sBinary;
  readonly apply: ApplyWay;
  /** SHA-256 of each manifest that k3s has to apply, by the name of its Addon. */
  readonly addons: Readonly<Record<string, string>>;
  /** The pod networks, where the lab's own CNI replaces the user's. */
  readonly standInCni?: readonly string[];
}

/** The absolute path of the folder of labs: that of NETSTACK_LABS, or the default. */
export function labsPath(): string {
  const named = process.env['NETSTACK_LABS'];
  return named === undefined || named === '' ? LABS : resolve(named);
}

/**
 * The folder of a cluster's lab, whether there is one or not.
 *
 * @throws LabError where the name cannot be a cluster's
 */
export function folderOf(cluster: string, labs = labsPath()): LabFolder {
  if (!isClusterName(cluster)) {
    throw new LabError(`"${visible(cluster)}" is not a name for a cluster: use ${CLUSTER_NAME_FORM}`);
  }
  return labFolder(join(labs, cluster));
}

/**
 * The clusters that have a lab, or what is left of one.
 *
 * @throws LabError where only root can read the folder
 */
export function labNames(labs = labsPath()): readonly string[] {
  const entries = readAsOwner(labs, () =>
    lstatSync(labs, { throwIfNoEntry: false }) === undefined
      ? []
      : readdirSync(labs, { withFileTypes: true }),
  );
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names
    .filter((name) => isClusterName(name) && findLab(folderOf(name, labs), name) === 'recorded')
    .sort();
}

/**
 * Ensures that nothing is where a lab will be made: `lab up` neither continues a lab nor overwrites one.
 *
 * @throws LabError where the cluster has a lab that runs, or something is left of one
 */
export function refuseBeside(cluster: string): void {
  const folder = folderOf(cluster);
  const presence = findLab(folder, cluster);
  if (presence === 'absent') return;
  if (presence === 'foreign') {
    throw new LabError(
      `"${visible(folder.path)}" exists and is not a lab: name another folder for labs by NETSTACK_LABS`,
    );
  }
  const lab = existsSync(folder.description) ? Lab.open(cluster) : undefined;
  const down = `"${formatOwnRootCommand(['lab', 'down', cluster])}"`;
  if (lab?.machines.some(({ name }) => lab.isUp(name))) {
    const status = `"${formatOwnRootCommand(['lab', 'status', cluster])}"`;
    throw new LabError(`a lab of ${cluster} exists already: ${status} shows its state, ${down} removes it`);
  }
  throw new LabError(`an earlier lab of ${cluster} was not removed: run ${down} first`);
}

/**
 * kubectl caches a cluster's kinds by its address, in the home folder. Machines see the host's home folders, and the real
 * cluster may have the same address.
 */
const OWN_CACHE = 'KUBECACHEDIR=/run/kube-cache';

/** A lab that exists. */
export class Lab {
  private constructor(
    readonly folder: LabFolder,
    readonly description: LabDescription,
  ) {}

  /** @throws LabError where the cluster has no lab */
  static open(cluster: string, labs = labsPath()): Lab {
    const folder = folderOf(cluster, labs);
    const presence = findLab(folder, cluster);
    if (presence === 'absent') {
      throw new LabError(
        `there is no lab of ${cluster}: "${formatOwnRootCommand(['lab', 'up', cluster])}" makes one`,
      );
    }
    if (presence === 'foreign') {
      throw new LabError(`there is no lab of ${cluster}: "${visible(folder.path)}" has no record of one`);
    }
    if (!existsSync(folder.description)) {
      throw new LabError(
        `lab up ${cluster} was interrupted: "${formatOwnRootCommand(['lab', 'down', cluster])}" removes what it made`,
      );
    }
    return new Lab(folder, JSON.parse(readFileSync(folder.description, 'utf8')) as LabDescription);
  }

  get layout(): LabLayout {
    return this.description.layout;
  }

  /** The router first, then the nodes in the profile's order, then the client. */
  get machines(): readonly Machine[] {
    const { router, nodes, client } = this.layout;
    return [router, ...nodes, ...(client ? [client] : [])];
  }

  /** @throws LabError where the lab has no such machine */
  machine(name: string): Machine {
    const machine = this.machines.find((one) => one.name === name);
    if (machine !== undefined) return machine;
    const names = this.machines.map((one) => one.name).join(', ');
    throw new LabError(`the lab of ${this.layout.cluster} has no machine "${name}"; it has ${names}`);
  }

  /** Whether the host has cgroup v2 only. */
  get hasUnifiedCgroups(): boolean {
    return this.description.host.cgroups.every(({ version }) => version === 2);
  }

  isUp(machine: string): boolean {
    const init = readInit(machineFolder(this.folder, machine));
    return init !== undefined && isAlive(init);
  }

  /** The command that runs a program in a machine, with the machine's PATH and kubeconfig. */
  words(name: string, argv: readonly string[]): readonly string[] {
    return inMachine(this.init(name), ['env', ...this.variables(this.machine(name)), ...argv]);
  }

  /** The same with the process IDs of the host: a signal reaches the program itself. */
  wordsBeside(name: string, argv: readonly string[]): readonly string[] {
    return besideMachine(this.init(name), argv);
  }

  /** Runs a program in a machine and waits for it. */
  tryRun(machine: string, argv: readonly string[]): Promise<CommandOutput> {
    return tryRun(this.words(machine, argv));
  }

  /** The same for a program that has to succeed. Returns its standard output. */
  run(machine: string, argv: readonly string[]): Promise<string> {
    return run(this.words(machine, argv));
  }

  /** Runs commands of a layout in order. */
  async runAll(commands: readonly LabCommand[]): Promise<void> {
    for (const { machine, argv } of commands) {
      const words = argv.map((word) => this.spelled(word));
      const { status, stderr } = await tryRun(besideMachine(this.init(machine), words));
      if (status !== 0) throw new LabError(`in ${machine}, "${words.join(' ')}" failed: ${stderr.trim()}`);
    }
  }

  /** The API server; undefined until k3s has written its credentials. */
  api(): KubernetesApi | undefined {
    const credentials = this.credentials();
    return credentials && new KubernetesApi(this.folder.apiSocket, this.layout.api.address, credentials);
  }

  /** The kubeconfig of the first server, for use on the lab's LAN; undefined until k3s has written it. */
  kubeconfig(): string | undefined {
    const file = this.serverKubeconfig();
    const { address, port } = this.layout.api;
    return file?.replace(/^(\s*server: ).*$/m, `$1https://${formatForUrl(address)}:${port}`);
  }

  private credentials(): Credentials | undefined {
    const file = this.serverKubeconfig();
    return file === undefined ? undefined : credentialsOf(file);
  }

  private serverKubeconfig(): string | undefined {
    const file = join(this.firstServer().rancher, 'k3s/k3s.yaml');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /**
   * Where the first server's k3s has unpacked itself. A released k3s does so whenever it runs, as kubectl too: outside of
   * the nodes it would use the host's own folder.
   */
  private serverData(): string {
    return inVarLib(this.firstServer(), K3S.data);
  }

  /** The folder of the server that starts the cluster. */
  firstServer(): MachineFolder {
    const server = this.layout.nodes.find(({ role }) => role === 'server');
    return machineFolder(this.folder, server?.name ?? '');
  }

  private spelled(word: LabCommandWord): string {
    return typeof word === 'string' ? word : String(this.init(word.pidOf).id);
  }

  /** The process that holds a machine's namespaces. */
  init(name: string): ProcessId {
    const init = readInit(machineFolder(this.folder, this.machine(name).name));
    if (init !== undefined && isAlive(init)) return init;
    throw new LabError(
      `${name} is down: "${formatOwnRootCommand(['lab', 'down', this.layout.cluster])}" removes the rest of the lab`,
    );
  }

  private variables({ kind }: Machine): readonly string[] {
    const path = searchPath();
    if (kind !== 'node') {
      const unpacked = `K3S_DATA_DIR=${this.serverData()}`;
      return [
        `PATH=${this.folder.links}:${path}`,
        `KUBECONFIG=${this.folder.kubeconfig}`,
        unpacked,
        OWN_CACHE,
      ];
    }
    const own = [GIVEN.links, GIVEN.programs, `${GIVEN.programs}/cni`];
    return [`PATH=${[...own, path].join(':')}`, 'KUBECONFIG=/etc/rancher/k3s/k3s.yaml', OWN_CACHE];
  }
}
