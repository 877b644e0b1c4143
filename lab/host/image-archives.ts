import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors';
import { fullName } from '../layout/images';
import type { ImageArchive } from './host-facts';

/** What k3s takes from its folder of images. @see https://docs.k3s.io/installation/airgap */
const ARCHIVE = /\.tar(\.(gz|bz2|lz4|zst))?$|\.t(gz|bz2|zst)$/;

const BLOCK = 512;

/** Files in an archive that say what it has in it: of `docker save`, and of the OCI layout. */
const INDEXES = ['manifest.json', 'index.json'];

/** The archives in a folder, in the order of their names. */
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
  const file = openSync(path, 'r');
  try {
    const names = [...indexes(file)].flatMap(namesIn);
    return [...new Set(names.map(fullName))];
  } finally {
    closeSync(file);
  }
}

/** The index files of a tar archive; what is between them is skipped unread. */
function* indexes(file: number): Iterable<string> {
  for (let offset = 0; ;) {
    const header = bytesAt(file, offset, BLOCK);
    const name = textOf(header.subarray(0, 100));
    if (name === '') return;
    const size = parseInt(textOf(header.subarray(124, 136)), 8);
    if (INDEXES.includes(name.replace(/^\.\//, '')))
      yield bytesAt(file, offset + BLOCK, size).toString('utf8');
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const read = readSync(file, buffer, 0, length, offset);
  return buffer.subarray(0, read);
}

function textOf(field: Buffer): string {
  return field.toString('latin1').replace(/\0.*$/s, '').trim();
}

function namesIn(index: string): readonly string[] {
  const content = JSON.parse(index) as DockerManifest | OciIndex;
  if (isDockers(content)) return content.flatMap(({ RepoTags }) => RepoTags ?? []);
  const { manifests = [] } = content;
  return manifests.flatMap(({ annotations = {} }) => annotations['io.containerd.image.name'] ?? []);
}

function isDockers(content: DockerManifest | OciIndex): content is DockerManifest {
  return Array.isArray(content);
}

type DockerManifest = readonly { readonly RepoTags?: readonly string[] | null }[];

interface OciIndex {
  readonly manifests?: readonly { readonly annotations?: Readonly<Record<string, string>> }[];
}
