import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors';
import { fullName } from '../layout/images';
import type { ImageArchive } from './host-facts';
import type { TarFile } from './tar-files';
import { DamagedTar, tarFiles } from './tar-files';

/** What k3s takes from its folder of images. @see https://docs.k3s.io/installation/airgap */
const ARCHIVE = /\.tar(\.(gz|bz2|lz4|zst))?$|\.t(gz|bz2|zst)$/;

/** Files in an archive that say what it has in it: of `docker save`, and of the OCI layout. */
const INDEXES = ['manifest.json', 'index.json'];

/**
 * The archives in a folder, in the order of their names.
 *
 * @throws LabError where there is no such folder, or an archive that no node could use
 */
export function imageArchives(folder: string): readonly ImageArchive[] {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) throw new LabError(`there is no folder "${folder}" of image archives`);
  const files = readdirSync(folder).filter((name) => ARCHIVE.test(name));
  return files.sort().map((name) => {
    const path = join(folder, name);
    return { path, names: name.endsWith('.tar') ? imageNames(path) : undefined };
  });
}

/** Names of an archive's images. */
function imageNames(path: string): readonly string[] {
  try {
    const indexes = tarFiles(path, INDEXES);
    if (indexes.length === 0)
      throw new DamagedTar('it has neither a manifest.json (docker save) nor an index.json (OCI)');
    return [...new Set(indexes.flatMap(namesIn).map(fullName))];
  } catch (error) {
    if (!(error instanceof DamagedTar)) throw error;
    throw new LabError(
      `no image can be had from "${path}": ${error.message}. Save or copy it again, or take it out of the folder`,
    );
  }
}

/** @throws DamagedTar where it is not what the two layouts have */
function namesIn({ name, text }: TarFile): readonly string[] {
  const content = parsed(name, text);
  if (Array.isArray(content)) return (content as DockerManifest).flatMap(({ RepoTags }) => RepoTags ?? []);
  const { manifests = [] } = content as OciIndex;
  return manifests.flatMap(({ annotations }) => annotations?.['io.containerd.image.name'] ?? []);
}

function parsed(name: string, text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content;
  } catch (error) {
    throw new DamagedTar(`its ${name} is no JSON (${(error as SyntaxError).message})`);
  }
  throw new DamagedTar(`its ${name} lists no images`);
}

type DockerManifest = readonly { readonly RepoTags?: readonly string[] | null }[];

interface OciIndex {
  readonly manifests?: readonly { readonly annotations?: Readonly<Record<string, string>> | null }[];
}
