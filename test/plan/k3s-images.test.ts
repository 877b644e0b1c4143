import { describe, expect, test } from 'vitest';
import { listK3sImages } from '../../src/plan/k3s-images';
import { listKnownReleases, K3sVersion } from '../../src/releases';
import { lookUpPackagedImages } from '../../src/releases/packaged-images';
import { MINIMAL, planOf } from '../plan-of';

const images = (more = '') => listK3sImages(planOf(`${MINIMAL}${more}`));

describe("k3s's own images of a cluster", () => {
  test('are all where every component is packaged', () => {
    expect(images()).toEqual([
      'docker.io/rancher/mirrored-pause:3.10.2',
      'docker.io/rancher/mirrored-coredns-coredns:1.14.7',
      'docker.io/rancher/klipper-lb:v0.4.17',
      'docker.io/rancher/mirrored-metrics-server:v0.9.0',
      'docker.io/rancher/local-path-provisioner:v0.0.37',
      'docker.io/rancher/mirrored-library-busybox:1.37.0',
      'docker.io/rancher/mirrored-library-traefik:3.7.13',
      'docker.io/rancher/klipper-helm:v0.13.3-build20260727',
    ]);
  });

  test('are those of the components that are not disabled', () => {
    const disabled = `
coredns: { mode: standalone }
servicelb: { mode: none }
traefik: { mode: none }
k3s: { extra: { disable: 'metrics-server, local-storage' } }
`;
    expect(images(disabled)).toEqual(['docker.io/rancher/mirrored-pause:3.10.2']);
  });

  test('are those of a single node too', () => {
    const [first] = images("k3s: { extra: { 'disable+': [metrics-server] } }\n").filter((one) =>
      one.includes('metrics-server'),
    );
    expect(first).toBeUndefined();
  });

  test('come from the registry of k3s, and follow its own keys', () => {
    const moved = images(`
k3s:
  extra:
    system-default-registry: registry.home.arpa:5000
    pause-image: registry.home.arpa:5000/pause:3
    helm-job-image: registry.home.arpa:5000/helm:1
traefik: { values: { image: { tag: v3.7.14 } } }
`);
    expect(moved).toContain('registry.home.arpa:5000/pause:3');
    expect(moved).toContain('registry.home.arpa:5000/helm:1');
    expect(moved).toContain('registry.home.arpa:5000/rancher/mirrored-library-traefik:v3.7.14');
    expect(moved.filter((one) => !one.startsWith('registry.home.arpa:5000/'))).toEqual([]);
  });
});

/** Lists that were published with releases. */
test.each([
  ['v1.33.1+k3s1', 'v0.9.5-build20250306', 'v0.4.13', 'v0.0.31', '1.36.1', '3.6'],
  ['v1.34.2+k3s1', 'v0.9.10-build20251111', 'v0.4.13', 'v0.0.32', '1.36.1', '3.6'],
  ['v1.33.10+k3s1', 'v0.9.14-build20260309', 'v0.4.15', 'v0.0.35', '1.37.0', '3.6'],
  ['v1.36.1+k3s1', 'v0.10.0-build20260513', 'v0.4.17', 'v0.0.36', '1.37.0', '3.6'],
  ['v1.36.3+k3s1', 'v0.13.3-build20260727', 'v0.4.17', 'v0.0.36', '1.37.0', '3.10.2'],
  ['v1.37.1+k3s1', 'v0.13.3-build20260727', 'v0.4.17', 'v0.0.37', '1.37.0', '3.10.2'],
])('%s has the images of its list', (version, helm, loadBalancer, provisioner, busybox, pause) => {
  expect(lookUpPackagedImages(K3sVersion.parse(version))).toMatchObject({
    helmJob: `rancher/klipper-helm:${helm}`,
    serviceLb: `rancher/klipper-lb:${loadBalancer}`,
    localStorage: [
      `rancher/local-path-provisioner:${provisioner}`,
      `rancher/mirrored-library-busybox:${busybox}`,
    ],
    pause: `rancher/mirrored-pause:${pause}`,
  });
});

test('every known release has a tag of each image', () => {
  for (const version of listKnownReleases()) {
    for (const image of Object.values(lookUpPackagedImages(version)).flat()) expect(image).toMatch(/:v?\d/);
  }
});
