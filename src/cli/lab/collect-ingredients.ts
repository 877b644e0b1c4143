import { join, resolve } from 'node:path';
import type { ImageArchive, ImageChoice, K3sBinary } from '../../lab';
import type { ApplyWay } from '../../steps';
import {
  chooseImages,
  findHostProblems,
  findK3s,
  readArchives,
  LabError,
  missingPrograms,
  missingText,
  readRegistries,
  verifyPrograms,
} from '../../lab';
import type { NetworkPlan } from '../../plan';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { Manifest } from '../../synth/render-chart';
import { findStaleFiles } from '../../synth/stale-files';
import { formatOwnCommand, formatOwnRootCommand, listFolderOptions } from '../../terminal/own-command';
import { ProblemList } from './problem-list';

/** The options of `netstack lab up`. */
export interface LabUpOptions {
  readonly profiles: string;
  readonly output: string;
  readonly k3s?: string;
  readonly images?: string;
  /** The nodes' registries.yaml. */
  readonly registries?: string;
  readonly apply: ApplyWay;
  /** Whether the lab has a way out. */
  readonly egress?: boolean;
  /** Whether it may have one beside networks of this machine that are the lab's too. */
  readonly overlap?: boolean;
  /** Whether the nodes are prepared machines, without k3s. */
  readonly bare?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

/** One call of `netstack lab up`. */
export interface LabUpCall extends LabUpOptions {
  /** The profile's file. */
  readonly file: string;
}

/** What a lab is made from. */
export interface LabIngredients {
  /** What synth wrote: contents by path below the cluster's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly manifests: readonly Manifest[];
  /** Names of the images that the manifests run. */
  readonly manifestImages: readonly string[];
  readonly k3s: K3sBinary;
  readonly archives?: readonly ImageArchive[];
  readonly registries?: Uint8Array;
}

/**
 * Collects what a lab of the plan is made from: the files that synth wrote, k3s and the images.
 *
 * @throws LabError that names everything that is missing, on this machine too
 */
export async function collectIngredients(plan: NetworkPlan, options: LabUpCall): Promise<LabIngredients> {
  const problems = new ProblemList();
  problems.add(...findHostProblems({ plan, egress: options.egress ?? false }));
  // Elsewhere nothing else matters, and a k3s of Linux cannot be asked for its version.
  if (process.platform !== 'linux') throw problems.toError(plan.cluster);
  const k3s = await problems.attempt(() =>
    findK3s({ option: options.k3s, variable: process.env['NETSTACK_K3S'] }),
  );
  const { files, manifests } = renderCluster(plan, new ChartCache());
  await problems.attempt(() => requireWritten(plan, files, options));
  const manifestImages = [...new Set(manifests.flatMap(({ images: own }) => own))].sort();
  const archives = await problems.attempt(() => findArchives(plan, manifestImages, options));
  const registries = await problems.attempt(() => findRegistries(options));
  if (!problems.isEmpty || k3s === undefined) {
    problems.add(...forVerify(plan));
    throw problems.toError(plan.cluster);
  }
  return {
    ...{ files: Object.fromEntries(files), manifests, manifestImages, k3s },
    ...(archives !== undefined && { archives }),
    ...(registries !== undefined && { registries }),
  };
}

/** What `netstack verify` lacks on this machine, on one line. */
export function forVerify(plan: NetworkPlan): readonly string[] {
  const missing = missingText(missingPrograms(verifyPrograms(plan)));
  return missing === undefined
    ? []
    : [`"${formatOwnRootCommand(['verify', plan.cluster])}" will skip checks: ${missing}`];
}

function findRegistries({ registries }: LabUpOptions): Uint8Array | undefined {
  return registries === undefined ? undefined : readRegistries(registries);
}

/** @throws LabError where no pod could start: nodes cannot pull, and have no image or no pause image */
function findArchives(
  plan: NetworkPlan,
  manifestImages: readonly string[],
  { images, egress = false }: LabUpOptions,
): readonly ImageArchive[] | undefined {
  const archives = images === undefined ? undefined : readArchives(resolve(images));
  if (egress) return archives;
  if (archives === undefined || archives.length === 0) {
    const empty = images === undefined ? '' : `"${images}" has no image archive, and `;
    throw new LabError(
      `${empty}nodes cannot pull images: name a folder of image archives by --images <dir>, or let nodes pull by --egress`,
    );
  }
  const choice: ImageChoice = chooseImages(plan, archives, manifestImages, egress);
  if (choice.lacksPause) {
    throw new LabError(
      `"${images ?? ''}" has no archive of rancher/mirrored-pause, which every pod needs: add one, or let nodes pull by --egress`,
    );
  }
  return archives;
}

/** The files in the output folder must be those of the current profile. */
function requireWritten(
  plan: NetworkPlan,
  files: ReadonlyMap<string, string>,
  { output, file }: LabUpCall,
): void {
  const stale = findStaleFiles(files, join(output, plan.cluster));
  if (stale.length === 0) return;
  const command = formatOwnCommand(
    ...['synth', file === join('profiles', `${plan.cluster}.yaml`) ? plan.cluster : file],
    ...listFolderOptions({ output }),
  );
  throw new LabError(
    `${join(output, plan.cluster)} is not up to date with the profile (${stale.slice(0, 3).join(', ')}): run "${command}" first`,
  );
}
