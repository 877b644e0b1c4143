import { readFileSync } from 'node:fs';
import { renderCluster } from '../../../src/synth/cluster-files';
import { ChartCache } from '../../../src/synth/chart-cache';
import type { CheckFinding, CommandOutput, Host, Rehearsal, VerifyContext } from '../../../src/verify';
import { CHECKS, runChecks, UnreachableError } from '../../../src/verify';
import { formatListPath } from '../../../src/verify/objects/live-objects';
import { planOf } from '../../plan-of';

/** Any object, as the API server has it; tests change it. */
export interface LiveObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    labels?: object;
    annotations?: Record<string, string>;
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

/** A cluster as its manifests make it, and what the LAN sees of it. Tests change it. */
export interface FakeCluster {
  readonly cluster: string;
  /** Every object, by the path of its list. */
  readonly lists: Map<string, LiveObject[]>;
  /** What programs print, by how their command line begins; the first that fits counts. */
  readonly programs: [string, Partial<CommandOutput>][];
  /** Logs, by path. */
  readonly texts: Map<string, string>;
  /** Whether the API server does not answer. */
  away?: boolean;
}

export const MAC = { pi1: '02:00:00:00:00:11', pi4: '02:00:00:00:00:14' };

/** A healthy pikube. */
export function pikube(): FakeCluster {
  const fake: FakeCluster = { cluster: 'pikube', lists: new Map(), programs: [], texts: new Map() };
  for (const object of writtenObjects('pikube')) {
    const { apiVersion = '', kind = '', ...rest } = structuredClone(object);
    listOf(fake, apiVersion, kind).push({ ...rest, status: statusOf(kind, rest) });
  }
  addOfK3s(fake);
  addOfMetalLb(fake);
  for (const { metadata } of listOf(fake, 'v1', 'Service')) addEndpoints(fake, metadata);
  for (const [name, ip] of [
    ['traefik', '10.0.0.100'],
    ['echo', '10.0.0.101'],
  ] as const)
    find(fake, 'v1', 'Service', name).status = { loadBalancer: { ingress: [{ ip }] } };
  listOf(fake, 'metallb.io/v1beta1', 'ServiceL2Status').push(
    createAnnouncement('traefik', 'traefik', 'pi1'),
    createAnnouncement('samples', 'echo', 'pi4'),
  );
  for (const kind of ['BGPAdvertisement', 'Addon', 'HelmChart'])
    listOf(
      fake,
      kind === 'BGPAdvertisement'
        ? 'metallb.io/v1beta1'
        : kind === 'Addon'
          ? 'k3s.cattle.io/v1'
          : 'helm.cattle.io/v1',
      kind,
    );
  listOf(fake, 'v1', 'Secret').push(
    { metadata: { name: 'whoami-tls', namespace: 'samples' } },
    { metadata: { name: 'memberlist', namespace: 'metallb-system' } },
  );
  fake.programs.push(...ANSWERS);
  return fake;
}

/** A ready pod behind a Service. */
function addEndpoints(fake: FakeCluster, { name, namespace }: LiveObject['metadata']): void {
  listOf(fake, 'discovery.k8s.io/v1', 'EndpointSlice').push({
    metadata: {
      name: `${name}-1`,
      ...(namespace && { namespace }),
      labels: { 'kubernetes.io/service-name': name },
    },
    endpoints: [{ conditions: { ready: true } }],
  });
}

function writtenObjects(cluster: string): readonly LiveObject[] {
  const plan = planOf(readFileSync(`profiles/${cluster}.yaml`, 'utf8'), cluster);
  return renderCluster(plan, new ChartCache()).manifests.flatMap(
    ({ objects }) => objects as unknown as LiveObject[],
  );
}

function statusOf(kind: string, { spec }: LiveObject): Record<string, unknown> {
  if (kind === 'CustomResourceDefinition') return { conditions: [{ type: 'Established', status: 'True' }] };
  if (kind === 'Deployment') return { readyReplicas: spec?.['replicas'] ?? 1 };
  return kind === 'DaemonSet' ? { numberReady: 4, desiredNumberScheduled: 4 } : {};
}

