import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplyAccess } from '../../apply';
import { KUBECTL_TIMEOUT, ServerKubectl } from '../../apply';
import type { Lab } from '../../lab';
import type { NetworkPlan, NodePlan } from '../../plan';
import { formatOwnCommand } from '../../terminal/own-command';
import type { Host, Kubectl } from '../../verify';
import {
  CommandHost,
  KubectlCommand,
  SshHost,
  UnreachableError,
  findLocalNode,
  readLocalMachine,
} from '../../verify';

/** How nodes and the API server are reached. */
export interface AccessOptions {
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
}

/** Reaches a running lab. */
export function openLab(plan: NetworkPlan, lab: Lab): ApplyAccess {
  const node = (name: string): Host => {
    if (!lab.layout.nodes.some((machine) => machine.name === name) || !lab.isUp(name))
      throw new UnreachableError(
        `machine ${name} of the lab does not run`,
        'take the lab down and bring it up again',
      );
    return new CommandHost(name, (argv) => lab.words(name, argv));
  };
  const servers = plan.servers.filter(({ name }) =>
    lab.layout.nodes.some((machine) => machine.name === name),
  );
  const kubectl = new ServerKubectl(
    servers.map(({ name }) => new CommandHost(name, (argv) => lab.words(name, argv))),
  );
  return {
    title: 'in its running lab',
    isLab: true,
    node,
    kubectl: kubectl.run,
    close: () => Promise.resolve(),
  };
}

/** Reaches nodes by ssh, or this machine where it is a node, and the API server as well. */
export function openMachines(plan: NetworkPlan, { ssh, kubeconfig }: AccessOptions): ApplyAccess {
  return ssh === undefined ? openLocal(plan, kubeconfig) : openSsh(plan, ssh, kubeconfig);
}

function openSsh(plan: NetworkPlan, ssh: string | true, kubeconfig: string | undefined): ApplyAccess {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-apply-'));
  const user = ssh === true ? undefined : ssh.replace(/@$/, '');
  const options = { folder, ...(user !== undefined && { user }) };
  const connect = ({ name, nodeIp }: NodePlan) => new SshHost(name, String(nodeIp[0]), options);
  const hosts = new Map(plan.nodes.map((node) => [node.name, connect(node)]));
  const servers = plan.servers.flatMap(({ name }) => hosts.get(name) ?? []);
  return {
    title: `by ssh to ${plan.nodes.length === 1 ? 'the node' : `${plan.nodes.length} nodes`}`,
    node: (name) => {
      const host = hosts.get(name);
      if (host === undefined) throw new UnreachableError(`the profile has no node ${name}`, 'add it');
      return host;
    },
    kubectl: kubeconfig === undefined ? new ServerKubectl(servers).run : runLocally(kubeconfig),
    close: async () => {
      await Promise.all([...hosts.values()].map((host) => host.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openLocal(plan: NetworkPlan, kubeconfig: string | undefined): ApplyAccess {
  const machine = readLocalMachine();
  const self = findLocalNode(plan, machine);
  const here = new CommandHost(self?.name ?? 'this machine');
  const isServer = self?.role === 'server' && machine.isRoot;
  const [found] = machine.kubeconfigs;
  const config = kubeconfig ?? (isServer ? undefined : found);
  return {
    title: self === undefined ? 'from this machine, which is no node of it' : `from its node ${self.name}`,
    node: (name) => {
      if (name === self?.name && machine.isRoot) return here;
      const command = formatOwnCommand('apply', plan.cluster, '--ssh');
      throw new UnreachableError(`this machine is not ${name}`, `run "${command}"`);
    },
    kubectl: config === undefined ? new ServerKubectl([here]).run : runLocally(config),
    close: () => Promise.resolve(),
  };
}

function runLocally(kubeconfig: string): Kubectl {
  const command = new KubectlCommand(new CommandHost('this machine'), kubeconfig);
  return (argv, options) => command.run(argv, { timeoutSeconds: KUBECTL_TIMEOUT, ...options });
}
