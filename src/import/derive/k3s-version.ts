import type { K3sVersion } from '../../releases';
import { findNewestRelease } from '../../releases';
import { isMap } from '../observed/fields';
import { findReleasesOfImages } from './release-images';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';

/** The release that the cluster runs: as given, as its nodes report it, or guessed. */
export function importK3sVersion(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  evidence: K3sVersion | undefined,
): string {
  if (context.given.k3sVersion !== undefined) return context.given.k3sVersion;
  const reported = nodes.flatMap((node) => {
    const version = readKubeletVersion(node);
    return version === undefined ? [] : [{ node, version }];
  });
  const [first] = reported;
  if (first === undefined) return guessVersion(context, evidence);
  for (const { node, version } of reported) {
    if (version === first.version) continue;
    context.conflict(
      node.object?.origin ?? node.origin,
      ['k3sVersion'],
      `Node "${node.name}" runs ${version}, and node "${first.node.name}" runs ${first.version}.`,
    );
  }
  return first.version;
}

function guessVersion(context: ImportContext, evidence: K3sVersion | undefined): string {
  const ofImages = findReleasesOfImages(context);
  const version = (evidence ?? ofImages?.[0] ?? findNewestRelease()).toString();
  const message =
    evidence === undefined
      ? ofImages === undefined
        ? 'the newest release; no source has the version that runs.'
        : 'the newest release with the images of images.txt; no source has the version that runs.'
      : 'the newest release that reads the keys of the HelmChartConfig; no source has the version that runs.';
  context.guess(['k3sVersion'], message, 'Give it by --k3s-version.');
  return version;
}

function readKubeletVersion({ object }: ImportedNode): string | undefined {
  const status = (object?.object as { status?: unknown } | undefined)?.status;
  const info: unknown = isMap(status) ? status['nodeInfo'] : undefined;
  const version: unknown = isMap(info) ? info['kubeletVersion'] : undefined;
  return typeof version === 'string' ? version : undefined;
}