function addOfK3s(fake: FakeCluster): void {
  const service = (name: string, namespace: string, ip: string) => ({
    metadata: { name, namespace },
    spec: { clusterIPs: [ip] },
  });
  listOf(fake, 'v1', 'Service').push(
    service('kubernetes', 'default', '10.43.0.1'),
    service('kube-dns', 'kube-system', '10.43.0.10'),
  );
  listOf(fake, 'networking.k8s.io/v1', 'ServiceCIDR').push({
    metadata: { name: 'kubernetes' },
    spec: { cidrs: ['10.43.0.0/16'] },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
  listOf(fake, 'apps/v1', 'Deployment').push({
    metadata: { name: 'coredns', namespace: 'kube-system' },
    spec: {},
    status: { readyReplicas: 1 },
  });
}

/** The authority of its certificate, which its controller writes where the API server looks for it. */
function addOfMetalLb(fake: FakeCluster): void {
  const api = 'admissionregistration.k8s.io/v1';
  const configuration = find(fake, api, 'ValidatingWebhookConfiguration', 'metallb-webhook-configuration');
  const webhooks = configuration['webhooks'] as { clientConfig: { caBundle?: string } }[];
  for (const { clientConfig } of webhooks) clientConfig.caBundle = 'Y2E=';
  conversionOf(fake, 'bgppeers.metallb.io').caBundle = 'Y2E=';
}

/** How the API server asks for another version of a kind. */
export function conversionOf(fake: FakeCluster, crd: string): { caBundle?: string } {
  const { spec } = find(fake, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', crd);
  const { webhook } = spec?.['conversion'] as { webhook: { clientConfig: { caBundle?: string } } };
  return webhook.clientConfig;
}

function createAnnouncement(namespace: string, name: string, node: string): LiveObject {
  return {
    metadata: { name: `l2-${name}`, namespace: 'metallb-system' },
    status: { node, serviceName: name, serviceNamespace: namespace },
  };
}

export function listOf(fake: FakeCluster, apiVersion: string, kind: string): LiveObject[] {
  const path = formatListPath(apiVersion, kind);
  const list = fake.lists.get(path) ?? [];
  fake.lists.set(path, list);
  return list;
}

/** The object of that name; a test without it fails. */
export function find(fake: FakeCluster, apiVersion: string, kind: string, name: string): LiveObject {
  const object = listOf(fake, apiVersion, kind).find(({ metadata }) => metadata.name === name);
  if (object === undefined) throw new Error(`there is no ${kind} ${name}`);
  return object;
}

export function remove(fake: FakeCluster, apiVersion: string, kind: string, name: string): void {
  const list = listOf(fake, apiVersion, kind);
  list.splice(list.indexOf(find(fake, apiVersion, kind, name)), 1);
}

function digAnswer(status: string, ...records: readonly string[]): Partial<CommandOutput> {
  return answerWith(status, ...records.map((data) => `name.\t5\tIN\tA\t${data}`));
}

/** What dig prints of an answer with these lines. */
export function dnsRecords(...lines: readonly string[]): Partial<CommandOutput> {
  return answerWith('NOERROR', ...lines);
}

function answerWith(status: string, ...lines: readonly string[]): Partial<CommandOutput> {
  return { stdout: [`;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 1`, ...lines, ''].join('\n') };
}

/** Who has which address on the LAN. */
export function neighbours(
  ...entries: readonly (readonly [address: string, mac: string, state?: string])[]
): Partial<CommandOutput> {
  const list = entries.map(([dst, lladdr, state = 'REACHABLE']) => ({
    dst,
    dev: 'eth0',
    lladdr,
    state: [state],
  }));
  return { stdout: JSON.stringify(list) };
}

/** The neighbours of a client: the nodes, and what they announce. */
export const HEALTHY_NEIGHBOURS = [
  ['10.0.0.11', MAC.pi1],
  ['10.0.0.14', MAC.pi4],
  ['10.0.0.100', MAC.pi1],
  ['10.0.0.101', MAC.pi4],
] as const;

/** What arping prints, for one question. */
export function arpReplies(address: string, ...macs: readonly string[]): Partial<CommandOutput> {
  const lines = macs.map((mac) => `Unicast reply from ${address} [${mac.toUpperCase()}]  0.612ms`);
  return { stdout: [`ARPING ${address} from 10.0.0.251 eth0`, ...lines, ''].join('\n') };
}

/** How the program begins that asks for the nodes and the gateway by arping. */
export const ASK_ALL = 'sh -c run=$1';

/** What it prints. */
export function arpRepliesOf(...hosts: readonly (readonly [string, ...string[]])[]): Partial<CommandOutput> {
  const lines = hosts.flatMap(([address, ...macs]) =>
    (arpReplies(address, ...macs).stdout ?? '').split('\n').map((line) => `${address} ${line}`),
  );
  return { stdout: lines.join('\n') };
}

/** How every question by curl begins. */
export const CURL = 'curl -q -gsk --noproxy * -m 8';

/** How curl is asked for a certificate. */
export const SHOWN = `${CURL} -o /dev/null -w %{http_code} %{certs}`;

/** What curl prints of a server with the certificate of that name beside this file. */
export function showCertificate(certificate: string): Partial<CommandOutput> {
  return {
    stdout: `200 Subject:\n${readFileSync(`test/verify/cluster/certificates/${certificate}.pem`, 'utf8')}`,
  };
}

/** How the program begins that asks for addresses and lists who has them. */
export const ASK_AND_LIST = 'sh -c ask()';

const ANSWERS: readonly [string, Partial<CommandOutput>][] = [
  ['true', {}],
  ['dig @10.43.0.10 -p 53 kubernetes.default.svc.cluster.local A', digAnswer('NOERROR', '10.43.0.1')],
  ['dig @10.43.0.10 -p 53 home.arpa SOA', digAnswer('NXDOMAIN')],
  ['dig @10.0.0.1 -p 53 home.arpa SOA', digAnswer('NXDOMAIN')],
  ['ping -n -c 1 -W 1 127.0.0.1', {}],
  ['ip -j -d address', { stdout: '[]' }],
  [ASK_AND_LIST, neighbours(...HEALTHY_NEIGHBOURS)],
  ['arping -V', { stdout: 'arping from iputils 20221126' }],
  ['ip route get 10.0.0.', {}],
  ['ip -j route get 10.0.0.', { stdout: '[{"dst":"10.0.0.100","dev":"eth0"}]' }],
  ['arping -b -w 2 -I eth0 10.0.0.100', arpReplies('10.0.0.100', MAC.pi1)],
  ['arping -b -w 2 -I eth0 10.0.0.101', arpReplies('10.0.0.101', MAC.pi4)],
  [ASK_ALL, arpRepliesOf(['10.0.0.1', '02:00:00:00:00:01'], ['10.0.0.11', MAC.pi1])],
  [`${CURL} https://10.0.0.11:6443/ping`, { stdout: 'pong' }],
  [`${SHOWN} https://10.0.0.11:6443/ping`, showCertificate('k3s')],
  [`${SHOWN} --resolve whoami.home.arpa:443:10.0.0.100`, showCertificate('whoami')],
  ['curl https://whoami.home.arpa/', { stdout: '200 ' }],
  ['curl http://whoami.home.arpa/', { stdout: '301 https://whoami.home.arpa/' }],
  ['curl http://10.0.0.101:8080/', { stdout: '200 ' }],
];

/** What is answered instead: the last word of a curl is its URL. */
export function answers(fake: FakeCluster, command: string, output: Partial<CommandOutput>): void {
  fake.programs.unshift([command, output]);
}

export { digAnswer };

export function hostOf(fake: FakeCluster, name: string): Host {
  return {
    name,
    run: (argv) => {
      const line = argv.join(' ');
      const short = argv[0] === 'curl' ? `curl ${argv.at(-1)}` : line;
      const found = fake.programs.find(([start]) => line.startsWith(start) || short === start);
      const output = found?.[1] ?? { status: 127 };
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...output });
    },
  };
}

/** What checks of the cluster or the LAN say of it, but for what holds. */
export async function failures(fake: FakeCluster, scope: 'cluster' | 'lan'): Promise<readonly string[]> {
  const findings = await findingsOf(fake, scope);
  return findings.flatMap((finding) => {
    if (finding.outcome === 'passed') return [];
    const what =
      finding.outcome === 'failed' ? `${finding.found}; planned ${finding.planned}` : finding.reason;
    return [`${finding.check}: ${finding.subject}: ${what}`];
  });
}

/** @param profile whose plan is verified; the cluster's own unless given */
export function findingsOf(
  fake: FakeCluster,
  scope: 'cluster' | 'lan',
  profile = `profiles/${fake.cluster}.yaml`,
  rehearsal?: Rehearsal,
): Promise<readonly CheckFinding[]> {
  return runChecks(
    CHECKS.filter((check) => check.scope === scope),
    createContext(fake, profile, rehearsal),
  );
}

/** What checks can read of a fake cluster. */
export function createContext(
  fake: FakeCluster,
  profile = `profiles/${fake.cluster}.yaml`,
  rehearsal?: Rehearsal,
): VerifyContext {
  const plan = planOf(readFileSync(profile, 'utf8'), fake.cluster);
  const { manifests } = renderCluster(plan, new ChartCache());
  return {
    plan,
    nodeFiles: new Map(),
    manifests: new Map(manifests.map((manifest) => [manifest.file, manifest])),
    probe: false,
    cluster: {
      get: <T>(path: string) => {
        if (fake.away === true) throw new UnreachableError('the API server is away', 'start it');
        const items = fake.lists.get(path) ?? undefined;
        const [, namespace, name] = /^\/api\/v1\/namespaces\/([^/]+)\/secrets\/([^/]+)$/.exec(path) ?? [];
        const secret = fake.lists
          .get('/api/v1/secrets')
          ?.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
        return Promise.resolve((secret ?? (items && { items })) as T | undefined);
      },
      getText: (path) => Promise.resolve(fake.texts.get(path) ?? fake.texts.get(path.split('?')[0] ?? '')),
    },
    node: (name) => hostOf(fake, name),
    lan: hostOf(fake, 'client'),
    ...(rehearsal && { rehearsal }),
  };
}
