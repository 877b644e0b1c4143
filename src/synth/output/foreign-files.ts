import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KUSTOMIZATION } from '../../gitops';
import { FLANNEL_CONF_FILE } from '../../k3s';
import { visible } from '../../terminal/visible';
import { MONITORING_FOLDER } from '../folder-names';
import { OutputError } from './output-error';

/** The manifests of a cluster. */
const MANIFEST = /^netstack-\d\d-.*\.yaml$/;

/** A part of a cluster's folder: which files synth writes there. */
const PARTS: Readonly<Record<string, (name: string) => boolean>> = {
  k3s: (name) => name.endsWith('.yml') || name === FLANNEL_CONF_FILE,
  manifests: (name) => MANIFEST.test(name),
  [MONITORING_FOLDER]: (name) => MANIFEST.test(name),
};

/** The files beside the parts. */
const FILES = ['images.txt', KUSTOMIZATION];

/** A file that some desktops create in every folder that they show. */
const DESKTOP = '.DS_Store';

/**
 * Ensures that a cluster's folder may be replaced: nothing is in it but what synth writes. The output folder may hold
 * folders of the user's that are named like a cluster.
 *
 * @throws OutputError
 */
export function refuseForeign(folder: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isSymbolicLink()) return;
  const foreign = stat.isDirectory() ? findForeign(folder) : '.';
  if (foreign === undefined) return;
  const what =
    foreign === '.' ? 'it is a file' : `it contains "${visible(foreign)}", which synth did not write`;
  throw new OutputError(
    `cannot write "${visible(folder)}": ${what}; move it away, or name another folder by --output`,
  );
}

/** A path in a cluster's folder that synth did not write; undefined where there is none. */
export function findForeign(folder: string): string | undefined {
  for (const name of readdirSync(folder)) {
    if (FILES.includes(name) || name === DESKTOP) continue;
    if (name === 'stages') {
      const foreign = findForeignStage(join(folder, name));
      if (foreign !== undefined) return `${name}/${foreign}`;
      continue;
    }
    const isOwn = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (isOwn === undefined || !lstatSync(join(folder, name)).isDirectory()) return name;
    const foreign = readdirSync(join(folder, name)).find((file) => !isOwn(file) && file !== DESKTOP);
    if (foreign !== undefined) return `${name}/${foreign}`;
  }
  return undefined;
}

/** Every stage is a folder with a kustomization and nothing else. */
function findForeignStage(folder: string): string | undefined {
  if (!lstatSync(folder).isDirectory()) return '.';
  for (const stage of readdirSync(folder)) {
    if (stage === DESKTOP) continue;
    if (!/^\d-[a-z]+$/.test(stage) || !lstatSync(join(folder, stage)).isDirectory()) return stage;
    const foreign = readdirSync(join(folder, stage)).find(
      (file) => file !== KUSTOMIZATION && file !== DESKTOP,
    );
    if (foreign !== undefined) return `${stage}/${foreign}`;
  }
  return undefined;
}
