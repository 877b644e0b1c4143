import { describe, expect, test } from 'vitest';
import { fleetTemplate, valuesOf, withPlaceholders } from '../../bench/fleet-template';

const shared = { kind: 'Namespace' };
const cluster = (address: string, ports: readonly number[] = [80]) => [
  shared,
  { kind: 'Service', spec: { addresses: [address, '10.0.0.1'], ports } },
];

describe('what differs in a fleet', () => {
  test('is the smallest part that is not the same', () => {
    const { objects, differing } = fleetTemplate([
      cluster('10.0.0.2'),
      cluster('10.0.1.2'),
      cluster('10.0.2.2'),
    ]);
    expect(objects).toEqual(cluster('10.0.0.2'));
    expect(differing).toEqual([[1, 'spec', 'addresses', 0]]);
  });

  test('is the whole list where its length differs', () => {
    const clusters = [cluster('10.0.0.2'), cluster('10.0.0.2', [81]), cluster('10.0.0.2', [80, 443])];
    expect(fleetTemplate(clusters).differing).toEqual([[1, 'spec', 'ports']]);
  });

  test('is nothing in a fleet of one', () => {
    expect(fleetTemplate([cluster('10.0.0.2')]).differing).toEqual([]);
  });

  test('cannot be whole objects', () => {
    expect(() => fleetTemplate([cluster('10.0.0.2'), [shared]])).toThrow('different objects');
  });
});

describe('a template', () => {
  const clusters = [cluster('10.0.0.2', [80]), cluster('10.0.1.2', [81, 82])];
  const template = fleetTemplate(clusters);

  test('and the values of a cluster make the cluster', () => {
    for (const objects of clusters) {
      const values = valuesOf(objects, template);
      const filled = JSON.stringify(withPlaceholders(template, (index) => `<${index}>`)).replace(
        /"<(\d)>"/g,
        (_, index) => JSON.stringify(values[Number(index)]),
      );
      expect(JSON.parse(filled)).toEqual(objects);
    }
  });

  test('keeps its objects', () => {
    withPlaceholders(template, () => 'other');
    expect(template.objects).toEqual(clusters[0]);
  });
});
