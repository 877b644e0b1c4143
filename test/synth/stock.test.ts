import { describe, expect, test } from 'vitest';
import { ChartCache } from '../../src/synth/chart-cache';
import { SHIPPED, renderShipped } from './shipped';
import { stockManifests } from './stock-manifests';

describe.each(SHIPPED)('%s', (cluster) => {
  test("our manifests are cdk8s's own, byte for byte", () => {
    const { plan, manifests } = renderShipped(cluster);
    expect(new Map(manifests.map(({ file, content }) => [file, content]))).toEqual(stockManifests(plan));
  });

  test('the cache changes nothing', () => {
    const warm = new ChartCache();
    for (const other of SHIPPED) renderShipped(other, warm);
    expect(renderShipped(cluster, warm).files).toEqual(renderShipped(cluster, new ChartCache(false)).files);
  });
});
