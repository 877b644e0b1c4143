import type { NetworkPlan } from '../plan';
import { hostOf } from './actions';
import { checkCommandLines } from './command-line-check';
import { releasePackagedTraefik, waitForPackagedRemoved } from './handover-steps';
import type { FirstServerOptions } from './install-steps';
import {
  copyDatastoreEndpoint,
  downloadInstallScript,
  installCni,
  installFirstServer,
  joinNode,
  prepareVpn,
} from './install-steps';
import { applyManifests } from './manifest-steps';
import { applyMonitoring } from './monitoring-steps';
import { copyNodeFiles, restartNodes } from './node-steps';
import type { ApplyWay, RenderedCluster, Step } from './step';
import { trySamples } from './try-steps';

/** All steps from machines to a running cluster, whether k3s already runs on them or not. */
export function newClusterSteps(
  cluster: RenderedCluster,
  way: ApplyWay,
  options: Omit<FirstServerOptions, 'condition'> = {},
): readonly Step[] {
  const { plan, manifests } = cluster;
  return [
    ...prepareVpn(plan),
    copyAllNodeFiles(plan),
    ...copyDatastoreEndpoint(plan),
    ...installNodes(plan, options),
    ...restartRunningCluster(plan),
    ...installCni(plan),
    ...(manifests.length > 0 ? applyManifests(cluster, way) : []),
    ...applyMonitoring(cluster.files),
    ...trySamples(plan),
  ];
}

function copyAllNodeFiles(plan: NetworkPlan): Step {
  return {
    id: 'copy-node-files',
    title: 'Copy the node files, before k3s is installed or restarted.',
    actions: plan.nodes.flatMap((node) => copyNodeFiles(plan, hostOf(node))),
  };
}

function installNodes(plan: NetworkPlan, options: Omit<FirstServerOptions, 'condition'>): readonly Step[] {
  const [first, ...servers] = plan.servers;
  if (first === undefined) return [];
  const condition = 'k3s-absent';
  const others = [...servers, ...plan.agents].map((node) =>
    joinNode(plan, { node, through: hostOf(first), needsServer: false, hasFiles: true, condition }),
  );
  return [
    downloadInstallScript(condition),
    installFirstServer(plan, first, { ...options, condition }),
    ...others,
  ];
}

/** Packaged components that the profile disables go when the servers restart; what takes their place comes after. */
function restartRunningCluster(plan: NetworkPlan): readonly Step[] {
  const { beforeRestart, afterRestart } = releasePackagedTraefik();
  const ifTraefik = (step: Step) =>
    plan.traefik.mode === 'packaged' ? [] : [{ ...step, condition: 'packaged-traefik-present' as const }];
  return [
    checkCommandLines(plan, plan.nodes),
    ...ifTraefik(beforeRestart),
    ...restartNodes(plan, plan.nodes, { id: 'restart', condition: 'k3s-present', copied: [] }),
    ...ifTraefik(afterRestart),
    ...waitForPackagedRemoved(plan).map((step) => ({ ...step, condition: 'k3s-present' as const })),
  ];
}
