import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ApiObject } from '../../../src/kubernetes/api-object';
import { describeLab } from '../lab/describe-lab';
import { eventually, expectHealthy } from '../lab/expectations';
import { labFolder } from '../lab/running-lab';
import type { RunningLab } from '../lab/running-lab';

const KUSTOMIZE = process.env['KUSTOMIZE'] ?? 'kustomize';
const hasKustomize = spawnSync(KUSTOMIZE, ['version']).status === 0;

/** What Flux's kustomize-controller does with `wait: true`, without its control loop. */
const APPLY = [
  'kubectl',
  'apply',
  '--server-side',
  '--field-manager=kustomize-controller',
  '--force-conflicts',
];

describeLab('pikube by stages, as Flux delivers it', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  it.skipIf(!hasKustomize)('comes up from an empty cluster, without a step by hand', async () => {
    await deleteEverything(lab());
    const folder = join(lab().dist, lab().cluster);
    for (const stage of readdirSync(join(folder, 'stages')).sort()) {
      const file = buildStage(join(folder, 'stages', stage), stage);
      await lab().exec('client', ...APPLY, '-f', file);
      await waitUntilReady(lab(), file);
      // As a Kustomization of Secrets that depends on the first stage.
      if (stage === '1-crds') await lab().exec('client', ...APPLY, '-f', secretsOf(lab()));
      console.log(`stage ${stage}: applied and ready`);
    }
    await eventually(() => expectHealthy(lab()), 120);
  });
});

async function deleteEverything(lab: RunningLab): Promise<void> {
  const files = readdirSync(lab.manifests).sort().reverse();
  for (const file of files)
    await lab.kubectl('delete', '--ignore-not-found', '--wait=true', '-f', join(lab.manifests, file));
}

/** Machines of a lab see the working folder. */
function writeVisible(name: string, text: string): string {
  mkdirSync('build', { recursive: true });
  const file = join(resolve(mkdtempSync('build/stages-')), `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

function buildStage(folder: string, name: string): string {
  const words = ['build', '--load-restrictor', 'LoadRestrictionsNone', folder];
  const { status, stdout, stderr } = spawnSync(KUSTOMIZE, words, { encoding: 'utf8', maxBuffer: 1e8 });
  expect(status, stderr).toBe(0);
  return writeVisible(name, stdout);
}

function secretsOf({ cluster }: RunningLab): string {
  return writeVisible('secrets', readFileSync(labFolder(cluster, 'secrets.yaml'), 'utf8'));
}

/** Flux waits for CRDs and workloads; all other kinds are ready when they are applied. */
async function waitUntilReady(lab: RunningLab, file: string): Promise<void> {
  const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((one) => one.toJS() as ApiObject);
  for (const { kind, metadata } of objects) {
    const scope = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
    const name = `${kind.toLowerCase()}/${metadata.name}`;
    if (kind === 'CustomResourceDefinition')
      await lab.kubectl('wait', '--for=condition=Established', `crd/${metadata.name}`, '--timeout=1m');
    if (kind === 'Deployment' || kind === 'DaemonSet')
      await lab.kubectl(...scope, 'rollout', 'status', name, '--timeout=3m');
  }
}
