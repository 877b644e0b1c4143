import type { NetworkPlan } from '../plan/model';
import { downloadInstallScript, upgradeNode } from '../steps';
import type { Step } from '../steps';
import type { Change } from './change';

/** @see https://docs.k3s.io/upgrades */
export function* findVersionChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.k3sVersion, after.k3sVersion];
  if (was.toString() === is.toString()) return;
  const isOlder = was.compareTo(is) > 0;
  const message = `k3s changes from ${was.toString()} to ${is.toString()}.`;
  if (isOlder) {
    yield {
      cost: 'refused',
      at: ['k3sVersion'],
      message,
      consequence: 'Kubernetes has no downgrade: the newer version has written the datastore.',
      remedy: 'Keep the newer version in the profile.',
    };
    return;
  }
  const skipped = is.minor - was.minor > 1;
  yield {
    cost: 'restart',
    at: ['k3sVersion'],
    message,
    consequence: skipped
      ? 'Kubernetes upgrades one minor version at a time. Every node restarts for each of them, servers before agents.'
      : 'Every node is upgraded and restarted, servers before agents.',
    steps: { 'before-restart': upgradeSteps(before, after) },
  };
}

/** Nodes that stay are upgraded with the configuration that they have; new ones are installed with the new version. */
function upgradeSteps(before: NetworkPlan, after: NetworkPlan): readonly Step[] {
  const names = new Set(after.nodes.map(({ name }) => name));
  const nodes = [...before.servers, ...before.agents].filter(({ name }) => names.has(name));
  const [from, to] = [before.k3sVersion, after.k3sVersion];
  const between = Array.from({ length: Math.max(0, to.minor - from.minor - 1) }, (_, index) => {
    const minor = `v${to.major}.${from.minor + 1 + index}`;
    return { title: `the newest ${minor}`, id: minor, variable: `INSTALL_K3S_CHANNEL=${minor}` };
  });
  const last = {
    title: to.toString(),
    id: to.toString(),
    variable: `INSTALL_K3S_VERSION=${to.toString()}`,
  };
  return [
    downloadInstallScript(),
    ...[...between, last].map(({ title, id, variable }) => ({
      id: `upgrade-${id}`,
      title: `Upgrade k3s to ${title}, one node at a time, servers first.`,
      notes: [
        'Flags of INSTALL_K3S_EXEC beyond the role are not kept: add those that a node was installed with.',
      ],
      interrupts: {
        what: 'The Kubernetes API of a server while its k3s restarts; pods move to other nodes',
        seconds: 60,
      },
      actions: nodes.flatMap((node) => upgradeNode(node, variable, nodes.length > 1)),
    })),
  ];
}
