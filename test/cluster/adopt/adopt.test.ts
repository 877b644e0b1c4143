import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../lab/expectations';
import { expectOutput } from '../lab/netstack';
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
    const lab = await HandMadeLab.up('adopt-manifest', ['--disable', 'servicelb']);
    try {
      await lab.shell('one', `cat > ${MANIFESTS}/traefik-config.yaml <<'END'\n${USER_CHART_CONFIG}\nEND`);
      await lab.applyFile('metallb.yaml', METALLB);
      await lab.apply('pool.yaml', USER_POOL);
      await lab.apply('objects.yaml', USER_OBJECTS);
      await lab.apply('route.yaml', USER_ROUTE);
      await takeOver(lab, '10.60.0.101');
    } finally {
      await lab.down();
    }
  });
});

describe.skipIf(findMissingRequirement() ?? !(existsSync(HELM) && existsSync(CHARTS)))(
  'a cluster with releases of Helm',
  () => {
    it('of MetalLB and Traefik is handed over', async () => {
      const lab = await HandMadeLab.up('adopt-helm', ['--disable', 'servicelb,traefik'], 'standalone');
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
        await takeOver(lab, '10.60.0.101');
        const list = `KUBECONFIG=/etc/rancher/k3s/k3s.yaml ${HELM} list -A -q`;
        expect((await lab.shell('one', list)).trim()).toBe('');
      } finally {
        await lab.down();
      }
    });
  },
);

/** Imports, compares, hands over, applies and verifies, while a client sends requests. */
async function takeOver(lab: HandMadeLab, traefik: string): Promise<void> {
  const targets = {
    service: ['http://10.60.0.105/', '10.60.0.105'],
    ingress: ['http://ingress.home.arpa/', traefik],
    route: ['http://route.home.arpa/', traefik],
  };
  await eventually(async () => {
    for (const [url = '', address = ''] of Object.values(targets)) {
      const { host } = new URL(url);
      const words = ['curl', '-sf', '-m', '2', '--resolve', `${host}:80:${address}`, '-o', '/dev/null', url];
      expect((await lab.output('client', ...words)).status).toBe(0);
    }
  }, 240);
  const before = await identities(lab);
  const run = async (...argv: readonly string[]) => {
    const start = Date.now();
    const output = await lab.netstack(...argv);
    console.log(
      `netstack ${argv.join(' ')}: ${output.status} in ${((Date.now() - start) / 1000).toFixed(0)} s`,
    );
    if (output.status !== 0) console.log(output.stdout, output.stderr);
    return output;
  };
  const lan = ['--lan-cidr', '10.60.0.0/24', '--gateway', '10.60.0.1'];
  expectOutput(
    await run('import', lab.cluster, '--lab', lab.cluster, '--output', lab.profile, ...lan),
    'import',
  );
  const output = ['--output', join(lab.folder, 'dist')];
  expectOutput(await run('synth', lab.profile, ...output), 'synth');
  expect((await run('validate', lab.profile, '--live')).status).toBe(1);
  for (const command of ['adopt', 'apply']) {
    const outages = await measureOutage(lab, targets, async () => {
      expectOutput(await run(command, lab.profile, '--yes', ...output), command);
    });
    console.log(`outage of ${command}: ${JSON.stringify(outages)}`);
    expect(await identities(lab)).toBe(before);
    for (const { outage } of Object.values(outages)) expect(outage).toBeLessThan(10_000);
  }
  expect((await run('adopt', lab.profile, '--yes', ...output)).stdout).toContain('Nothing to hand over');
  expectOutput(await run('validate', lab.profile, '--live'), 'validate --live');
  expectOutput(await run('verify', lab.profile, ...output), 'verify');
}

/** UIDs and addresses of what users refer to. */
function identities(lab: HandMadeLab): Promise<string> {
  const kinds =
    'services,ingresses,ingressroutes.traefik.io,ipaddresspools.metallb.io,customresourcedefinitions';
  const columns = 'KIND:.kind,NAME:.metadata.name,UID:.metadata.uid,IP:.status.loadBalancer.ingress[*].ip';
  return lab.kubectl('get', kinds, '-A', '--no-headers', '-o', `custom-columns=${columns}`);
}
