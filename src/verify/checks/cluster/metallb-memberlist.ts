import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, passIf } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import type { LivePod } from '../../objects/pods';
import { isReady, readPods, selectPods } from '../../objects/pods';

const NAMESPACE = 'metallb-system';

/** The Secret with the key that MetalLB's speakers encrypt their messages with. */
const SECRET = 'memberlist';

interface KeySecret {
  readonly metadata: ObjectMeta & {
    readonly creationTimestamp?: string;
    readonly managedFields?: readonly { readonly time?: string }[];
  };
}

/** The memberlist key of MetalLB's speakers. */
export const metallbMemberlist: ClusterCheck = {
  id: 'metallb-memberlist',
  scope: 'cluster',
  title: "MetalLB's speakers started with the same memberlist key",
  why: 'A speaker reads the key at its start. Speakers with different keys ignore each other, and both announce the same address.',
  dependsOn: ['workloads-ready'],
  applies: ({ metallb }) => metallb !== undefined,
  async *observe({ cluster }: VerifyContext) {
    const secret = await cluster.get<KeySecret>(`/api/v1/namespaces/${NAMESPACE}/secrets/${SECRET}`);
    if (secret === undefined) {
      yield fail(NO_SECRET);
      return;
    }
    const changed = findChangeTime(secret);
    const pods = selectPods(await readPods(cluster), NAMESPACE, { 'app.kubernetes.io/component': 'speaker' });
    const started = pods.filter(isReady).map((pod) => ({ pod, time: findStartTime(pod) }));
    const before = started.filter(({ time }) => time < changed).map(({ pod }) => describe(pod));
    const after = started.filter(({ time }) => time >= changed).map(({ pod }) => describe(pod));
    // A key that changed before all speakers started, or after, is the same for all of them.
    const isSame = before.length === 0 || after.length === 0;
    yield passIf(isSame, {
      subject: `Secret ${NAMESPACE}/${SECRET}`,
      found: isSame
        ? `the same key for ${started.length} speakers`
        : `changed at ${changed}: ${before.join(', ')} started before, ${after.join(', ')} after`,
      planned: 'the same key for all speakers',
      components: ['metallb'],
      next: 'kubectl -n metallb-system rollout restart daemonset/speaker',
    });
  },
};

/** The controller creates the Secret at its start only. */
const NO_SECRET = {
  subject: `Secret ${NAMESPACE}/${SECRET}`,
  found: 'no such Secret',
  planned: 'the key of the speakers',
  components: ['metallb'],
  why: 'No new speaker starts, since the kubelet cannot mount the Secret. Running speakers keep the key until they restart.',
  next: 'kubectl -n metallb-system rollout restart deployment/controller, which creates the Secret, then kubectl -n metallb-system rollout restart daemonset/speaker',
};

function describe({ metadata, spec }: LivePod): string {
  return spec?.nodeName === undefined ? metadata.name : `the speaker on ${spec.nodeName}`;
}

function findChangeTime({ metadata }: KeySecret): string {
  const times = (metadata.managedFields ?? []).map(({ time }) => time ?? '');
  return [metadata.creationTimestamp ?? '', ...times].sort().at(-1) ?? '';
}

/** The container's start: it reads the key then, also after a restart in the same pod. */
function findStartTime({ status }: LivePod): string {
  const starts = (status?.containerStatuses ?? []).flatMap(({ state }) => state?.running?.startedAt ?? []);
  return starts.sort().at(-1) ?? status?.startTime ?? '';
}
