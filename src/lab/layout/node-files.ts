import { join } from 'node:path';
import type { NodeConfig } from '../../k3s';
import { FLANNEL_CONF_FILE, FLANNEL_CONF_PATH, NODE_CONFIG_PATH } from '../../k3s';
import type { HostFacts } from '../host/host-facts';
import type { MachineFolder } from './folders';
import { inVarLib, K3S } from './folders';
import { KERNEL_SETTINGS } from './kernel-settings';
import type { Machine } from './machine';

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** What the lab adds to a node's config, beside the file that synth writes. */
export const LAB_CONFIG = '90-lab.yaml';

/** Every machine's own name and name servers, and an id that no other machine has. */
export function machineFiles(machine: Machine, folder: MachineFolder, machineId: string): Files {
  const { hostName, nameServers } = machine;
  return {
    [join(folder.etc, 'hostname')]: `${hostName}\n`,
    [join(folder.etc, 'hosts')]: `127.0.0.1 localhost\n::1 localhost\n127.0.1.1 ${hostName}\n`,
    [join(folder.etc, 'resolv.conf')]: nameServers.map((address) => `nameserver ${address}\n`).join(''),
    [join(folder.etc, 'machine-id')]: `${machineId}\n`,
  };
}

/** What k3s reads on a node. */
export function k3sFiles(folder: MachineFolder, node: string, output: Files, config: NodeConfig): Files {
  const flannelConf = output[`k3s/${FLANNEL_CONF_FILE}`];
  return {
    [inRancher(folder, NODE_CONFIG_PATH)]: output[`k3s/${node}.yml`] ?? '',
    [inRancher(folder, NODE_CONFIG_PATH).replace(/[^/]*$/, LAB_CONFIG)]: configText(config),
    ...(flannelConf !== undefined && { [inRancher(folder, FLANNEL_CONF_PATH)]: flannelConf }),
  };
}

/** Where a node's k3s looks for mirrors and registries. @see https://docs.k3s.io/installation/private-registry */
export function registriesFile(folder: MachineFolder): string {
  return inRancher(folder, '/etc/rancher/k3s/registries.yaml');
}

/** A k3s config file. JSON's strings and lists are YAML's too. */
export function configText(config: NodeConfig): string {
  return Object.entries(config)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

function inRancher({ rancher }: MachineFolder, path: string): string {
  return join(rancher, path.slice('/etc/rancher/'.length));
}

/** containerd is told not to ask for what the host forbids; the kubelet sees its settings as it wants them. */
export function hostFiles(folder: MachineFolder, { lowersOomScore }: HostFacts): Files {
  const dropIn = join(inVarLib(folder, K3S.containerd), 'config-v3.toml.d/90-lab.toml');
  return {
    ...Object.fromEntries(
      KERNEL_SETTINGS.map(({ path, value }) => [join(folder.sysctls, path), `${value}\n`]),
    ),
    ...(!lowersOomScore && {
      [dropIn]: "[plugins.'io.containerd.cri.v1.runtime']\n  restrict_oom_score_adj = true\n",
    }),
  };
}
