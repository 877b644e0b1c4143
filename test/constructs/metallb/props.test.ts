import { describe, expect, test } from 'vitest';
import type {
  FrrK8sOptions,
  MetalLbImages,
  MetalLbProps,
  SpeakerOptions,
  WorkloadOptions,
} from '../../../constructs/metallb';
import type { k8s } from 'cdk8s-plus-27';
import { container, install, only, pod, variable, workload } from './manifests';

const createPlacement = (name: string): Required<WorkloadOptions> => ({
  nodeSelector: { place: name },
  tolerations: [{ key: name, operator: 'Exists' }],
  resources: { requests: { cpu: '20m' }, limits: { cpu: '1', memory: '96Mi' } },
  priorityClassName: `class-of-${name}`,
  affinity: { nodeAffinity: requireZone(name) },
});

const requireZone = (name: string, ...more: readonly k8s.NodeSelectorRequirement[]): k8s.NodeAffinity => ({
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: [name] }, ...more] }],
  },
});

const images: Required<MetalLbImages> = {
  controller: 'a/controller:1',
  speaker: 'a/speaker:1',
  frrK8s: 'a/frr-k8s:1',
  frr: 'a/frr:1',
};
const speaker: Required<SpeakerOptions> = {
  ...createPlacement('speaker'),
  excludedInterfaces: ['^wlan', '^tail"scale'],
  memberlist: true,
  ignoreExcludeLabel: true,
};
const frrK8s: Required<FrrK8sOptions> = {
  daemon: createPlacement('daemon'),
  frrResources: { limits: { memory: '512Mi' } },
  statusCleaner: createPlacement('cleaner'),
};
const everything: Required<MetalLbProps> = {
  namespace: 'lb',
  bgpBackend: 'frr-k8s',
  loadBalancerClass: 'metallb.io/metallb',
  logLevel: 'debug',
  metrics: true,
  networkPolicy: true,
  imageRegistry: 'ignored.example',
  images,
  imagePullSecrets: ['registry', 'mirror'],
  controller: createPlacement('controller'),
  speaker,
  frrK8s,
};
const OBJECTS = install(everything);
const DEFAULT = install();

test('every namespaced object has the namespace', () => {
  const text = JSON.stringify(OBJECTS);
  expect(text).not.toContain('metallb-system');
  expect(text).toContain('"namespace":"lb","path":"/validate-metallb-io-v1beta2-bgppeer"');
  expect(text).toContain('"namespace":"lb","path":"/validate-frrk8s-metallb-io-v1beta1-frrconfiguration"');
});

test.each(['controller', 'speaker'])('%s is told the backend, the class and the log level', (name) => {
  const all = container(OBJECTS, name);
  expect(variable(all, 'METALLB_BGP_TYPE')).toBe('frr-k8s');
  expect(all.args).toEqual(
    expect.arrayContaining(['--port=9120', '--log-level=debug', '--lb-class=metallb.io/metallb']),
  );
  const none = container(DEFAULT, name);
  expect(variable(none, 'METALLB_BGP_TYPE')).toBe('native');
  expect(none.args).toEqual(['--port=9120', '--log-level=info']);
});

test('every container of frr-k8s has the log level', () => {
  for (const [name, program] of [
    ['frr-k8s-daemon', 'controller'],
    ['frr-k8s-daemon', 'frr-status'],
    ['frr-k8s-statuscleaner', 'frr-k8s-statuscleaner'],
  ] as const) {
    expect(container(OBJECTS, name, program).args).toContain('--log-level=debug');
  }
});

test.each(['controller', 'speaker'])('metrics of %s are announced where they are wanted', (name) => {
  const annotations = workload(OBJECTS, name).template.metadata?.annotations;
  expect(annotations).toMatchObject({
    'prometheus.io/scrape': 'true',
    'prometheus.io/scheme': 'https',
    'prometheus.io/port': '9120',
  });
  expect(workload(DEFAULT, name).template.metadata?.annotations ?? {}).not.toHaveProperty([
    'prometheus.io/scrape',
  ]);
});

describe('images', () => {
  const used = (objects: typeof OBJECTS) =>
    ['controller', 'speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner'].flatMap((name) =>
      [...(pod(objects, name).initContainers ?? []), ...pod(objects, name).containers].map(
        ({ image }) => image,
      ),
    );

  test('are those of the props', () => {
    expect(new Set(used(OBJECTS))).toEqual(new Set(Object.values(images)));
  });

  test.each(['controller', 'speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner'])(
    'of %s are pulled by the Secrets of the props',
    (name) => {
      expect(pod(OBJECTS, name).imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'mirror' }]);
      expect(pod(install({ bgpBackend: 'frr-k8s' }), name)).not.toHaveProperty('imagePullSecrets');
    },
  );

  test('have the registry of the props', () => {
    const mirrored = used(install({ bgpBackend: 'frr-k8s', imageRegistry: 'registry.lan:5000' }));
    for (const image of mirrored) expect(image).toMatch(/^registry\.lan:5000\/(metallb|frrouting)\//);
  });
});

