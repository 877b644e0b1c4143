import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeLab } from './lab/describe-lab';
import { eventually } from './lab/expectations';
import { netstack, expectOutput } from './lab/netstack';
import { linesOf, Operator } from './lab/paste-steps';
import { IMAGES } from './lab/requirements';
import type { RunningLab } from './lab/running-lab';

const PROFILE = 'test/cluster/profiles/handover.yaml';

/** What a user made for k3s's own Traefik, and that we know nothing of. */
const OWN_ROUTE = JSON.stringify({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'mine', namespace: 'samples' },
  spec: {
    entryPoints: ['web'],
    routes: [{ match: 'Host(`mine.home.arpa`)', kind: 'Rule', services: [{ name: 'whoami', port: 80 }] }],
  },
});

describeLab("k3s's own Traefik, which is switched off", PROFILE, {}, (lab) => {
  it('keeps every IngressRoute by the steps that diff prints', async () => {
    await lab().shell('client', `echo '${OWN_ROUTE}' | kubectl apply -f -`);
    await eventually(async () => expect(await mine(lab())).toBe('200'), 60);
    const before = await identityOfMine(lab());

    await giveImages(lab());
    const operator = new Operator(lab(), { nodes: { '10.60.0.11': 'only' } });
    await operator.paste(await stepsToStandalone());
    operator.close();

    await eventually(async () => expect(await mine(lab())).toBe('200'), 180);
    const after = await identityOfMine(lab());
    expect(after).toBe(before);
    expect(await lab().kubectl('-n', 'kube-system', 'get', 'helmcharts', '-o', 'name')).toBe('');
    expect(await lab().kubectl('-n', 'traefik', 'get', 'pods', '-o', 'name')).toContain('traefik');
  });
});

/** The printed steps to the same cluster with a standalone Traefik, whose files are written. */
async function stepsToStandalone(): Promise<readonly string[]> {
  const work = mkdtempSync(join(tmpdir(), 'netstack-handover-'));
  const profile = join(work, 'handover.yaml');
  writeFileSync(profile, readFileSync(PROFILE, 'utf8').replace('mode: packaged', 'mode: standalone'));
  const output = ['--output', join(work, 'dist')];
  expectOutput(await netstack('synth', profile, ...output), 'synth');
  const text = expectOutput(await netstack('diff', PROFILE, profile, ...output), 'diff');
  return linesOf(text.slice(text.indexOf('\n# 1. ')));
}

/** What the API server gave it once, and another one of the name would not have. */
function identityOfMine(lab: RunningLab): Promise<string> {
  return lab.kubectl('-n', 'samples', 'get', 'ingressroute', 'mine', '-o', 'jsonpath={.metadata.uid}');
}

/** A lab's nodes have the images of their own profile only. */
async function giveImages(lab: RunningLab): Promise<void> {
  if (IMAGES === undefined) return;
  const folder = '/var/lib/rancher/k3s/agent/images';
  await lab.shell(
    'only',
    `cp /var/lib/netstack/images/traefik-*.tar ${folder}/.partial && mv ${folder}/.partial ${folder}/traefik.tar`,
  );
}

function mine(lab: RunningLab): Promise<string> {
  return lab.httpStatus('http://mine.home.arpa/', '--resolve', 'mine.home.arpa:80:10.60.0.11');
}
