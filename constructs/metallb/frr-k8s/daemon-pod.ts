import type { k8s } from 'cdk8s-plus-27';
import { pullSecrets } from '../../pull-secrets';
import type { MetalLbSettings } from '../metallb-props';
import { RUNTIME_DEFAULT } from '../security';
import { CONTROL_PLANE, scheduling } from '../workload-options';
import { frr, frrK8s, metrics, reloader, status } from './daemon-containers';
import { initContainers } from './daemon-init-containers';
import { FRR_K8S_NAMES, frrK8sSelector } from './identity';

/** The processor architectures of frr-k8s' images. */
const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x'];

/** Volumes that the containers share, initially empty. */
const SHARED = ['frr-sockets', 'frr-conf', 'reloader', 'metrics', 'frr-status', 'frr-lib', 'frr-tmp'];

/** The pod of FRR and frr-k8s, in the network namespace of its node. */
export function daemonPod(settings: MetalLbSettings): k8s.PodSpec {
  const placement = { ...settings.speaker, ...settings.frrK8s.daemon };
  const own = frrK8sSelector('daemon');
  return {
    serviceAccountName: FRR_K8S_NAMES.daemon,
    hostNetwork: true,
    // frr-k8s sends signals to the reloader in another container.
    shareProcessNamespace: true,
    securityContext: RUNTIME_DEFAULT,
    terminationGracePeriodSeconds: 10,
    // A speaker announces nothing by BGP when FRR does not run.
    ...scheduling({ ...placement, affinity: requireArchitecture(placement.affinity) }, CONTROL_PLANE, own),
    ...pullSecrets(settings.imagePullSecrets),
    initContainers: initContainers(settings),
    containers: [frrK8s(settings), frr(settings), metrics(settings), status(settings), reloader(settings)],
    volumes: [
      { name: 'frr-startup', configMap: { name: FRR_K8S_NAMES.startup } },
      ...SHARED.map((name) => ({ name, emptyDir: {} })),
    ],
  };
}

/** The affinity with the architectures in each term: a node must fit one term only. */
function requireArchitecture({ nodeAffinity, ...rest }: k8s.Affinity = {}): k8s.Affinity {
  const architecture = { key: 'kubernetes.io/arch', operator: 'In', values: ARCHITECTURES };
  const { nodeSelectorTerms = [{}] } = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? {};
  return {
    ...rest,
    nodeAffinity: {
      ...nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: nodeSelectorTerms.map(({ matchExpressions = [], ...term }) => ({
          ...term,
          matchExpressions: [...matchExpressions, architecture],
        })),
      },
    },
  };
}