describe('scheduling', () => {
  test.each([
    ['controller', 'controller'],
    ['speaker', 'speaker'],
    ['frr-k8s-daemon', 'daemon'],
    ['frr-k8s-statuscleaner', 'cleaner'],
  ])('%s runs where it is told', (name, place) => {
    const { nodeSelector, tolerations, priorityClassName, affinity } = pod(OBJECTS, name);
    expect(nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', place });
    expect(tolerations).toEqual([{ key: place, operator: 'Exists' }]);
    expect(priorityClassName).toBe(`class-of-${place}`);
    const architectures = {
      key: 'kubernetes.io/arch',
      operator: 'In',
      values: expect.any(Array) as string[],
    };
    const more = name === 'frr-k8s-daemon' ? [architectures] : [];
    expect(affinity).toEqual({ nodeAffinity: requireZone(place, ...more) });
    expect(container(OBJECTS, name).resources).toEqual({
      requests: { cpu: '20m' },
      limits: { cpu: '1', memory: '96Mi' },
    });
  });

  test('by default the speakers run on control-plane nodes, the controller does not', () => {
    expect(pod(DEFAULT, 'speaker').tolerations).toEqual([
      { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    ]);
    expect(pod(DEFAULT, 'controller')).not.toHaveProperty('tolerations');
    expect(pod(DEFAULT, 'controller')).not.toHaveProperty('priorityClassName');
    expect(pod(DEFAULT, 'speaker').nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  });

  test('FRR runs where the speakers run', () => {
    const objects = install({ bgpBackend: 'frr-k8s', speaker: createPlacement('edge') });
    const { nodeSelector, tolerations, priorityClassName } = pod(objects, 'speaker');
    expect(pod(objects, 'frr-k8s-daemon')).toMatchObject({ nodeSelector, tolerations, priorityClassName });
  });

  test('resources can be unset', () => {
    expect(container(DEFAULT, 'speaker').resources).toEqual({
      requests: { cpu: '10m', memory: '64Mi' },
      limits: { memory: '256Mi' },
    });
    const unset = install({ controller: { resources: {} }, speaker: { resources: {} } });
    expect(container(unset, 'controller')).not.toHaveProperty('resources');
    expect(container(unset, 'speaker')).not.toHaveProperty('resources');
  });

  test('FRR has the resources of the props', () => {
    expect(container(OBJECTS, 'frr-k8s-daemon', 'frr').resources).toEqual({ limits: { memory: '512Mi' } });
    const limits = (name: string) =>
      container(install({ bgpBackend: 'frr-k8s' }), 'frr-k8s-daemon', name).resources?.limits;
    expect(limits('frr')).toEqual({ memory: '512Mi' });
    expect(limits('frr-metrics')).toEqual({ memory: '128Mi' });
    expect(limits('frr-status')).toEqual({ memory: '128Mi' });
    expect(limits('reloader')).toBeUndefined();
  });
});

describe('speaker', () => {
  const excluded = (objects: typeof OBJECTS) =>
    only<k8s.KubeConfigMapProps>(objects, 'ConfigMap', 'metallb-excludel2').data['excludel2.yaml'];
  const checksum = (objects: typeof OBJECTS) =>
    workload(objects, 'speaker').template.metadata?.annotations?.['checksum/excluded-interfaces'];

  test('announces nothing on the interfaces of the props', () => {
    expect(excluded(OBJECTS)).toBe('announcedInterfacesToExclude: ["^wlan","^tail\\"scale"]\n');
    expect(excluded(DEFAULT)).toContain('"^flannel.*"');
  });

  test('restarts when the interfaces change, because it reads them only at its start', () => {
    expect(checksum(OBJECTS)).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum(OBJECTS)).not.toBe(checksum(DEFAULT));
    expect(checksum(DEFAULT)).toBe(checksum(install({ logLevel: 'debug' })));
  });

  test('announces from labelled nodes if the prop is set', () => {
    expect(container(OBJECTS, 'speaker').args).toContain('--ignore-exclude-lb');
    expect(container(DEFAULT, 'speaker').args).not.toContain('--ignore-exclude-lb');
  });

  test('monitors the others by memberlist', () => {
    const { ports, volumeMounts } = container(DEFAULT, 'speaker');
    expect(ports).toContainEqual({ name: 'memberlist-udp', containerPort: 7946, protocol: 'UDP' });
    expect(volumeMounts).toContainEqual({
      name: 'memberlist',
      mountPath: '/etc/ml_secret_key',
      readOnly: true,
    });
    expect(variable(container(DEFAULT, 'speaker'), 'METALLB_ML_BIND_ADDR')).toBe('status.podIP');
    expect(variable(container(DEFAULT, 'controller'), 'METALLB_ML_SECRET_NAME')).toBe('memberlist');
  });

  test('without memberlist has no port and needs no key', () => {
    const objects = install({ speaker: { memberlist: false } });
    expect(JSON.stringify(pod(objects, 'speaker'))).not.toMatch(/METALLB_ML|memberlist|7946/);
    expect(JSON.stringify(pod(objects, 'controller'))).not.toContain('METALLB_ML');
  });

  test('without memberlist must run on every node', () => {
    const props = { speaker: { memberlist: false, nodeSelector: { edge: 'true' } } };
    expect(() => install(props)).toThrow(
      /^speaker\.nodeSelector and speaker\.affinity need speaker\.memberlist: /,
    );
    const chosen = { speaker: { memberlist: false, affinity: { nodeAffinity: requireZone('edge') } } };
    expect(() => install(chosen)).toThrow(/need speaker\.memberlist/);
  });
});

test('the NetworkPolicy allows the webhook and the metrics of the controller from everywhere', () => {
  const policies = OBJECTS.filter(({ kind }) => kind === 'NetworkPolicy');
  expect(policies).toMatchObject([
    {
      metadata: { name: 'controller', namespace: 'lb' },
      spec: {
        podSelector: { matchLabels: workload(OBJECTS, 'controller').selector.matchLabels },
        policyTypes: ['Ingress'],
        ingress: [{ ports: [{ port: 9443 }, { port: 9120 }] }],
      },
    },
  ]);
  expect(DEFAULT.map(({ kind }) => kind)).not.toContain('NetworkPolicy');
});

test('every pod without a NetworkPolicy is in the network of its node, where it would have no effect', () => {
  for (const name of ['speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner']) {
    expect(pod(OBJECTS, name).hostNetwork).toBe(true);
  }
});
