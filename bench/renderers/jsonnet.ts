import { join } from 'node:path';
import { valuesOf, withPlaceholders } from '../fleet-template';
import type { Fleet, Renderer } from './renderer';
import { fillPlaceholders, layOut, objectsOf, placeholder } from './renderer';
import type { JsonnetTool } from './tools';

/** How jsonnet writes a cluster. */
interface Form {
  readonly extension: string;
  /** Expression for a file's content, from the list of its objects. */
  readonly content: (items: string) => string;
  readonly options: readonly string[];
}

/** As all others do. */
export const YAML: Form = {
  extension: 'yaml',
  content: (items) => `std.manifestYamlStream(${items}, quote_keys=false)`,
  options: ['--string'],
};

/** What it does without any function of its library: Kubernetes reads it too, and it takes less time. */
const JSON_LIST: Form = {
  extension: 'json',
  content: (items) => `{ apiVersion: 'v1', kind: 'List', items: ${items} }`,
  options: [],
};

/** In C++, as JSON: its function for YAML is written in jsonnet itself, and takes hours for a hundred clusters. */
export function jsonnet(tool: JsonnetTool): Renderer {
  return renderer('jsonnet', tool, JSON_LIST);
}

/** The same, as the machine has it. */
export function packagedJsonnet(tool: JsonnetTool): Renderer {
  return renderer('jsonnet, packaged', tool, JSON_LIST);
}

/** In Go, in both forms. */
export function goJsonnet(tool: JsonnetTool): readonly Renderer[] {
  return [renderer('go-jsonnet', tool, YAML), renderer('go-jsonnet, JSON', tool, JSON_LIST)];
}

/** A function from a cluster's values to its objects, and one process that writes all clusters. */
function renderer(name: string, { program, version, words = [] }: JsonnetTool, form: Form): Renderer {
  return {
    name,
    version,
    processPerCluster: false,

    prepare(fleet, folder, output) {
      layOut(folder, 'fleet.jsonnet', jsonnetProgram(fleet, form));
      const values = fleet.clusters.map(
        (cluster) => [cluster.name, valuesOf(objectsOf(cluster), fleet.template)] as const,
      );
      layOut(folder, 'clusters.json', JSON.stringify(Object.fromEntries(values)));
      return { program, args: [...words, ...form.options, '--multi', output, join(folder, 'fleet.jsonnet')] };
    },

    outputOf({ name }, output) {
      return [join(output, `${name}.${form.extension}`)];
    },
  };
}

/** What is the same everywhere stands outside of the function, so that it is evaluated once. */
export function jsonnetProgram({ template }: Fleet, { extension, content }: Form): string {
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
    'local objects(values) = [',
    ...items.map((item) => `  ${item},`),
    '];',
    `local content(values) = ${content('objects(values)')};`,
    `{ [name + '.${extension}']: content(clusters[name]) for name in std.objectFields(clusters) }`,
    '',
  ].join('\n');
}
