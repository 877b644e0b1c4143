import { createHash, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { ApplyWay, BringUp, EgressRequest, HostFacts, ImageArchive, LabDescription } from '../../lab';
import {
  findK3s,
  hostNetworks,
  imageArchives,
  LabError,
  labLayout,
  manifestsOf,
  probeHost,
  readRegistries,
  throwAwaySecrets,
} from '../../lab';
import { ChartCache } from '../../synth/chart-cache';
import { clusterFiles } from '../../synth/cluster-files';
import type { Manifest } from '../../synth/render-chart';
import type { NetworkPlan } from '../../plan';
import { staleFiles } from '../../synth/stale-files';

/** How a lab is asked for. */
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
  /** Seconds. */
  readonly timeout: number;
}

/** What a lab is made from, and what is to be applied in it. */
export interface PreparedLab {
  readonly bringUp: BringUp;
  readonly manifests: readonly Manifest[];
}

/**
 * All that a lab is made from: the plan, the files that synth wrote, this machine and its k3s.
 *
 * @param program words that start this program again
 * @throws LabError
 */
export async function labRequest(
  plan: NetworkPlan,
  options: LabUpOptions,
  program: readonly string[],
): Promise<PreparedLab> {
  const { files, manifests } = clusterFiles(plan, new ChartCache());
  requireWritten(plan, files, options.output);
  const registries = options.registries === undefined ? undefined : readRegistries(options.registries);
  const output = Object.fromEntries(files);
  const k3s = await findK3s({ option: options.k3s, variable: process.env['NETSTACK_K3S'] });
  const archives = options.images === undefined ? undefined : imageArchives(resolve(options.images));
  requireImages(archives, options);
  const host = await probeHost(k3s);
  const manifestImages = (output['images.txt'] ?? '').split('\n').filter((line) => line !== '');
  const egress = options.egress ? { egress: await egressRequest(host, options) } : {};
  const layout = labLayout({ plan, host, k3s, manifestImages, ...(archives && { archives }), ...egress });
  const secrets = await throwAwaySecrets(layout.secrets);
  const deployed = options.apply === 'auto-deploy' ? manifestsOf(output, secrets) : {};
  const description: LabDescription = {
    ...{ layout, host, k3s, apply: options.apply },
    addons: checksums(deployed),
    ...(plan.flannel.backend === 'none' && { standInCni: plan.clusterCidr.map(String) }),
  };
  const token = randomBytes(16).toString('hex');
  const bringUp = { description, output, secrets, token, program, ...(registries && { registries }) };
  return { bringUp, manifests };
}

/** Where images come from nowhere no pod starts: said now, and not when the time is over. */
function requireImages(
  archives: readonly ImageArchive[] | undefined,
  { images, egress }: LabUpOptions,
): void {
  if (egress || (archives?.length ?? 0) > 0) return;
  const empty = images === undefined ? '' : `"${images}" has no image archive, and `;
  throw new LabError(
    `${empty}nothing can be pulled, since the lab has no way out: open one by --egress, or give the nodes archives by --images <dir>`,
  );
}

async function egressRequest(
  { slirp4netns }: HostFacts,
  { overlap = false }: LabUpOptions,
): Promise<EgressRequest> {
  if (slirp4netns !== undefined) return { hostNetworks: await hostNetworks(), overlap };
  throw new LabError('--egress needs "slirp4netns" on PATH (Debian: apt-get install slirp4netns)');
}

/** k3s names an Addon by its file, up to the first dot. */
function checksums(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name.slice(0, name.indexOf('.')),
      createHash('sha256').update(text).digest('hex'),
    ]),
  );
}

/** What synth wrote has to be what the profile says now. */
function requireWritten(plan: NetworkPlan, files: ReadonlyMap<string, string>, folder: string): void {
  const stale = staleFiles(files, join(folder, plan.cluster));
  if (stale.length === 0) return;
  throw new LabError(
    `${join(folder, plan.cluster)} is not what the profile says (${stale.slice(0, 3).join(', ')}): run "netstack synth ${plan.cluster}" first`,
  );
}
