import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatForUrl } from '../../address';
import type { Credentials } from '../cluster/kubernetes-api';
import { credentialsOf, KubernetesApi } from '../cluster/kubernetes-api';
import { LabError } from '../errors';
import type { HostFacts, K3sProgram } from '../host/host-facts';
import { searchPath } from '../host/programs';
import type { LabFolder, MachineFolder } from '../layout/folders';
import { GIVEN, inVarLib, K3S, labFolder, LABS, machineFolder } from '../layout/folders';
import type { LabCommand, Word } from '../layout/commands';
import type { LabLayout } from '../layout/lab-layout';
import type { Machine } from '../layout/machine';
import type { ProcessId } from './machine-process';
import { besideMachine, initOf, inMachine, isAlive } from './machine-process';
import type { Output } from './run';
import { output, run } from './run';

/** How manifests come to the cluster. */
export type ApplyWay = 'auto-deploy' | 'kubectl';

/** A lab as it was asked for, kept beside what was made of it. */
export interface LabDescription {
  readonly layout: LabLayout;
  readonly host: HostFacts;
  readonly k3s: K3sProgram;
  readonly apply: ApplyWay;
  /** SHA-256 of each manifest that k3s is to apply, by the name of its Addon. */
  readonly addons: Readonly<Record<string, string>>;
  /** The pod networks, where the lab's own CNI stands in. */
  readonly standInCni?: readonly string[];
}

/** Where labs are kept: NETSTACK_LABS, or the usual place. From anywhere: a lab's programs start in another folder. */
export function labsPath(): string {
  const named = process.env['NETSTACK_LABS'];
  return named === undefined || named === '' ? LABS : resolve(named);
}

/** What a cluster may be called that folders, cgroups and mount options are named after. */
const SAFE_NAME = /^[A-Za-z0-9][\w.-]*$/;

/**
 * The folder of a cluster's lab, whether there is one or not.
 *
 * @throws LabError where a folder cannot be called so
 */
export function folderOf(cluster: string, labs = labsPath()): LabFolder {
  if (!SAFE_NAME.test(cluster)) {
    throw new LabError(`"${cluster}" cannot be the name of a lab: letters, digits, dots, - and _ only`);
  }
  return labFolder(join(labs, cluster));
}

/** Where labs of before kept the host's own kernel settings. */
export function earlierRecord(labs = labsPath()): string {
  return join(labs, 'kernel-settings.json');
}

/** The clusters that there are labs of, or what is left of one. */
export function labNames(labs = labsPath()): readonly string[] {
  if (!existsSync(labs)) return [];
  const folders = readdirSync(labs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

/**
 * A lab is made where there is nothing of one: it is neither taken over nor made anew in the midst of another.
 *
 * @throws LabError where the cluster has a lab that runs, or something is left of one
 */
export function refuseBeside(cluster: string): void {
  const { path, description } = folderOf(cluster);
  if (!existsSync(path)) return;
  const lab = existsSync(description) ? Lab.open(cluster) : undefined;
  const down = `"netstack lab down ${cluster}"`;
  if (lab?.machines.some(({ name }) => lab.isUp(name))) {
    const status = `"netstack lab status ${cluster}"`;
    throw new LabError(`there is a lab of ${cluster} already: look at it by ${status}, remove it by ${down}`);
  }
  throw new LabError(`there is what an earlier lab of ${cluster} left: remove it by ${down}, then make one`);
}

/**
 * Where kubectl remembers what a cluster has, by its address: the real cluster may have the lab's, and machines see the
 * host's home folders.
 */
const OWN_CACHE = 'KUBECACHEDIR=/run/kube-cache';

/** A lab that was made. */
export class Lab {
  private constructor(
    readonly folder: LabFolder,
    readonly description: LabDescription,
  ) {}

  /** @throws LabError where there is none */
  static open(cluster: string, labs = labsPath()): Lab {
    const folder = folderOf(cluster, labs);
    if (!existsSync(folder.path)) {
      throw new LabError(`there is no lab of ${cluster}: make one by "netstack lab up ${cluster}"`);
    }
    if (!existsSync(folder.description)) {
      throw new LabError(
        `the lab of ${cluster} was not made to the end: "netstack lab down ${cluster}" removes it`,
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

  /** Whether the host has cgroup v2 alone. */
  get hasUnifiedCgroups(): boolean {
    return this.description.host.cgroups.every(({ version }) => version === 2);
  }

  isUp(machine: string): boolean {
    const init = initOf(machineFolder(this.folder, machine));
    return init !== undefined && isAlive(init);
  }

  /** Words that run a program in a machine, with what belongs to it on PATH. */
  words(name: string, argv: readonly string[]): readonly string[] {
    return inMachine(this.init(name), ['env', ...this.variables(this.machine(name)), ...argv]);
  }

  /** Runs a program in a machine to its end. */
  output(machine: string, argv: readonly string[]): Promise<Output> {
    return output(this.words(machine, argv));
  }

  /** The same for a program that has to end well; returns what it printed. */
  run(machine: string, argv: readonly string[]): Promise<string> {
    return run(this.words(machine, argv));
  }

  /** Runs commands of a layout, one after the other. */
  async runAll(commands: readonly LabCommand[]): Promise<void> {
    for (const { machine, argv } of commands) {
      const words = argv.map((word) => this.spelled(word));
      const { status, stderr } = await output(besideMachine(this.init(machine), words));
      if (status !== 0) throw new LabError(`in ${machine}, "${words.join(' ')}" failed: ${stderr.trim()}`);
    }
  }

  /** The API server, as soon as it has written its credentials. */
  api(): KubernetesApi | undefined {
    const credentials = this.credentials();
    return credentials && new KubernetesApi(this.folder.apiSocket, this.layout.api.address, credentials);
  }

  /** The kubeconfig of the first server, for use on the LAN; undefined while there is none. */
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
   * Where the first server's k3s has unpacked itself: a released one does so whenever it is called, by kubectl's name
   * too, and outside of nodes it would into the host's own folder.
   */
  private serverData(): string {
    return inVarLib(this.firstServer(), K3S.data);
  }

  private firstServer(): MachineFolder {
    const server = this.layout.nodes.find(({ role }) => role === 'server');
    return machineFolder(this.folder, server?.name ?? '');
  }

  private spelled(word: Word): string {
    return typeof word === 'string' ? word : String(this.init(word.pidOf).id);
  }

  /** The process that keeps a machine's namespaces. */
  init(name: string): ProcessId {
    const init = initOf(machineFolder(this.folder, this.machine(name).name));
    if (init !== undefined && isAlive(init)) return init;
    throw new LabError(
      `${name} is not running: "netstack lab down ${this.layout.cluster}" removes what is left`,
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
