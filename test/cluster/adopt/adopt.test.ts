import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../lab/expectations';
import type { Output } from '../lab/netstack';
import { findMissingRequirement } from '../lab/requirements';
import { HandMadeLab } from './hand-made-lab';
import { measureOutage } from './measure-outage';
import { USER_CHART_CONFIG, USER_OBJECTS, USER_POOL, USER_ROUTE } from './user-objects';

/** A folder with the upstreams' own manifests. */
const UPSTREAM = process.env['NETSTACK_UPSTREAM'] ?? '';

const METALLB = join(UPSTREAM, 'metallb-native-v0.16.1.yaml');

/** Helm, and a folder with the charts `metallb` and `traefik`. */
const HELM = process.env['NETSTACK_HELM'] ?? '';
const CHARTS = process.env['NETSTACK_CHARTS'] ?? '';

const MANIFESTS = '/var/lib/rancher/k3s/server/manifests';

describe.skipIf(findMissingRequirement() ?? !existsSync(METALLB))('a cluster that was made by hand', () => {
  it('with MetalLB from its manifest and a HelmChartConfig is handed over', async () => {
    const lab = await HandMadeLab.up('adopt-manifest', ['--disable', 'servicelb,metrics-server']);
    try {
      await lab.shell('one', `cat > ${MANIFESTS}/traefik-config.yaml <<'END'\n${USER_CHART_CONFIG}\nEND`);
      await lab.applyFile('metallb.yaml', METALLB);
      await lab.apply('pool.yaml', USER_POOL);
      await lab.apply('objects.yaml', USER_OBJECTS);
      await lab.apply('route.yaml', USER_ROUTE);
      await takeOver(lab, { traefik: '10.60.0.101', service: '10.60.0.105', collides: true });
    } finally {
      await lab.down();
    }
  });
});

describe.skipIf(findMissingRequirement() ?? !(existsSync(HELM) && existsSync(CHARTS)))(
  'a cluster with releases of Helm',
  () => {
    it('of MetalLB and Traefik is handed over', async () => {
      const lab = await HandMadeLab.up(
        'adopt-helm',
        ['--disable', 'servicelb,traefik,metrics-server'],
        (profile) => profile.replace('mode: packaged', 'mode: standalone'),
      );
      const helm = async (name: string, namespace: string, ...values: readonly string[]) =>
        lab.shell(
          'one',
          `HOME=/root KUBECONFIG=/etc/rancher/k3s/k3s.yaml ${HELM} install ${name} ${join(CHARTS, name)} -n ${namespace} --create-namespace ${values.map((value) => `--set '${value}'`).join(' ')}`,
        );
      try {
        await helm('metallb', 'metallb-system', 'frrk8s.enabled=false');
        await helm(
          ...['traefik', 'traefik', 'image.tag=v3.7.13'],
          'service.annotations.metallb\\.io/loadBalancerIPs=10.60.0.101',
        );
        await lab.apply('pool.yaml', USER_POOL);
        await lab.apply('objects.yaml', USER_OBJECTS);
        await lab.apply('route.yaml', USER_ROUTE);
        await takeOver(lab, { traefik: '10.60.0.101', service: '10.60.0.105', collides: true });
        const list = `KUBECONFIG=/etc/rancher/k3s/k3s.yaml ${HELM} list -A -q`;
        expect((await lab.shell('one', list)).trim()).toBe('');
      } finally {
        await lab.down();
      }
    });
  },
);

describe.skipIf(findMissingRequirement())('a cluster as the install script makes it', () => {
  it('has nothing to hand over, and is taken over by apply', async () => {
    const lab = await HandMadeLab.up('adopt-packaged', ['--disable', 'metrics-server'], (profile) =>
      profile.replace(/^metallb: .*\n/m, ''),
    );
    try {
      // ServiceLB assigns the addresses of the nodes, and Traefik has their port 80.
      const objects = USER_OBJECTS.replace('port: 80, targetPort', 'port: 8081, targetPort').replace(
        'number: 80',
        'number: 8081',
      );
      await lab.apply('objects.yaml', objects);
      await lab.apply('route.yaml', USER_ROUTE.replace('port: 80', 'port: 8081'));
      await takeOver(lab, { traefik: '10.60.0.11', service: '10.60.0.11:8081', collides: false });
    } finally {
      await lab.down();
    }
  });
});

