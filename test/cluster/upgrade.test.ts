import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { describeLab } from './lab/describe-lab';
import { eventually, expectHealthy } from './lab/expectations';
import { netstack, expectOutput } from './lab/netstack';
import type { Versioned } from './lab/objects';
import type { RunningLab } from './lab/running-lab';

const GOLDENS = '__snapshots__/pikube/manifests';

describeLab('pikube, upgraded', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  it('takes what this version writes over what an earlier one wrote; no address moves', async (context) => {
    const earlier = earlierGoldens();
    if (earlier === undefined) return context.skip('the history of the golden files is not here');
    await lab().kubectl('apply', '-f', earlier);
    const before = await addresses(lab());
    const said = await lab().kubectl('apply', '-f', lab().manifests);
    expect(said).not.toContain('immutable');
    await eventually(() => expectHealthy(lab()), 180);
    expect(await addresses(lab())).toEqual(before);
  });

  it('leaves nothing of a part that goes, but for what diff tells to delete', async () => {
    const after = withoutTraefik(readFileSync(lab().profile, 'utf8'));
    const profile = join(mkdtempSync(join(tmpdir(), 'netstack-upgrade-')), `${lab().cluster}.yaml`);
    writeFileSync(profile, after);
    const { stdout } = await netstack('diff', lab().profile, profile);
    const steps = stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(?:rm|kubectl) /.test(line));
    expect(steps.some((step) => step.startsWith('kubectl delete '))).toBe(true);
    const output = join(dirname(profile), 'dist');
    expectOutput(await netstack('synth', profile, '--output', output), 'synth');
    await lab().kubectl('apply', '-f', join(output, lab().cluster, 'manifests'));
    for (const step of steps) await lab().shell(step.startsWith('rm ') ? 'pi1' : 'client', step);
    const left = await ofOurs(lab());
    const kept = objectsIn(join(output, lab().cluster, 'manifests'));
    expect(left.filter((name) => !kept.includes(name))).toEqual([]);
  });
});

/** The first golden files that history knows, in a folder; undefined where there is no history. */
function earlierGoldens(): string | undefined {
  const git = (...argv: readonly string[]) => execFileSync('git', argv, { encoding: 'utf8', maxBuffer: 1e8 });
  const commits = git('log', '--format=%h', '--', GOLDENS).trim().split('\n');
  const [commit] = commits.slice(-1);
  if (commit === undefined || commits.length < 2) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'netstack-earlier-'));
  for (const file of git('ls-tree', '-r', '--name-only', commit, GOLDENS).trim().split('\n')) {
    const path = join(folder, file.slice(GOLDENS.length + 1));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, git('show', `${commit}:${file}`));
  }
  return folder;
}

/** Every Service's address. */
async function addresses(lab: RunningLab): Promise<string> {
  const columns = 'NAME:.metadata.name,CLUSTER:.spec.clusterIP,GIVEN:.status.loadBalancer.ingress[*].ip';
  return lab.kubectl('get', 'services', '-A', '-o', `custom-columns=${columns}`);
}

function withoutTraefik(profile: string): string {
  return `${profile.slice(0, profile.indexOf('traefik:\n'))}traefik: { mode: none }\n`;
}

/** Kinds that our manifests are made of and that say whose they are. */
const LABELLED = [
  ...['namespaces', 'clusterroles', 'clusterrolebindings', 'ingressclasses', 'deployments', 'daemonsets'],
  ...[
    'services',
    'serviceaccounts',
    'ingresses',
    'roles',
    'rolebindings',
    'configmaps',
    'poddisruptionbudgets',
  ],
];

/** `Deployment traefik/traefik` of everything that is ours. */
async function ofOurs(lab: RunningLab): Promise<readonly string[]> {
  const list = (...words: readonly string[]) =>
    lab.kubectlJson<{ readonly items: readonly Versioned[] }>('get', ...words);
  const labelled = await list(LABELLED.join(','), '-A', '-l', 'app.kubernetes.io/managed-by=k3s-netstack');
  const crds = await list('customresourcedefinitions');
  const own = crds.items.filter(({ metadata }) => /\.(?:traefik|metallb)\.io$/.test(metadata.name));
  return [...labelled.items, ...own].map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
  );
}

function objectsIn(folder: string): readonly string[] {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return texts
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => {
      const { kind, metadata } = document.toJS() as Versioned;
      return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    });
}
