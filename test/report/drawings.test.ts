import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/report/formats/svg';
import { createReport, drawReport, listScenes } from '../../src/report/network-report';
import { checkProfile } from '../../src/rules/check-profile';
import { readShapes } from './read-shapes';

const SHIPPED = readdirSync('profiles').filter((file) => /^[^_].*\.yaml$/.test(file));

describe.each(SHIPPED)('the drawings of %s', (file) => {
  const { plan } = checkProfile(`profiles/${file}`);
  if (plan === undefined) throw new Error(`${file} has errors`);
  const scenes = listScenes(drawReport(createReport(plan, [])));
  const shapesOf = (id: string) => {
    const scene = scenes.find((one) => one.id === id);
    return scene && readShapes(renderSvg(scene, true));
  };

  test('the path of a name shows the address of the cluster DNS and where other names go', () => {
    const shapes = shapesOf('name-path');
    expect(shapes?.get('service')).toEqual(['Service kube-dns', ...plan.clusterDns.map(String)]);
    expect(shapes?.get('pod')).toContain(`nameserver ${String(plan.clusterDns[0])}`);
    expect(shapes?.get('zone-1')?.[0]).toBe(plan.clusterDomain);
    expect([...(shapes?.values() ?? [])].map(([title]) => title)).toContain('every other name');
  });

  test('the announcements show each pool with its addresses', () => {
    const texts = [...(shapesOf('announcements')?.values() ?? [])].flat();
    for (const pool of plan.metallb?.ipAddressPools ?? []) {
      expect(texts).toContain(`pool ${pool.name}`);
      for (const addresses of pool.addresses) expect(texts).toContain(String(addresses));
    }
  });
});
