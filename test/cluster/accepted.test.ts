import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';
import { describeLab } from './lab/describe-lab';
import { expectOutput, netstack } from './lab/netstack';
import type { RunningLab } from './lab/running-lab';

const REAL = 'test/profiles/real';

/** The profiles of real setups, and the one with every key. */
const PROFILES = [
  ...readdirSync(REAL)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(REAL, file)),
  'profiles/example.yaml',
];

/** CRDs that k3s installs with its Traefik, which the lab does not have. */
const GATEWAY_CRDS = 'crds/gateway.networking.k8s.io.json';

describeLab('a real API server', 'test/cluster/profiles/api-server.yaml', {}, (lab) => {
  const dist = mkdtempSync(join(tmpdir(), 'netstack-accepted-'));

  /** CRDs and namespaces are created: without them the API server knows no kind and no place for the other objects. */
  beforeAll(async () => {
    for (const profile of PROFILES) {
      expectOutput(await netstack('synth', profile, '--output', dist), `synth ${profile}`);
    }
    const files = PROFILES.flatMap((profile) => listManifests(profile));
    const unique = new Map(files.map((file) => [readFileSync(file, 'utf8'), file]));
    for (const [, file] of [...unique].filter(([, file]) => isCreatedFirst(file))) {
      await apply(lab(), file, '--force-conflicts');
    }
    const crds = join(dist, 'gateway-crds.json');
    writeFileSync(crds, approveCrds(readFileSync(GATEWAY_CRDS, 'utf8')));
    await apply(lab(), crds);
    await lab().kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s');
  });
  afterAll(() => {
    rmSync(dist, { recursive: true, force: true });
  });

  it.each(PROFILES)('accepts every object of %s', async (profile) => {
    for (const file of listManifests(profile)) {
      const accepted = await apply(lab(), file, '--dry-run=server', '--force-conflicts');
      expect(accepted, file).toHaveLength(listObjects(file).length);
    }
  });

  it('rejects a field that does not exist', async () => {
    const [file = ''] = listManifests('profiles/example.yaml').filter((one) => one.includes('traefik.k8s'));
    const broken = readFileSync(file, 'utf8').replaceAll('topologySpreadConstraints:', 'topologySpread:');
    const script = `kubectl apply --server-side --dry-run=server -f - <<'EOF'\n${broken}\nEOF`;
    const { status, stderr } = await lab().output('client', 'sh', '-c', script);
    expect([status, stderr]).toEqual([1, expect.stringContaining('field not declared in schema')]);
  });

  function listManifests(profile: string): readonly string[] {
    const folder = join(dist, basename(profile, '.yaml'), 'manifests');
    return readdirSync(folder)
      .sort()
      .map((file) => join(folder, file));
  }
});

/** The API server takes CRDs of this group only with an annotation, which the generated ones do not have. */
function approveCrds(text: string): string {
  const list = JSON.parse(text) as { readonly items: readonly { readonly metadata: object }[] };
  const annotations = { 'api-approved.kubernetes.io': 'unapproved, for a test' };
  const items = list.items.map((crd) => ({ ...crd, metadata: { ...crd.metadata, annotations } }));
  return JSON.stringify({ ...list, items });
}

/** Namespaces and CRDs, by the name of their file. */
function isCreatedFirst(file: string): boolean {
  return /-(?:namespaces|crds)\.k8s\.yaml$/.test(file);
}

/** Applies a file as its only manager; a warning of the API server is an error. Returns a line for each object. */
async function apply(
  lab: RunningLab,
  file: string,
  ...options: readonly string[]
): Promise<readonly string[]> {
  const said = await lab.kubectl(
    'apply',
    '--server-side',
    '--warnings-as-errors',
    ...options,
    '-f',
    resolve(file),
  );
  return said.split('\n').filter((line) => / serverside-applied/.test(line));
}

function listObjects(file: string): readonly KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}
