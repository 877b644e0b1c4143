import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { changeSteps, compareObjects } from '../../diff';
import type { NetworkPlan } from '../../plan';
import type { ApiObject } from '../../kubernetes/api-object';
import { UsageError } from '../../profile/profile-files';
import type { RenderedCluster, StepManifest } from '../../steps';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { StepOptions } from '../steps/step-options';
import type { DiffReport } from './report';

/** Compares the files that synth wrote last with those of the profile, by this version of k3s-netstack. */
export function compareWritten(plan: NetworkPlan, { output, apply }: StepOptions): DiffReport {
  const folder = join(output, plan.cluster);
  if (!existsSync(folder)) throw new UsageError(`"${folder}" does not exist: synth has not written it`);
  const after = renderCluster(plan, new ChartCache());
  const before = readWritten(plan, folder);
  return {
    cluster: plan.cluster,
    changes: [],
    steps: changeSteps(before, after, [], apply),
    rewritten: [...after.files]
      .filter(([name, content]) => before.files.get(name) !== content)
      .map(([name]) => name),
    removed: [...before.files.keys()].filter((name) => !after.files.has(name)),
    objects: compareObjects(listObjects(before), listObjects(after)),
  };
}

function listObjects({ manifests }: RenderedCluster): readonly ApiObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

function readWritten(plan: NetworkPlan, folder: string): RenderedCluster {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const manifests = names
    .filter((name) => name.startsWith('manifests/'))
    .map((name) => parseManifest(name, files));
  return { plan, files, manifests };
}

function parseManifest(name: string, files: ReadonlyMap<string, string>): StepManifest {
  const documents = parseAllDocuments(files.get(name) ?? '');
  const objects = documents
    .map((document) => document.toJS() as ApiObject | null)
    .filter((one) => one !== null);
  return { file: name.slice('manifests/'.length), objects };
}
