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
  test('no image is missing and no part is left out, whether there is a way out or not', () => {
    for (const request of [{}, { egress: { hostNetworks: [], overlap: false } }]) {
      const { images, nodes, differences, loadBalancers } = lab(request);
      expect(images).toBeUndefined();
      expect(nodes[0]?.k3sConfig).toEqual({});
      expect(differences.filter((line) => /image|left out/.test(line))).toEqual([]);
      // Packaged Traefik's.
      expect(loadBalancers).toBe(1);
    }
  });
});

describe('with archives and no way out', () => {
  test('what no archive has is missing', () => {
    const { images, differences } = lab({ archives: [pause] });
    expect(images?.missingImages).toEqual([WHOAMI]);
    expect(differences).toContain(
      `no archive has ${WHOAMI}: what runs it will not start, and is not waited for`,
    );
  });

  test('without a pause image no pod starts', () => {
    const { differences } = lab({ archives: [whoami] });
    expect(differences).toContain('no archive has a pause image: no pod starts');
  });

  test('a compressed archive may have a pause image, as that of a k3s release does', () => {
    const { differences } = lab({ archives: [{ path: '/images/release.tar.zst', names: undefined }] });
    expect(differences).toEqual([]);
  });
});

describe('with archives and a way out', () => {
  test('nodes pull what no archive has, and every packaged part runs', () => {
    const { images, nodes, differences, loadBalancers } = lab({
      archives: [whoami],
      egress: { hostNetworks: [], overlap: false },
    });
    expect(images).toEqual({ archives: [whoami], missingParts: [], missingImages: [] });
    expect(nodes[0]?.k3sConfig).toEqual({});
    expect(differences).toEqual(['the way out is one program that makes connections for all of the lab']);
    expect(loadBalancers).toBe(1);
  });

  test('a pause image of an archive is used in place of the one that k3s would pull', () => {
    const { nodes } = lab({ archives: [pause, whoami], egress: { hostNetworks: [], overlap: false } });
    expect(nodes[0]?.k3sConfig).toEqual({ 'pause-image': PAUSE });
  });
});
