import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deviceOf } from '../../src/plan';
import { checkProfile } from '../../src/rules/check-profile';
import { drawPacketPath } from '../../src/report/drawing/packet-path-scene';
import { renderDrawio } from '../../src/report/formats/drawio';
import { renderSvg } from '../../src/report/formats/svg';
import { derivePacketPaths } from '../../src/report/views/packet-path';
import { MINIMAL, planOf } from '../plan-of';
import { readShapes } from './read-shapes';

const SHIPPED = readdirSync('profiles').filter((file) => /^[^_].*\.yaml$/.test(file));

describe.each(SHIPPED)('the packet paths of %s', (file) => {
  const { plan } = checkProfile(`profiles/${file}`);
  if (plan === undefined) throw new Error(`${file} has errors`);
  const paths = derivePacketPaths(plan);

  test('there is one for each family where there are two nodes', () => {
    expect(paths).toHaveLength(plan.nodes.length < 2 ? 0 : plan.clusterCidr.length);
  });

  test.each(paths.map((path) => [path.family, path] as const))(
    'IPv%d: the SVG shows the MTU, VNI, port and addresses of the plan',
    (family, path) => {
      const shapes = readShapes(renderSvg(drawPacketPath(plan, path), true));
      const [first, second] = plan.nodes;
      const device = deviceOf(plan, family);
      const address = (node: typeof first) => String(node?.nodeIp.find((one) => one.family === family));
      expect(shapes.get('interface-A')).toEqual([
        `${first?.flannelIface ?? 'default route interface'} · MTU ${plan.lan.mtu}`,
        address(first),
      ]);
      expect(shapes.get('lan')?.[1]).toBe(`${address(first)} → ${address(second)}`);
      const bridge = `cni0 · MTU ${device?.mtu ?? plan.flannel.podMtu}`;
      // Another CNI than flannel has no cni0.
      expect(shapes.get('bridge-B')?.[0]).toBe(plan.flannel.backend === 'none' ? undefined : bridge);
      expect(shapes.get('tunnel-A')?.[0]).toBe(device && `${device.name} · MTU ${device.mtu}`);
      if (device?.kind === 'vxlan')
        expect(shapes.get('tunnel-A')?.[2]).toBe(`VNI ${plan.flannel.vni}, UDP ${plan.flannel.port}`);
    },
  );

  test.each(paths.map((path) => [path.family, path] as const))(
    'IPv%d: the drawio file has the same shapes, hops inside of their node',
    (_, path) => {
      const scene = drawPacketPath(plan, path);
      const drawio = renderDrawio(scene);
      for (const { id } of scene.boxes) expect(drawio).toContain(`<mxCell id="${id}"`);
      expect(drawio).toMatch(/<mxCell id="pod-A" [^>]*parent="node-A"/);
    },
  );
});

test('host-gw routes to the other node without a tunnel', () => {
  const plan = planOf(
    `${MINIMAL}  - { name: two, role: agent, nodeIp: 10.0.0.12, flannelIface: eth1 }\nflannel: { backend: host-gw }\n`,
  );
  const [path] = derivePacketPaths(plan);
  expect(path?.from.hops.map(({ id }) => id)).toEqual(['pod', 'bridge', 'routing', 'interface']);
  expect(path?.from.hops[2]?.lines).toEqual(['10.42.B.0/24', 'via 10.0.0.12 dev eth1']);
  expect(path?.lan.lines[1]).toBe('the pod packet itself, unchanged');
});

test('another CNI has interfaces and addresses of its own', () => {
  const plan = planOf(
    `${MINIMAL}  - { name: two, role: agent, nodeIp: 10.0.0.12 }\nflannel: { backend: none }\n`,
  );
  const [path] = derivePacketPaths(plan);
  expect(path?.from.hops.map(({ id, lines, mtu }) => [id, lines[0], mtu])).toEqual([
    ['pod', 'set up by your CNI', undefined],
    ['routing', 'by your CNI', undefined],
    ['interface', '10.0.0.11', 1500],
  ]);
});

test('text is escaped in every form', () => {
  const plan = planOf(`${MINIMAL}  - { name: two, role: agent, nodeIp: 10.0.0.12 }\n`);
  const [path] = derivePacketPaths(plan);
  if (path === undefined) throw new Error('no path');
  const scene = { ...drawPacketPath(plan, path), title: '<script>"&' };
  for (const text of [renderSvg(scene, true), renderDrawio(scene)]) {
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
  }
});
