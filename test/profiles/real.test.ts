import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';
import { ChartCache } from '../../src/synth/chart-cache';
import { checkCluster } from '../../src/synth/check-objects';
import { renderCluster } from '../../src/synth/cluster-files';
import { importFiles, synth } from '../import/round-trip';
import { validateAgainstCrd } from '../schemas';
import { stockManifests } from '../synth/stock-manifests';
import { readTree } from '../synth/shipped';

/** Profiles of setups that people run, each with the manifests that it names. */
const FOLDER = 'test/profiles/real';
const GOLDEN = 'test/profiles/real/golden';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

/** CRDs are the same in every cluster; the golden files of the shipped clusters have them. */
const IN_GOLDEN = (name: string) => !name.endsWith('-crds.k8s.yaml') || name.includes('own-crds');

function renderReal(file: string) {
  const checked = checkCluster(join(FOLDER, file));
  if (checked.plan === undefined) throw new Error(JSON.stringify(checked.diagnostics, null, 2));
  return renderCluster(checked.plan, new ChartCache());
}

describe.each(FILES)('%s', (file) => {
  test('has no error and no warning', () => {
    const { diagnostics } = checkCluster(join(FOLDER, file));
    expect(diagnostics.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  test('renders to the golden files', () => {
    const folder = join(GOLDEN, file.replace('.yaml', ''));
    const files = [...renderReal(file).files].filter(([name]) => IN_GOLDEN(name));
    if (UPDATE) {
      rmSync(folder, { recursive: true, force: true });
      for (const [name, content] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
    }
    expect(new Map(files)).toEqual(existsSync(folder) ? readTree(folder) : undefined);
  });

  test('renders to the bytes of cdk8s', () => {
    const { plan, manifests } = renderReal(file);
    expect(new Map(manifests.map((manifest) => [manifest.file, manifest.content]))).toEqual(stockManifests(plan));
  });

  test('has objects that conform to their CRDs', () => {
    const objects = renderReal(file).manifests.flatMap((manifest): readonly KubernetesObject[] => manifest.objects);
    for (const object of objects) {
      if (!/^(metallb|traefik|frrk8s\.metallb|gateway\.networking\.k8s)\.io\//.test(object.apiVersion)) continue;
      expect(validateAgainstCrd(object), `${object.kind} ${object.metadata.name}`).toEqual([]);
    }
  });

  test('is what import makes of its files', () => {
    const files = Object.fromEntries(renderReal(file).files);
    const { text, manifest, notes } = importFiles(files);
    expect(synth(text, manifest)).toEqual(files);
    expect(notes.filter(({ kind }) => kind !== 'guess')).toEqual([]);
  });

  test('begins with what the setup is', () => {
    expect(readFileSync(join(FOLDER, file), 'utf8')).toMatch(/^# \S/);
  });
});

test('no golden folder is left of a profile that is gone', () => {
  expect(readdirSync(GOLDEN).sort()).toEqual(FILES.map((file) => file.replace('.yaml', '')).sort());
});
