import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { valuesOf, withPlaceholders } from '../fleet-template';
import type { Fleet, Renderer } from './renderer';
import { fillPlaceholders, layOut, objectsOf, placeholder } from './renderer';
import type { Tool } from './tools';

/** A chart with the fleet's objects as templates, and a process for each cluster with its values. */
export function helm({ program, version }: Tool): Renderer {
  return {
    name: 'helm template',
    version,
    processPerCluster: true,

    prepare(fleet, folder, output) {
      layOut(folder, 'chart/Chart.yaml', 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
      for (const [file, content] of chartTemplates(fleet)) layOut(folder, `chart/templates/${file}`, content);
      for (const cluster of fleet.clusters) {
        const values = valuesOf(objectsOf(cluster), fleet.template);
        const named = Object.fromEntries(values.map((value, index) => [`value${index}`, value]));
        layOut(folder, `values/${cluster.name}.yaml`, Yaml.stringify(named));
      }
      const render = `'${program}' template fleet chart -f "values/$cluster.yaml" > "${output}/$cluster.yaml"`;
      layOut(folder, 'loop.sh', eachCluster(fleet, render));
      return { program: 'sh', args: ['loop.sh'], cwd: folder };
    },

    outputOf({ name }, output) {
      return [join(output, `${name}.yaml`)];
    },
  };
}

/** A shell's loop over all clusters that ends at the first failure. */
export function eachCluster({ clusters }: Fleet, command: string): string {
  return `set -e\nfor cluster in ${clusters.map(({ name }) => name).join(' ')}; do\n  ${command}\ndone\n`;
}

/** The chart's files as ours are, with a place for each value that differs. */
export function chartTemplates({ clusters, template }: Fleet): readonly (readonly [string, string])[] {
  const objects = [...withPlaceholders(template, placeholder)];
  return (clusters[0]?.manifests ?? []).map(({ file, objects: { length } }) => {
    const documents = objects.splice(0, length).map((object) => escapeTemplate(Yaml.stringify(object)));
    return [file, fillPlaceholders(documents.join('---\n'), (index) => `{{ toJson .Values.value${index} }}`)];
  });
}

/** What Helm would take for a template of its own. */
function escapeTemplate(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
