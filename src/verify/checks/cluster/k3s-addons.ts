import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { findComponents } from '../../causes/find-components';
import { readEvents, isWarning, findTime } from '../../objects/events';
import { formatKubectl, formatKubectlFor } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, formatTitle } from '../../objects/live-objects';

/** The object that k3s keeps for a file of its auto-deploy directory. */
interface Addon {
  readonly metadata: ObjectMeta & {
    readonly managedFields?: readonly { readonly time?: string }[];
  };
  readonly spec?: {
    readonly source?: string;
    /** Checksum of the content that was last applied without an error. */
    readonly checksum?: string;
  };
}

/** Events at the start of an operation. */
const START_REASONS = ['ApplyingManifest', 'DeletingManifest'];

/** The files of the auto-deploy directory, those of k3s and of the profile. */
export const k3sAddons: ClusterCheck = {
  id: 'k3s-addons',
  scope: 'cluster',
  title: 'k3s has applied every file of its auto-deploy directory',
  why: 'k3s stops at the first object that the API server rejects and retries the file; the objects after it are missing, and only an event reports it.',
  dependsOn: ['metallb-webhooks'],
  async *observe(context: VerifyContext) {
    const { cluster } = context;
    const addons = (await readList<Addon>(cluster, 'k3s.cattle.io/v1', 'Addon')) ?? [];
    const failed: Failed[] = [];
    for (const addon of addons) failed.push(...(await findProblems(addon, context)));
    yield* failed;
    if (failed.length > 0) return;
    const subject = `${addons.length} ${addons.length === 1 ? 'Addon' : 'Addons'}`;
    yield pass({ subject, found: 'applied', planned: 'applied' });
  },
};

async function findProblems(addon: Addon, { plan, cluster }: VerifyContext): Promise<readonly Failed[]> {
  const { metadata, spec } = addon;
  const components = findComponents(plan, metadata);
  const events = await readEvents(cluster, 'Addon', metadata);
  const last = events.filter(({ reason = '' }) => !START_REASONS.includes(reason)).at(-1);
  const rejection = last !== undefined && isWarning(last) ? last : undefined;
  // Events may be lost: a later change of the Addon proves that k3s applied the file.
  const since = rejection !== undefined && findTime(rejection) > findChangeTime(addon);
  if (spec?.checksum && !since) return [];
  return [
    fail({
      subject: formatTitle('Addon', metadata),
      found: `not applied${rejection?.message === undefined ? '' : `: ${rejection.message}`}`,
      planned: 'applied',
      ...(components !== undefined && { components }),
      next: `on a server: ${formatKubectl('apply', '--dry-run=server', '-f', spec?.source ?? 'FILE')} prints the error; ${formatKubectlFor(metadata, 'describe', 'addon', metadata.name)}; where the file no longer exists, delete the Addon`,
    }),
  ];
}

function findChangeTime({ metadata }: Addon): string {
  const times = (metadata.managedFields ?? []).map(({ time }) => time ?? '');
  return times.reduce((latest, time) => (time > latest ? time : latest), '');
}
