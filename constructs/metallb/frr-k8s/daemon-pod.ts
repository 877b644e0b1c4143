import type { k8s } from 'cdk8s-plus-27';
import type { MetalLbSettings } from '../metallb-props';
import { RUNTIME_DEFAULT } from '../security';
import { CONTROL_PLANE, scheduling } from '../workload-options';
import { frr, frrK8s, metrics, reloader, status } from './daemon-containers';
import { initContainers } from './daemon-init-containers';
import { FRR_K8S_NAMES } from './identity';

/** The processors that frr-k8s' images are made for. */
const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x'];

/** Folders that the containers share, empty at first. */
const SHARED = ['frr-sockets', 'frr-conf', 'reloader', 'metrics', 'frr-status', 'frr-lib', 'frr-tmp'];

/** FRR and what steers it, in the node's own network. */
export function daemonPod(settings: MetalLbSettings): k8s.PodSpec {
  const { speaker, frrK8s: options } = settings;
  return {
    serviceAccountName: FRR_K8S_NAMES.daemon,
    hostNetwork: true,
    // frr-k8s signals the reloader, which is in another container.
    shareProcessNamespace: true,
    securityContext: RUNTIME_DEFAULT,
    terminationGracePeriodSeconds: 10,
    affinity: { nodeAffinity: nodeAffinity() },
    // A speaker without FRR announces nothing over BGP.
    ...scheduling({ ...speaker, ...options.daemon }, CONTROL_PLANE),
    initContainers: initContainers(settings),
    containers: [frrK8s(settings), frr(settings), metrics(settings), status(settings), reloader(settings)],
    volumes: [
      { name: 'frr-startup', configMap: { name: FRR_K8S_NAMES.startup } },
      ...SHARED.map((name) => ({ name, emptyDir: {} })),
    ],
  };
}

function nodeAffinity(): k8s.NodeAffinity {
  const architecture = { key: 'kubernetes.io/arch', operator: 'In', values: ARCHITECTURES };
  return {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [architecture] }],
    },
  };
}
