import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { listStages, renderEngineFiles, renderKustomizations } from '../../src/gitops';
import { renderShipped, SHIPPED } from '../synth/shipped';

const folder = mkdtempSync(join(tmpdir(), 'netstack-gitops-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** kustomize, where it is installed: KUSTOMIZE, or the one on PATH. */
const KUSTOMIZE = process.env['KUSTOMIZE'] ?? 'kustomize';
const hasKustomize = spawnSync(KUSTOMIZE, ['version']).status === 0;

const namesOf = (yaml: string) =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS() as { kind: string; metadata: { name: string; namespace?: string } })
    .map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)
    .sort();

describe('stages', () => {
  test('CRDs and namespaces, components, configuration, samples', () => {
    const files = renderShipped('pikube').manifests.map(({ file }) =>
      file.slice('netstack-'.length, -'.k8s.yaml'.length),
    );
    const stages = listStages(files.map((file) => `netstack-${file}.k8s.yaml`));
    expect(stages.map(({ name, files: own }) => [name, own.length])).toEqual([
      ['1-crds', 3],
      ['2-components', 3],
      ['3-config', 1],
      ['4-samples', 1],
    ]);
  });

  test('every file is in one of them', () => {
    for (const cluster of SHIPPED) {
      const files = renderShipped(cluster).manifests.map(({ file }) => file);
      expect(listStages(files).flatMap((stage) => stage.files)).toEqual(files);
    }
  });
});

test('a cluster without manifests has no kustomization: kustomize rejects an empty one', () => {
  expect([...renderKustomizations([])]).toEqual([]);
});

describe.skipIf(!hasKustomize).each(SHIPPED)('kustomize builds %s', (cluster) => {
  const { files, manifests } = renderShipped(cluster);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, cluster, name)), { recursive: true });
    writeFileSync(join(folder, cluster, name), content);
  }
  const build = (path: string, ...options: string[]) =>
    spawnSync(KUSTOMIZE, ['build', ...options, join(folder, cluster, path)], { encoding: 'utf8' });

  test('as a whole: every object of the manifests and nothing else', () => {
    const { status, stdout, stderr } = build('.');
    expect([status, stderr]).toEqual([0, '']);
    expect(namesOf(stdout)).toEqual(namesOf(manifests.map(({ content }) => content).join('---\n')));
  });

  test('by stages, as Flux does', () => {
    const stages = listStages(manifests.map(({ file }) => file));
    const built = stages.map(
      ({ name }) => build(`stages/${name}`, '--load-restrictor', 'LoadRestrictionsNone').stdout,
    );
    expect(namesOf(built.join('---\n'))).toEqual(namesOf(build('.').stdout));
  });
});

describe('objects of engines', () => {
  const { manifests } = renderShipped('pikube');
  const clusters = [{ name: 'pikube', manifests: new Map(manifests.map((one) => [one.file, one.content])) }];
  const source = {
    repository: 'https://git.example.net/fleet.git',
    ...{ branch: 'main', path: 'dist', enginePath: 'gitops' },
  };

  test('flux: each stage depends on the one before and waits until its objects are ready', () => {
    const text = renderEngineFiles('flux', clusters, source).get('pikube/netstack.yaml') ?? '';
    const objects = parseAllDocuments(text).map(
      (document) => document.toJS() as { metadata: { name: string }; spec: Record<string, unknown> },
    );
    expect(objects.map(({ metadata, spec }) => [metadata.name, spec['dependsOn'], spec['wait']])).toEqual([
      ['netstack-pikube-crds', undefined, true],
      ['netstack-pikube-components', [{ name: 'netstack-pikube-crds' }], true],
      ['netstack-pikube-config', [{ name: 'netstack-pikube-components' }], true],
      ['netstack-pikube-samples', [{ name: 'netstack-pikube-config' }], true],
    ]);
    expect(objects.map(({ spec }) => spec['path'])).toContain('./dist/pikube/stages/3-config');
  });

  test('fleet: each bundle waits for the one before, and has its manifests', () => {
    const files = renderEngineFiles('fleet', clusters, source);
    const config = parse(files.get('pikube/3-config/fleet.yaml') ?? '') as Record<string, unknown>;
    expect(config['dependsOn']).toEqual([
      { selector: { matchLabels: { 'netstack/cluster': 'pikube', 'netstack/stage': '2-components' } } },
    ]);
    expect(files.get('pikube/3-config/netstack-50-metallb-config.k8s.yaml')).toBe(
      manifests.find(({ file }) => file.includes('-50-'))?.content,
    );
  });

  test.skipIf(!hasKustomize)('argocd: the patches put every object into its wave', () => {
    const set = parse(renderEngineFiles('argocd', clusters, source).get('netstack.yaml') ?? '') as {
      spec: { template: { spec: { source: { kustomize: { patches: object[] } } } } };
    };
    const { patches } = set.spec.template.spec.source.kustomize;
    const own = join(folder, 'argocd');
    mkdirSync(join(own, 'manifests'), { recursive: true });
    for (const { file, content } of manifests) writeFileSync(join(own, 'manifests', file), content);
    const resources = manifests.map(({ file }) => `manifests/${file}`);
    writeFileSync(join(own, 'kustomization.yaml'), JSON.stringify({ resources, patches }));
    const { stdout, stderr } = spawnSync(KUSTOMIZE, ['build', own], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const waves = new Map(
      parseAllDocuments(stdout)
        .map(
          (document) =>
            document.toJS() as {
              kind: string;
              metadata: { name: string; annotations?: Record<string, string> };
            },
        )
        .map(({ kind, metadata }) => [
          `${kind} ${metadata.name}`,
          metadata.annotations?.['argocd.argoproj.io/sync-wave'],
        ]),
    );
    expect(waves.get('CustomResourceDefinition ipaddresspools.metallb.io')).toBe('-1');
    expect(waves.get('Namespace metallb-system')).toBe('-1');
    expect(waves.get('Deployment controller')).toBeUndefined();
    expect(waves.get('IPAddressPool lan')).toBe('1');
    expect(waves.get('Deployment whoami')).toBe('2');
  });
});