/** Where a client reaches a cluster, and whether its profile collides with what runs. */
interface TakenOver {
  readonly traefik: string;
  readonly service: string;
  readonly collides: boolean;
}

/** Imports, compares, hands over, applies and verifies, while a client sends requests. */
async function takeOver(lab: HandMadeLab, { traefik, service, collides }: TakenOver): Promise<void> {
  const targets = {
    service: [`http://${service}/`, service.split(':')[0] ?? ''],
    ingress: ['http://ingress.home.arpa/', traefik],
    route: ['http://route.home.arpa/', traefik],
  };
  await eventually(async () => {
    for (const [url = '', address = ''] of Object.values(targets)) {
      const { hostname, port } = new URL(url);
      const resolve = `${hostname}:${port || 80}:${address}`;
      const words = ['curl', '-sf', '-m', '2', '--resolve', resolve, '-o', '/dev/null', url];
      const { status, stderr } = await lab.output('client', ...words);
      expect(status, `${words.join(' ')}: ${stderr}`).toBe(0);
    }
  }, 240);
  await lab.removeArchives();
  const before = await readIdentities(lab);
  const total: Record<string, number> = {};
  for (const [command = '', ...options] of readCommands()) {
    const changes = command === 'adopt' || command === 'apply';
    const words = [command, ...options, ...(changes ? ['--yes'] : [])];
    const start = Date.now();
    const output: Output[] = [];
    const task = async () => {
      output.push(await lab.netstack(...words));
      console.log(`netstack ${words.join(' ')}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
    };
    const outages = changes ? await measureOutage(lab, targets, task) : {};
    if (!changes) await task();
    console.log(JSON.stringify(outages));
    const [{ status, stdout, stderr } = { status: -1, stdout: '', stderr: '' }] = output;
    expect(status, `${stdout}\n${stderr}`).toBe(command === 'validate' && collides ? 1 : 0);
    for (const [name, { outage }] of Object.entries(outages)) total[name] = (total[name] ?? 0) + outage;
    for (const outage of Object.values(total)) expect(outage).toBeLessThan(10_000);
    if (changes) expect(await readIdentities(lab)).toEqual(expect.arrayContaining([...before]));
  }
  const again = await lab.netstack('validate', 'home', '--live', '--ssh', 'root');
  expect(again.stdout).not.toContain('error');
}

/** The commands of the page, in their order, with the addresses of the lab. */
function readCommands(): readonly (readonly string[])[] {
  const [block = ''] =
    /^ {4}npx --no netstack import[^]*?(?=\n\n)/m.exec(readFileSync('docs/adopt.md', 'utf8')) ?? [];
  const lines = block.split('\n').map((line) => line.replace(/#.*/, '').trim());
  expect(lines.map((line) => line.split(' ')[3])).toEqual(COMMANDS);
  return lines.map((line) =>
    line.replace('npx --no netstack ', '').replaceAll('10.0.0.', '10.60.0.').split(' '),
  );
}

const COMMANDS = ['import', 'validate', 'synth', 'adopt', 'apply', 'verify'];

/** UIDs and addresses of what users refer to, one line each. */
async function readIdentities(lab: HandMadeLab): Promise<readonly string[]> {
  const kinds = 'services,ingresses,ingressroutes.traefik.io,customresourcedefinitions';
  const columns = 'KIND:.kind,NAME:.metadata.name,UID:.metadata.uid,IP:.status.loadBalancer.ingress[*].ip';
  const text = await lab.kubectl('get', kinds, '-A', '--no-headers', '-o', `custom-columns=${columns}`);
  return text.trim().split('\n');
}
