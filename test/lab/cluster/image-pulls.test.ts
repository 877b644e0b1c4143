import { expect, test } from 'vitest';
import { findPullTroubles, formatPullTrouble } from '../../../src/lab/cluster/image-pulls';
import type { ClusterState, ContainerStatus, Event, Pod } from '../../../src/lab/cluster/objects';

const EMPTY: ClusterState = {
  ...{ nodes: [], pods: [], services: [], deployments: [], daemonSets: [], jobs: [], addons: [] },
  ...{ helmCharts: [], sessionStates: [], events: [] },
};

const waiting = (image: string, reason: string, message = ''): ContainerStatus => ({
  image,
  state: { waiting: { reason, message } },
});

function pod(name: string, ...containerStatuses: readonly ContainerStatus[]): Pod {
  return {
    metadata: { name, namespace: 'samples' },
    spec: { containers: [] },
    status: { phase: 'Pending', containerStatuses },
  };
}

const texts = (state: Partial<ClusterState>, missingImages: readonly string[] = []) =>
  findPullTroubles({ ...EMPTY, ...state }, missingImages).map(formatPullTrouble);

const NOT_FOUND =
  'failed to pull and unpack image "docker.io/traefik/whoami:v9": failed to resolve reference "docker.io/traefik/whoami:v9": docker.io/traefik/whoami:v9: not found';

test('an image that cannot be pulled has a name, a reason and a message of the runtime', () => {
  // As the kubelet of Kubernetes v1.32 and newer writes it.
  const message = `Back-off pulling image "traefik/whoami:v9": ErrImagePull: ${NOT_FOUND}`;
  expect(texts({ pods: [pod('web', waiting('traefik/whoami:v9', 'ImagePullBackOff', message))] })).toEqual([
    `docker.io/traefik/whoami:v9: ImagePullBackOff (samples/web): ErrImagePull: ${NOT_FOUND}`,
  ]);
});

test('a message of several lines becomes one, and an empty one is omitted', () => {
  const message = 'failed to do request:\n  dial tcp 10.9.9.9:5000: connect: no route to host\n';
  expect(
    texts({
      pods: [pod('a', waiting('m.lan:5000/a:1', 'ErrImagePull', message), waiting('b', 'ErrImageNeverPull'))],
    }),
  ).toEqual([
    'm.lan:5000/a:1: ErrImagePull (samples/a): failed to do request: dial tcp 10.9.9.9:5000: connect: no route to host',
    'docker.io/library/b:latest: ErrImageNeverPull (samples/a)',
  ]);
});

test('each image is listed once, whatever the number of pods, init containers included', () => {
  const init: Pod = {
    ...pod('three'),
    status: { initContainerStatuses: [waiting('busybox', 'ErrImagePull', 'denied')] },
  };
  const pods = [
    pod('one', waiting('busybox', 'ErrImagePull', 'refused')),
    pod('two', waiting('busybox', 'ErrImagePull', 'refused')),
    init,
  ];
  expect(texts({ pods })).toEqual([
    'docker.io/library/busybox:latest: ErrImagePull (samples/one, and 2 more): denied',
  ]);
});

test('other reasons to wait, and images that are known to be missing, are not listed', () => {
  const pods = [
    pod(
      'creating',
      waiting('busybox', 'ContainerCreating'),
      waiting('busybox', 'CrashLoopBackOff', 'back-off'),
    ),
    pod('running', { image: 'busybox', state: {} }),
    pod('known', waiting('traefik/whoami:v9', 'ErrImagePull', NOT_FOUND)),
  ];
  expect(texts({ pods }, ['docker.io/traefik/whoami:v9'])).toEqual([]);
});

const sandbox = (name: string, message: string): Event => ({
  metadata: { name: `${name}.17e`, namespace: 'samples' },
  involvedObject: { name, namespace: 'samples' },
  message,
});
const NO_PAUSE =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox "ab": failed to get sandbox image "rancher/mirrored-pause:3.6": failed to pull image "rancher/mirrored-pause:3.6": no route to host';

/** The message of containerd 2. */
const NO_PAUSE_2 =
  'Failed to create pod sandbox: rpc error: code = NotFound desc = failed to pull image "rancher/mirrored-pause:3.10.2": failed to pull and unpack image "docker.io/rancher/mirrored-pause:3.10.2": not found';

test("a pod's sandbox image is found in its events", () => {
  const pods = [pod('web', waiting('busybox', 'ContainerCreating'))];
  expect(texts({ pods, events: [sandbox('web', NO_PAUSE), sandbox('web', NO_PAUSE)] })).toEqual([
    'docker.io/rancher/mirrored-pause:3.6: FailedCreatePodSandBox (samples/web): failed to pull image "rancher/mirrored-pause:3.6": no route to host',
  ]);
  expect(texts({ pods, events: [sandbox('web', NO_PAUSE_2)] })).toEqual([
    'docker.io/rancher/mirrored-pause:3.10.2: FailedCreatePodSandBox (samples/web): failed to pull and unpack image "docker.io/rancher/mirrored-pause:3.10.2": not found',
  ]);
});

test('events of started and deleted pods, and of other failures, are ignored', () => {
  const pods = [
    pod('web', { image: 'busybox', state: {} }),
    pod('cni', waiting('busybox', 'ContainerCreating')),
  ];
  const events = [
    sandbox('web', NO_PAUSE),
    sandbox('gone', NO_PAUSE),
    sandbox('cni', 'Failed to create pod sandbox: plugin type="flannel" failed (add): no subnet.env'),
  ];
  expect(texts({ pods, events })).toEqual([]);
});
