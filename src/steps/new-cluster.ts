import type { NetworkPlan } from '../plan';
import { hostOf } from './actions';
import { releasePackagedTraefik, waitForPackagedRemoved } from './handover-steps';
import {
  copyDatastoreEndpoint,
  downloadInstallScript,
  installCni,
  installFirstServer,
  joinNode,
} from './install-steps';
import { applyManifests } from './manifest-steps';
import { copyNodeFiles, restartNodes } from './node-steps';
import type { ApplyWay, RenderedCluster, Step } from './step';
import { trySamples } from './try-steps';

/** Condition of the steps that install k3s. */
const ON_NEW_MACHINES = 'Only where k3s is not installed yet.';

/** Condition of the steps for a cluster that was made without k3s-netstack. */
const ON_RUNNING_CLUSTER = 'Only where k3s ran before: it reads the node files when it starts.';

/** The same for what users made for k3s's own Traefik. */
const WITH_PACKAGED_TRAEFIK = 'Only where k3s ran before, with its own Traefik.';

/** All steps from machines to a running cluster, whether k3s already runs on them or not. */
export function newClusterSteps(cluster: RenderedCluster, way: ApplyWay): readonly Step[] {
  const { plan, manifests } = cluster;
  return [
    copyAllNodeFiles(plan),
    ...copyDatastoreEndpoint(plan),
    ...installNodes(plan),
    ...restartRunningCluster(plan),
    ...installCni(plan),
    ...(manifests.length > 0 ? applyManifests(cluster, way) : []),
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

function installNodes(plan: NetworkPlan): readonly Step[] {
  const [first, ...servers] = plan.servers;
  if (first === undefined) return [];
  const condition = ON_NEW_MACHINES;
  const others = [...servers, ...plan.agents].map((node) =>
    joinNode(plan, { node, through: hostOf(first), needsServer: false, hasFiles: true, condition }),
  );
  return [downloadInstallScript(condition), installFirstServer(plan, first, condition), ...others];
}

/** Packaged components that the profile disables go when the servers restart; what takes their place comes after. */
function restartRunningCluster(plan: NetworkPlan): readonly Step[] {
  const { beforeRestart, afterRestart } = releasePackagedTraefik();
  const ifTraefik = (step: Step) =>
    plan.traefik.mode === 'packaged' ? [] : [{ ...step, condition: WITH_PACKAGED_TRAEFIK }];
  return [
    ...ifTraefik(beforeRestart),
    ...restartNodes(plan, plan.nodes, { id: 'restart', condition: ON_RUNNING_CLUSTER, copied: [] }),
    ...ifTraefik(afterRestart),
    ...waitForPackagedRemoved(plan).map((step) => ({ ...step, condition: ON_RUNNING_CLUSTER })),
  ];
}
