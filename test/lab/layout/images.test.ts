import { describe, expect, test } from 'vitest';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';

const ONE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
`;
const WHOAMI = 'docker.io/traefik/whoami:v1.11.0';
const PAUSE = 'docker.io/rancher/mirrored-pause:3.10.2';
const manifestImages = ['traefik/whoami:v1.11.0'];
const whoami = { path: '/images/whoami.tar', names: [WHOAMI] };
const pause = { path: '/images/pause.tar', names: [PAUSE] };

const lab = (request: Parameters<typeof layoutOf>[1]) =>
  layoutOf(planOf(ONE), { manifestImages, ...request });

describe('without archives', () => {
  test('no image is missing and no component is disabled, with and without a way out', () => {
    for (const request of [{}, { egress: { hostNetworks: [], overlap: false } }]) {
      const { images, nodes, differences, loadBalancers } = lab(request);
      expect(images).toBeUndefined();
      expect(nodes[0]?.k3sConfig).toEqual({});
      expect(differences.filter((line) => /image|disabled/.test(line))).toEqual([]);
      // Packaged Traefik's.
      expect(loadBalancers).toBe(1);
    }
  });
});

describe('with archives and no way out', () => {
  test('an image in no archive is missing', () => {
    const { images, differences } = lab({ archives: [pause] });
    expect(images?.missingImages).toEqual([WHOAMI]);
    expect(differences).toContain(`no archive has ${WHOAMI}: workloads that run it cannot start`);
  });

  test('without a pause image no pod can start', () => {
    const { differences } = lab({ archives: [whoami] });
    expect(differences).toContain('no archive has a pause image: no pod can start');
  });

  test('the image that local-path-provisioner prepares volumes with is taken where the provisioner runs', () => {
    const names = ['local-path-provisioner:v0.0.37', 'mirrored-library-busybox:1.37.0'];
    const archives = names.map((name) => ({
      path: `/images/${name}.tar`,
      names: [`docker.io/rancher/${name}`],
    }));
    expect(lab({ archives: [pause, ...archives] }).images?.archives).toEqual([pause, ...archives]);
    expect(lab({ archives: [pause, ...archives.slice(1)] }).images?.archives).toEqual([pause]);
  });

  test('a compressed archive may contain a pause image, as that of a k3s release does', () => {
    const { differences } = lab({ archives: [{ path: '/images/release.tar.zst', names: undefined }] });
    expect(differences).toEqual([]);
  });
});

describe('with archives and a way out', () => {
  test('nodes pull images that no archive has, and every packaged component runs', () => {
    const { images, nodes, differences, loadBalancers } = lab({
      archives: [whoami],
      egress: { hostNetworks: [], overlap: false },
    });
    expect(images).toEqual({ archives: [whoami], missingComponents: [], missingImages: [] });
    expect(nodes[0]?.k3sConfig).toEqual({});
    expect(differences).toEqual([
      'one process on this machine makes all connections from the lab to the outside',
    ]);
    expect(loadBalancers).toBe(1);
  });

  test('the pause image of an archive replaces the one that k3s would pull', () => {
    const { nodes } = lab({ archives: [pause, whoami], egress: { hostNetworks: [], overlap: false } });
    expect(nodes[0]?.k3sConfig).toEqual({ 'pause-image': PAUSE });
  });
});
