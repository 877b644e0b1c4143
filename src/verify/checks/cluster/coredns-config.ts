import { parseAllDocuments } from 'yaml';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass, passIf } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList } from '../../objects/live-objects';
import type { LivePod } from '../../objects/pods';
import { readPods, selectPods } from '../../objects/pods';

/**
 * Lines of CoreDNS's log to read. CoreDNS does not load a rejected Corefile again until the file changes: it logs the
 * failure once.
 */
const LOG_LINES = 5000;

/** A Corefile that CoreDNS could parse and not start. */
const FAILED_RELOAD = /Restart failed|reload failed/i;

/** A later Corefile that CoreDNS started. */
const COMPLETE_RELOAD = /\bReloading complete\b/;

/** Seconds of CoreDNS's log with syntax errors: CoreDNS parses the file every 30 to 45 seconds. */
const PARSE_SECONDS = 60;

const FAILED_PARSE = /plugin\/reload: Corefile parse failed/i;

interface ConfigMap {
  readonly metadata: ObjectMeta;
  readonly data?: Readonly<Record<string, string>>;
}

/** The configuration that CoreDNS has loaded. */
export const corednsConfig: ClusterCheck = {
  id: 'coredns-config',
  scope: 'cluster',
  title: 'CoreDNS has loaded its configuration, and its Corefile is the packaged one',
  why: 'CoreDNS keeps its previous configuration when a new one is invalid, and crash-loops at its next start: the cluster then has no DNS.',
  dependsOn: ['workloads-ready'],
  applies: ({ coredns }) => coredns.mode !== 'none',
  async *observe(context: VerifyContext) {
    const { plan, cluster } = context;
    const pods = selectPods(await readPods(cluster), 'kube-system', { 'k8s-app': 'kube-dns' });
    for (const pod of pods) yield await compareLog(pod, cluster);
    if (plan.coredns.mode !== 'packaged') return;
    const maps = (await readList<ConfigMap>(cluster, 'v1', 'ConfigMap')) ?? [];
    const live = maps.find((map) => isNamed(map, 'coredns', 'kube-system'));
    const planned = await readPackagedCorefile(context);
    if (live !== undefined && planned !== undefined)
      yield compareCorefile(planned, live.data?.['Corefile'] ?? '');
  },
};

async function compareLog({ metadata }: LivePod, cluster: VerifyContext['cluster']): Promise<Observation> {
  const log = `/api/v1/namespaces/kube-system/pods/${metadata.name}/log?container=coredns`;
  const [last, latest] = await Promise.all(
    [`tailLines=${LOG_LINES}`, `sinceSeconds=${PARSE_SECONDS}`].map(async (part) =>
      ((await cluster.getText(`${log}&${part}`)) ?? '').split('\n'),
    ),
  );
  const failed = findFailedReload(last ?? []) ?? latest?.findLast((line) => FAILED_PARSE.test(line));
  return passIf(failed === undefined, {
    subject: `log of ${metadata.name}`,
    found: failed ?? 'no failed reload',
    planned: 'no failed reload',
    components: ['coredns'],
    proof: `${formatKubectl('-n', 'kube-system', 'logs', metadata.name)} | grep -i fail`,
    next: 'correct or remove the key of ConfigMap kube-system/coredns-custom that the error names; CoreDNS loads the corrected file within two minutes',
  });
}

/** The last failure that no complete reload follows. */
function findFailedReload(lines: readonly string[]): string | undefined {
  const failed = lines.findLastIndex((line) => FAILED_RELOAD.test(line));
  const isOver = lines.findLastIndex((line) => COMPLETE_RELOAD.test(line)) > failed;
  return isOver ? undefined : lines[failed];
}

/** The file of the packaged CoreDNS on every server, which k3s writes at its start. */
const PACKAGED = '/var/lib/rancher/k3s/server/manifests/coredns.yaml';

/** The Corefile in k3s's own file; undefined where the file has none. @throws UnreachableError */
async function readPackagedCorefile(context: VerifyContext): Promise<string | undefined> {
  const [server] = context.plan.servers;
  if (server === undefined) return undefined;
  const { status, stdout } = await context.node(server.name).run(['cat', PACKAGED]);
  if (status !== 0) return undefined;
  const objects = parseAllDocuments(stdout).map(
    (document) => document.toJS() as (ConfigMap & { kind?: string }) | null,
  );
  return objects.find((object) => object?.kind === 'ConfigMap' && object.metadata.name === 'coredns')?.data?.[
    'Corefile'
  ];
}

/** k3s writes the packaged Corefile again at its start. */
function compareCorefile(planned: string, found: string): Observation {
  const subject = 'Corefile of ConfigMap kube-system/coredns';
  if (planned.trim() === found.trim())
    return pass({ subject, found: 'as in the packaged manifest', planned: 'as in the packaged manifest' });
  const { added, removed } = findChangedLines(planned, found);
  return fail({
    subject,
    found: `changed by hand: ${added.join(', ') || 'lines removed'}`,
    planned: `as in ${PACKAGED}${removed.length === 0 ? '' : `: ${removed.join(', ')}`}`,
    why: 'k3s overwrites the packaged Corefile at its next start, and the change is lost.',
    components: ['coredns'],
    next: 'move the change to coredns in the profile (ConfigMap coredns-custom), then restart k3s on a server',
  });
}

function findChangedLines(planned: string, found: string) {
  const [before, after] = [planned, found].map((text) => text.split('\n').map((line) => line.trim()));
  return {
    added: (after ?? []).filter((line) => line !== '' && before?.includes(line) !== true).slice(0, 3),
    removed: (before ?? []).filter((line) => line !== '' && after?.includes(line) !== true).slice(0, 3),
  };
}
