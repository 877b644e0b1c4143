import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { importNetwork, mergeNetworks, readCluster, readFiles, writeProfile } from '../../src/import';
import type { ClusterReader } from '../../src/verify';
import { loadProfile } from '../../src/plan/load-profile';
import { sortObjects } from './sort-objects';
import { synth } from './round-trip';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

const SHIPPED = readdirSync('profiles').filter((file) => file.endsWith('.yaml'));

/** The objects of a cluster as its API server lists them: with what it adds to Services, and with the Nodes. */
class RecordedApi implements ClusterReader {
  private readonly objects: readonly Manifest[];

  constructor(
    files: Readonly<Record<string, string>>,
    private readonly families: readonly string[],
    folders = /^(?:manifests|monitoring)\//,
  ) {
    const manifests = Object.entries(files).filter(([path]) => folders.test(path));
    this.objects = [
      ...manifests.flatMap(([, text]) => parseAllDocuments(text).map((one) => one.toJS() as Manifest)),
      ...Object.entries(files).flatMap(([path, text]) => listNode(path, text)),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'kubernetes', namespace: 'default' },
        spec: { clusterIPs: ['10.43.0.1'], ipFamilies: families.slice(0, 1), ipFamilyPolicy: 'SingleStack' },
      },
    ].map((object) => (object.kind === 'Service' ? this.assign(object) : object));
  }

  get<T>(address: string): Promise<T | undefined> {
    const [path = '', query = ''] = address.split('?');
    const [, version = '', rest = ''] = /^\/(?:api|apis)\/((?:[^/]+\/)?v[^/]+)\/(.+)$/.exec(path) ?? [];
    const [, namespace, plural = '', name] =
      /^(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/(.+))?$/.exec(rest) ?? [];
    const found = this.objects.filter(
      (object) =>
        object.apiVersion === version && pluralOf(object.kind) === plural && isSelected(object, query),
    );
    if (name === undefined) {
      const items = found.map((object) => ({ ...object, apiVersion: undefined, kind: undefined }));
      return Promise.resolve({ apiVersion: version, kind: `${found[0]?.kind ?? ''}List`, items } as T);
    }
    const one = found.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    return Promise.resolve(one as T | undefined);
  }

  getText(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  private assign(service: Manifest): Manifest {
    const { ipFamilyPolicy = 'SingleStack', ipFamilies } = service.spec ?? {};
    const assigned = ipFamilyPolicy === 'SingleStack' ? this.families.slice(0, 1) : this.families;
    const spec = { clusterIPs: ['10.43.0.9'], ...service.spec, ipFamilyPolicy };
    return { ...service, spec: { ...spec, ipFamilies: ipFamilies ?? assigned } };
  }
}

function isSelected({ metadata }: Manifest, query: string): boolean {
  const [, key, value] = /^labelSelector=(.*)=(.*)$/.exec(decodeURIComponent(query)) ?? [];
  return key === undefined || metadata.labels?.[key] === value;
}

function pluralOf(kind: string): string {
  return kind.toLowerCase().replace(/y$/, 'ie').replace(/ss$/, 'sse') + 's';
}

/** A node whose k3s was started with the flags of its node file. */
function listNode(path: string, text: string): readonly Manifest[] {
  const [, name] = /^k3s\/(.+)\.yml$/.exec(path) ?? [];
  if (name === undefined) return [];
  const config = parse(text, { version: '1.1' }) as Readonly<Record<string, unknown>>;
  const flags = Object.entries(config).flatMap(([key, value]) =>
    [value].flat().flatMap((one) => [`--${key.replace(/\+$/, '')}`, String(one)]),
  );
  const role = 'cluster-cidr' in config ? 'server' : 'agent';
  return [
    {
      ...{ apiVersion: 'v1', kind: 'Node' },
      metadata: {
        name,
        ...{ annotations: { 'k3s.io/node-args': JSON.stringify([role, ...flags]) } },
        labels: role === 'server' ? { 'node-role.kubernetes.io/control-plane': 'true' } : {},
      },
    },
  ];
}

describe('import of what the API server of a shipped profile lists renders the same objects', () => {
  test.each(SHIPPED)('%s', async (file) => {
    const text = readFileSync(`profiles/${file}`, 'utf8');
    const { plan } = loadProfile(file, text);
    if (plan === undefined) throw new Error(`${file} has no plan`);
    const files = synth(text);
    const families = plan.serviceCidr.map(({ family }) => `IPv${family}`);
    const api = await readCluster(new RecordedApi(files, families));
    const nodes = Object.entries(files).flatMap(([path, content]) => {
      const [, name = '', type] = /^k3s\/(.+)\.(yml|json)$/.exec(path) ?? [];
      const installed = type === 'yml' ? `${name}/etc/rancher/k3s/config.yaml.d/50-netstack.yaml` : path;
      return type === undefined ? [] : [{ path: installed, text: content }];
    });
    const given = {
      cluster: plan.cluster,
      k3sVersion: plan.k3sVersion.toString(),
      lanCidr: plan.lan.cidr.map(String),
      gateway: plan.lan.gateway.map(String),
    };
    const imported = importNetwork(mergeNetworks([readFiles(nodes, 'test'), api]), given);
    const primary = plan.serviceCidr[0]?.family ?? 4;
    const again = synth(writeProfile({ ...imported, header: [] }));
    expect(describeFiles(again, primary)).toEqual(describeFiles(files, primary));
  });
});

test('without the Prometheus Operator, MetalLB shows that the profile has monitoring', async () => {
  const files = synth(readFileSync('profiles/example.yaml', 'utf8'));
  const api = await readCluster(new RecordedApi(files, ['IPv4'], /^manifests\//));
  const { profile, notes } = importNetwork(api, { cluster: 'example' });
  expect(profile.monitoring).toEqual({});
  expect(notes.find(({ path }) => path?.[0] === 'monitoring')).toMatchObject({
    kind: 'guess',
    message: 'MetalLB serves metrics; no object of monitoring/ is in the cluster.',
  });
});

function describeFiles(files: Readonly<Record<string, string>>, primary: 4 | 6): unknown {
  const described = Object.entries(files).map(([path, text]) => [
    path,
    path.endsWith('.yaml')
      ? sortObjects(text, primary)
      : path.endsWith('.yml')
        ? (parse(text) as unknown)
        : text,
  ]);
  return Object.fromEntries(described as [string, unknown][]);
}
