import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { visible } from '../../terminal/visible';
import { LabError } from '../errors';
import { completeName } from '../layout/images';
import type { ImageArchive } from './host-facts';
import type { TarFile } from './tar-files';
import { DamagedTar, readTarFiles } from './tar-files';

/** Names of the files that k3s imports from its folder of images. @see https://docs.k3s.io/installation/airgap */
const ARCHIVE = /\.tar(\.(gz|bz2|lz4|zst))?$|\.t(gz|bz2|zst)$/;

/** Files that list the images of an archive: of `docker save`, and of the OCI layout. */
const INDEXES = ['manifest.json', 'index.json'];

/**
 * Reads which images the archives of a folder contain. The archives are in the order of their names.
 *
 * @throws LabError where the folder does not exist, or an archive is damaged
 */
export function readArchives(folder: string): readonly ImageArchive[] {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) throw new LabError(`--images: there is no folder "${visible(folder)}"`);
  const files = readdirSync(folder).filter((name) => ARCHIVE.test(name));
  return files.sort().map((name) => {
    const path = join(folder, name);
    return { path, names: name.endsWith('.tar') ? readImageNames(path) : undefined };
  });
}

/** Names of an archive's images. */
function readImageNames(path: string): readonly string[] {
  try {
    const indexes = readTarFiles(path, INDEXES);
    if (indexes.length === 0)
      throw new DamagedTar('it contains neither manifest.json (docker save) nor index.json (OCI)');
    return [...new Set(indexes.flatMap(listNames).map(completeName))];
  } catch (error) {
    if (!(error instanceof DamagedTar)) throw error;
    throw new LabError(
      `cannot read the image archive "${visible(path)}": ${visible(error.message)}. Save or copy it again, or remove it`,
    );
  }
}

/** @throws DamagedTar where the file is of neither layout */
function listNames({ name, text }: TarFile): readonly string[] {
  const content = parseIndex(name, text);
  if (Array.isArray(content)) return (content as DockerManifest).flatMap(({ RepoTags }) => RepoTags ?? []);
  const { manifests = [] } = content as OciIndex;
  return manifests.flatMap(({ annotations }) => annotations?.['io.containerd.image.name'] ?? []);
}

function parseIndex(name: string, text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content;
  } catch (error) {
    throw new DamagedTar(`its ${name} is not JSON (${(error as SyntaxError).message})`);
  }
  throw new DamagedTar(`its ${name} lists no images`);
}

type DockerManifest = readonly { readonly RepoTags?: readonly string[] | null }[];

interface OciIndex {
  readonly manifests?: readonly { readonly annotations?: Readonly<Record<string, string>> | null }[];
}
