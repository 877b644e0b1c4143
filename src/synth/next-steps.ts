import type { NetworkPlan } from '../plan';
import { traefikHandover } from '../diff';
import { FLANNEL_CONF_FILE, FLANNEL_CONF_PATH, NODE_CONFIG_PATH } from '../k3s';
import type { ClusterFiles } from './cluster-files';
import { quoteCommand } from '../terminal/quote-command';
import { applyCommands } from './apply-commands';
import { tryCommands } from './try-commands';

/** k3s's auto-deploy directory. @see https://docs.k3s.io/installation/packaged-components */
const MANIFESTS_PATH = '/var/lib/rancher/k3s/server/manifests/';

/** One line: what was written for a cluster. */
export function summary({ plan, manifests }: ClusterFiles, folder: string): string {
  const objects = manifests.reduce((sum, manifest) => sum + manifest.objects.length, 0);
  const parts = [
    counted(plan.nodes.length, 'node file'),
    `${counted(manifests.length, 'manifest')} (${counted(objects, 'object')})`,
  ];
  return `${plan.cluster}: ${parts.join(', ')} in ${folder}\n`;
}

/** The commands that bring what was written to the cluster, in their order. */
export function nextSteps(cluster: ClusterFiles, folder: string): string {
  const { plan, manifests } = cluster;
  const steps = [nodeSteps(plan, folder)];
  if (manifests.length > 0) {
    steps.push(
      ...takeoverSteps(plan),
      autoDeploySteps(plan, folder),
      kubectlSteps(cluster, `${folder}/manifests`),
    );
    steps.push(trySteps(plan));
  }
  return steps.filter((step) => step !== '').join('');
}

function nodeSteps(plan: NetworkPlan, folder: string): string {
  const lines = plan.nodes.map(({ name }) => `${folder}/k3s/${name}.yml  to  ${NODE_CONFIG_PATH} on ${name}`);
  if (plan.flannel.needsConf) {
    lines.push(`${folder}/k3s/${FLANNEL_CONF_FILE}  to  ${FLANNEL_CONF_PATH} on every node`);
  }
  const external =
    plan.datastore === 'external'
      ? [
          'k3s takes the datastore from K3S_DATASTORE_ENDPOINT in /etc/systemd/system/k3s.service.env on each server',
        ]
      : [];
  return section('Copy to the nodes, before k3s is installed or restarted', [...lines, ...external]);
}

/** What k3s takes away when a part of its own is switched off, it takes away from ours too if ours is there first. */
function takeoverSteps({ coredns, traefik, servers }: NetworkPlan): string[] {
  const restart = `systemctl restart k3s  (on ${servers.map(({ name }) => name).join(', then ')})`;
  const gone = (what: string) => `kubectl -n kube-system wait --for=delete ${what} --timeout=5m`;
  const steps: string[] = [];
  if (traefik.mode !== 'packaged') {
    const title =
      "Only where k3s's own Traefik runs today: let it go first, and keep its CRDs and all IngressRoutes";
    steps.push(section(title, traefikHandover(restart)));
  }
  if (coredns.mode === 'standalone') {
    const title =
      "Only where k3s's own CoreDNS runs today: let it go first, its Service has the name of ours";
    steps.push(section(title, [restart, gone('service/kube-dns')]));
  }
  return steps;
}

function autoDeploySteps({ servers }: NetworkPlan, folder: string): string {
  const on = servers.length > 1 ? `on ${servers[0]?.name}, one server is enough` : `on ${servers[0]?.name}`;
  return section(`Then either let k3s apply them (${on}; it retries by itself)`, [
    `cp ${folder}/manifests/*.yaml ${MANIFESTS_PATH}`,
  ]);
}

function kubectlSteps({ manifests }: ClusterFiles, folder: string): string {
  return section('or apply them yourself', applyCommands(manifests, folder).map(quoteCommand));
}

function trySteps(plan: NetworkPlan): string {
  const commands = tryCommands(plan);
  return commands.length > 0 ? section('Try it', commands) : '';
}

function section(title: string, lines: readonly string[]): string {
  return [`  ${title}:`, ...lines.map((line) => `    ${line}`), ''].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
