import type { NodeReading, ObservedNetwork, Setting } from '../observed/observed-network';
import { withoutAssignedFamilies } from './assigned-families';
import type { ClassifiedFiles } from './classify-files';
import { classifyFiles } from './classify-files';
import { readEnvironment } from './command-line';
import type { SourceFile } from './folder';
import { mergeConfigFiles } from './k3s-config';
import { readNodeArguments } from './node-arguments';
import { parseEnvironmentFile, parseUnit } from './systemd-unit';

/** The network that some files describe: of nodes, of the API, or both. */
export function readFiles(files: readonly SourceFile[], rootName: string): ObservedNetwork {
  const classified = classifyFiles(files);
  const { objects, texts, notes } = classified;
  const arguments_ = objects.flatMap((object) => {
    const reading = object.kind === 'Node' ? readNodeArguments(object) : undefined;
    return reading === undefined ? [] : [reading];
  });
  return {
    nodes: [...readNodeFolders(classified, rootName), ...readNodeFiles(classified), ...arguments_],
    objects: withoutAssignedFamilies(objects),
    texts,
    hosts: [],
    notes,
  };
}

/** Nodes that have a file of their own, as synth writes them. */
function readNodeFiles({ nodeFiles }: ClassifiedFiles): readonly NodeReading[] {
  return nodeFiles.map((file) => ({
    label: file.source.replace(/^.*\//, '').replace(/\.\w+$/, ''),
    settings: mergeConfigFiles([file]),
    origin: { source: file.source },
    isRendered: true,
  }));
}

/** Where a node file is installed. */
const NODE_FILE = /\/config\.yaml\.d\/50-netstack\.ya?ml$/;

/** Nodes that have a folder of their own, with what `/etc` has of k3s. */
function readNodeFolders(classified: ClassifiedFiles, rootName: string): readonly NodeReading[] {
  const { configs, units, environments } = classified;
  const folders = new Set([...configs, ...units, ...environments].map(({ folder }) => folder));
  return [...folders].sort().map((folder) => readNodeFolder(classified, folder, rootName));
}

/** k3s takes variables first, then its files, then its command line: what comes later counts. */
function readNodeFolder(classified: ClassifiedFiles, folder: string, rootName: string): NodeReading {
  const [configs, units, environments] = [
    classified.configs.filter((file) => file.folder === folder),
    classified.units.filter((file) => file.folder === folder),
    classified.environments.filter((file) => file.folder === folder),
  ];
  const variables: readonly Setting[] = environments.flatMap(({ path, text }) =>
    readEnvironment(parseEnvironmentFile(text), { source: path }),
  );
  // Drop-ins come after the unit that they change.
  const unitText = units.map(({ text }) => text).join('\n');
  const unit = parseUnit(unitText, { source: units[0]?.path ?? '' });
  const rendered = mergeConfigFiles(configs.filter(({ source }) => NODE_FILE.test(source)));
  const named = units.some(({ path }) => /(?:^|\/)k3s-agent\.service/.test(path)) ? 'agent' : undefined;
  const role = unit?.role ?? named;
  return {
    label: folder === '' ? rootName : folder.slice(folder.lastIndexOf('/') + 1),
    settings: [...variables, ...mergeConfigFiles(configs), ...(unit?.settings ?? [])],
    origin: { source: configs[0]?.source ?? units[0]?.path ?? environments[0]?.path ?? folder },
    ...(rendered.length > 0 && { rendered }),
    ...(role !== undefined && { role }),
  };
}
