import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTree, SHIPPED, renderShipped } from './shipped';

const SNAPSHOTS = '__snapshots__';

if (process.env.UPDATE_GOLDEN === '1') {
  rmSync(SNAPSHOTS, { recursive: true, force: true });
  for (const cluster of SHIPPED) {
    for (const [name, content] of renderShipped(cluster).files) {
      const file = join(SNAPSHOTS, cluster, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

test('the clusters that ship', () => {
  expect(SHIPPED).toEqual(['dual-stack', 'example', 'own-cni', 'pikube', 'rack-bgp', 'single-node']);
});

test('no golden folder is left of a cluster that no longer ships', () => {
  expect(readdirSync(SNAPSHOTS).sort()).toEqual(SHIPPED);
});

describe.each(SHIPPED)('%s', (cluster) => {
  const files = renderShipped(cluster).files;
  const golden = readTree(join(SNAPSHOTS, cluster));

  test('has the golden files, no more and no fewer', () => {
    expect([...files.keys()].sort()).toEqual([...golden.keys()].sort());
  });

  test.each([...files.keys()])('%s, byte for byte', (name) => {
    expect(files.get(name)).toBe(golden.get(name));
  });
});
