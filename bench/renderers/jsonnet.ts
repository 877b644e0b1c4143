import { join } from 'node:path';
import { valuesOf, withPlaceholders } from '../fleet-template';
import type { Fleet, Renderer } from './renderer';
import { fillPlaceholders, layOut, objectsOf, placeholder } from './renderer';
import type { Tool } from './tools';

/** A function from a cluster's values to its objects, and one process that writes all clusters. */
export function jsonnet({ program, version }: Tool): Renderer {
  return {
    name: 'jsonnet',
    version,
    processPerCluster: false,

    prepare(fleet, folder, output) {
      layOut(folder, 'fleet.jsonnet', jsonnetProgram(fleet));
      const values = fleet.clusters.map(
        (cluster) => [cluster.name, valuesOf(objectsOf(cluster), fleet.template)] as const,
      );
      layOut(folder, 'clusters.json', JSON.stringify(Object.fromEntries(values)));
      return { program, args: ['--multi', output, join(folder, 'fleet.jsonnet')] };
    },

    outputOf({ name }, output) {
      return [join(output, `${name}.json`)];
    },
  };
}

/** What is the same everywhere stands outside of the function, so that it is evaluated once. */
export function jsonnetProgram({ template }: Fleet): string {
  const differing = new Set(template.differing.map(([object]) => object));
  const objects = withPlaceholders(template, placeholder).map((object) => JSON.stringify(object));
  const shared = objects.flatMap((text, index) =>
    differing.has(index) ? [] : [`local object${index} = ${text};`],
  );
  const items = objects.map((text, index) =>
    differing.has(index) ? fillPlaceholders(text, (value) => `values[${value}]`) : `object${index}`,
  );
  return [
    ...shared,
    "local clusters = import 'clusters.json';",
    "local cluster(values) = { apiVersion: 'v1', kind: 'List', items: [",
    ...items.map((item) => `  ${item},`),
    '] };',
    "{ [name + '.json']: cluster(clusters[name]) for name in std.objectFields(clusters) }",
    '',
  ].join('\n');
}
