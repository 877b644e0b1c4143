import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeLab } from './lab/describe-lab';
import { eventually } from './lab/expectations';
import { netstack, printed } from './lab/netstack';
import { IMAGES } from './lab/requirements';
import type { RunningLab } from './lab/running-lab';

const PROFILE = 'test/cluster/profiles/handover.yaml';
const NODE_FILE = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';

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
  it('keeps every IngressRoute in the order that synth prints', async () => {
    await lab().shell('client', `echo '${OWN_ROUTE}' | kubectl apply -f -`);
    await eventually(async () => expect(await mine(lab())).toBe('200'), 60);
    const before = await identityOfMine(lab());

    const { folder, said } = await synthesizeStandalone();
    await lab().shell(
      'only',
      `cat > ${NODE_FILE} <<'EOF'\n${readFileSync(join(folder, 'k3s/only.yml'), 'utf8')}EOF`,
    );
    await giveImages(lab());
    for (const command of handover(said)) await inLab(lab(), command);
    for (const command of applied(said)) await inLab(lab(), command);

    await eventually(async () => expect(await mine(lab())).toBe('200'), 180);
    const after = await identityOfMine(lab());
    expect(after).toBe(before);
    expect(await lab().kubectl('-n', 'kube-system', 'get', 'helmcharts', '-o', 'name')).toBe('');
    expect(await lab().kubectl('-n', 'traefik', 'get', 'pods', '-o', 'name')).toContain('traefik');
  });
});

/** The same cluster with a Traefik of its own, and the words that synth says of it. */
async function synthesizeStandalone(): Promise<{ readonly folder: string; readonly said: string }> {
  const work = mkdtempSync(join(tmpdir(), 'netstack-handover-'));
  const profile = join(work, 'handover.yaml');
  writeFileSync(profile, readFileSync(PROFILE, 'utf8').replace('mode: packaged', 'mode: standalone'));
  const output = await netstack('synth', profile, '--output', join(work, 'dist'));
  printed(output, 'synth');
  return { folder: join(work, 'dist/handover'), said: output.stderr };
}

/** The lines below the title that has these words. */
function below(said: string, title: string): readonly string[] {
  const lines = said.split('\n');
  const start = lines.findIndex((line) => line.includes(title)) + 1;
  expect(start, said).toBeGreaterThan(0);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('    '));
  return lines.slice(start, start + length).map((line) => line.trim());
}

function handover(said: string): readonly string[] {
  return below(said, "Only where k3s's own Traefik runs today");
}

function applied(said: string): readonly string[] {
  return below(said, 'or apply them yourself');
}

/** In the lab k3s is no unit of systemd: what ends it starts it again. */
async function inLab(lab: RunningLab, command: string): Promise<void> {
  if (!command.startsWith('systemctl restart k3s')) return void (await lab.shell('client', command));
  await lab.shell('only', "kill $(pgrep -of '^/[^ ]*/k3s server')");
  await eventually(async () => {
    expect((await lab.kubectl('get', '--raw', '/readyz')).trim()).toBe('ok');
  }, 120);
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
