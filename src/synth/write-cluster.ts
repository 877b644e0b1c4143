import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkPlan } from '../plan';
import { digestFolder } from './folder-state';
import { writeAs } from './output/output-error';
import type { RunFolder } from './output/run-folder';

/** What is written for a cluster. */
export interface WritableCluster {
  readonly plan: NetworkPlan;
  readonly manifests: readonly { readonly objectCount: number }[];
  /** Contents by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Puts a cluster's files in its folder, in place of what was there: the folder has all old files, or all new ones.
 *
 * @returns the state of the folder right after it was written
 * @throws OutputError
 */
export function writeCluster(run: RunFolder, { plan, files }: WritableCluster): string {
  const fresh = run.freshFolder(plan.cluster);
  const target = join(run.output, plan.cluster);
  writeAs(target, () => mkdirSync(fresh));
  writeFiles(fresh, target, files);
  const state = digestFolder(fresh);
  run.replace(plan.cluster, fresh);
  return state;
}

/** @param target the folder that errors name */
function writeFiles(folder: string, target: string, files: ReadonlyMap<string, string>): void {
  const folders = new Set(['']);
  for (const [name, content] of files) {
    writeAs(join(target, name), () => {
      const parent = name.slice(0, Math.max(name.lastIndexOf('/'), 0));
      if (!folders.has(parent)) mkdirSync(`${folder}/${parent}`, { recursive: true });
      folders.add(parent);
      writeFileSync(`${folder}/${name}`, encode(content));
    });
  }
}

/** Longer contents are the CRDs and workloads that all clusters have in common. */
const LONG = 16_384;

/** The number of long texts that are kept: those of a few kinds of clusters. */
const MAX_ENCODED = 16;

const known = new Map<string, Buffer>();

/** A text for writing. Long texts are encoded once for all clusters, because encoding takes longer than writing. */
function encode(content: string): string | Buffer {
  if (content.length < LONG) return content;
  const bytes = known.get(content) ?? Buffer.from(content);
  if (known.size >= MAX_ENCODED) known.clear();
  known.set(content, bytes);
  return bytes;
}
