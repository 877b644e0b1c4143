import type { k8s } from 'cdk8s-plus-27';
import { pullSecrets } from '../pull-secrets';
import { resourceRequirements } from '../resources';
import { commonArguments, commonEnvironment, fromField } from './arguments';
import { NAMES, podSelector } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { METRICS_PORT } from './metrics';
import { healthProbes } from './probes';
import { createSecurityContext, RUNTIME_DEFAULT } from './security';
import { CONTROL_PLANE, scheduling, SMALL } from './workload-options';

const MEMBERLIST_PORT = 7946;
const MEMBERLIST_KEY_PATH = '/etc/ml_secret_key';

/** A speaker's pod: in the network namespace of its node, with the capability that ARP and NDP need. */
export function speakerPod(settings: MetalLbSettings): k8s.PodSpec {
  return {
    serviceAccountName: 'speaker',
    hostNetwork: true,
    securityContext: RUNTIME_DEFAULT,
    terminationGracePeriodSeconds: 2,
    ...scheduling(settings.speaker, CONTROL_PLANE, podSelector('speaker')),
    ...pullSecrets(settings.imagePullSecrets),
    containers: [container(settings)],
    volumes: volumes(settings),
  };
}

function container(settings: MetalLbSettings): k8s.Container {
  const { speaker, images } = settings;
  return {
    name: 'speaker',
    image: images.speaker,
    args: [...commonArguments(settings), ...(speaker.ignoreExcludeLabel ? ['--ignore-exclude-lb'] : [])],
    env: [
      ...commonEnvironment(settings),
      fromField('METALLB_NODE_NAME', 'spec.nodeName'),
      ...(speaker.memberlist ? memberlistEnvironment() : []),
    ],
    ports: [
      { name: 'metricshttps', containerPort: METRICS_PORT },
      ...(speaker.memberlist
        ? [
            { name: 'memberlist-tcp', containerPort: MEMBERLIST_PORT },
            { name: 'memberlist-udp', containerPort: MEMBERLIST_PORT, protocol: 'UDP' },
          ]
        : []),
    ],
    resources: resourceRequirements(speaker.resources ?? SMALL),
    securityContext: createSecurityContext('NET_RAW'),
    ...healthProbes('127.0.0.1'),
    volumeMounts: volumeMounts(settings),
  };
}

/** The variables by which a speaker finds the others: the labels of their pods. */
function memberlistEnvironment(): k8s.EnvVar[] {
  const labels = Object.entries(podSelector('speaker')).map(([key, value]) => `${key}=${value}`);
  return [
    fromField('METALLB_ML_BIND_ADDR', 'status.podIP'),
    { name: 'METALLB_ML_LABELS', value: labels.join(',') },
    { name: 'METALLB_ML_SECRET_KEY_PATH', value: MEMBERLIST_KEY_PATH },
  ];
}

function volumes({ speaker }: MetalLbSettings): k8s.Volume[] {
  const memberlist = [
    { name: 'memberlist', secret: { secretName: NAMES.memberlistSecret } },
    { name: 'memberlist-config', configMap: { name: NAMES.memberlistConfig, optional: true } },
  ];
  return [
    { name: NAMES.excludedInterfaces, configMap: { name: NAMES.excludedInterfaces, defaultMode: 0o400 } },
    ...(speaker.memberlist ? memberlist : []),
  ];
}

function volumeMounts({ speaker }: MetalLbSettings): k8s.VolumeMount[] {
  const memberlist = [
    { name: 'memberlist', mountPath: MEMBERLIST_KEY_PATH, readOnly: true },
    { name: 'memberlist-config', mountPath: '/etc/metallb/memberlist', readOnly: true },
  ];
  return [
    { name: NAMES.excludedInterfaces, mountPath: '/etc/metallb', readOnly: true },
    ...(speaker.memberlist ? memberlist : []),
  ];
}
