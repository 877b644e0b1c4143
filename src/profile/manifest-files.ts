import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { BaseFiles } from './base-files';
import { NoObjects, readObjects } from './document/read-objects';
import type { SchemaProblem } from './schema/schema-problem';

/** What the manifests that a profile names contain. */
export interface ReadManifests {
  /** The files that were read, or that should be there. */
  readonly files: readonly string[];
  readonly objects: readonly {
    readonly index: number;
    readonly file: string;
    readonly object: KubernetesObject;
  }[];
  readonly problems: readonly SchemaProblem[];
}

/**
 * Reads the manifests that a profile names.
 *
 * @param profile the file of the profile
 * @param names as the profile has them
 */
export function readManifestFiles(
  profile: string,
  names: readonly string[],
  files: BaseFiles,
): ReadManifests {
  const all = names.map((name, index) => ({ ...readManifest(profile, name, index, files), index, name }));
  return {
    files: all.map(({ file }) => file),
    objects: all.flatMap(({ objects, index, name }) =>
      objects.map((object) => ({ index, file: name, object })),
    ),
    problems: all.flatMap(({ problem }) => problem ?? []),
  };
}

interface ReadManifest {
  readonly file: string;
  readonly objects: readonly KubernetesObject[];
  readonly problem?: SchemaProblem;
}

function readManifest(profile: string, name: string, index: number, files: BaseFiles): ReadManifest {
  const file = isAbsolute(name) ? normalize(name) : join(dirname(profile), name);
  const read = files.readText(file);
  const refuse = (message: string, hint: string): ReadManifest => ({
    file,
    objects: [],
    problem: { rule: 'invalid-value', path: ['manifests', index], message, hint, unparsed: [] },
  });
  if (typeof read === 'string') {
    return read === 'ENOENT'
      ? refuse(
          'is not there',
          `Write the path of a file from the folder of the profile, "${dirname(profile)}".`,
        )
      : refuse(`cannot be read (${read})`, 'Write the path of a file that can be read.');
  }
  try {
    const objects = readObjects(read.text);
    return objects.length > 0
      ? { file, objects }
      : refuse('has no object', 'Write at least one object of Kubernetes to it, or remove the line.');
  } catch (error) {
    if (!(error instanceof NoObjects)) throw error;
    return refuse(error.message, 'Correct the file. kubectl would reject it.');
  }
}
