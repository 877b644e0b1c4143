import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../src/kubernetes/kubernetes-object';

const folder = mkdtempSync(join(tmpdir(), 'netstack-package-'));
const installed = join(folder, 'node_modules', 'k3s-netstack');

/** Packs the project, and unpacks it where a user's `npm install` would, next to links to its cdk8s. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  mkdirSync(installed, { recursive: true });
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    version: string;
  };
  execFileSync('tar', [
    '-xzf',
    join(folder, `${name}-${version}.tgz`),
    '-C',
    installed,
    '--strip-components=1',
  ]);
  mkdirSync(join(folder, 'node_modules/@types'));
  for (const peer of ['cdk8s', 'cdk8s-plus-27', 'constructs', '@types/node']) {
    symlinkSync(resolve('node_modules', peer), join(folder, 'node_modules', peer));
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a user's own cdk8s app and returns what it wrote. */
function synth(code: string, scope: 'app' | 'chart' = 'chart'): string {
  writeFileSync(
    join(folder, 'main.js'),
    `const { App, Chart } = require('cdk8s');
     const netstack = require('k3s-netstack');
     const app = new App({ outdir: ${JSON.stringify(join(folder, 'dist'))} });
     ${scope === 'chart' ? "const chart = new Chart(app, 'mine');" : ''}
     ${code}
     app.synth();`,
  );
  execFileSync(process.execPath, ['main.js'], { cwd: folder });
  return readFileSync(join(folder, 'dist', 'mine.k8s.yaml'), 'utf8');
}

/** The objects of each file that an example writes. */
function synthExample(name: string): ReadonlyMap<string, readonly string[]> {
  const cwd = join(folder, 'examples', name);
  const cdk8s = [resolve('node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false'];
  execFileSync(process.execPath, cdk8s, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Map(
    readdirSync(join(cwd, 'dist')).map((file) => {
      const documents = parseAllDocuments(readFileSync(join(cwd, 'dist', file), 'utf8'));
      return [file, documents.map((document) => nameObject(document.toJS() as KubernetesObject))];
    }),
  );
}

const nameObject = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;

describe('the examples', () => {
  /** All in one run of the compiler, since reading the types of cdk8s takes longest. */
  beforeAll(() => {
    const cwd = join(folder, 'examples');
    cpSync('examples', cwd, { recursive: true });
    const config = JSON.parse(readFileSync('examples/metallb-pools/tsconfig.json', 'utf8')) as object;
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ ...config, include: ['*/main.ts'] }));
    const tsc = [resolve('node_modules/typescript/bin/tsc'), '--skipLibCheck'];
    execFileSync(process.execPath, tsc, { cwd, stdio: 'inherit' });
  }, 120_000);

  test('are all tested', () => {
    expect(readdirSync('examples').sort()).toEqual([
      'README.md',
      'coredns-zones',
      'metallb-pools',
      'traefik-dashboard',
    ]);
  });

  test('metallb-pools: MetalLB with pools', () => {
    const files = synthExample('metallb-pools');
    expect(files.get('00-namespaces.k8s.yaml')).toEqual(['Namespace metallb-system']);
    expect(files.get('10-metallb-crds.k8s.yaml')).toContain(
      'CustomResourceDefinition ipaddresspools.metallb.io',
    );
    expect(files.get('20-metallb.k8s.yaml')).toContain('Deployment controller');
    expect(files.get('30-metallb-config.k8s.yaml')).toEqual([
      ...['IPAddressPool lan', 'IPAddressPool public', 'BGPPeer router'],
      ...['L2Advertisement lan', 'BGPAdvertisement public'],
    ]);
  });

  test('coredns-zones: zones for the CoreDNS of k3s', () => {
    const files = synthExample('coredns-zones');
    expect([...files]).toEqual([['coredns.k8s.yaml', ['ConfigMap coredns-custom']]]);
  });

  test('traefik-dashboard: Traefik with its dashboard', () => {
    const files = synthExample('traefik-dashboard');
    expect(files.get('10-traefik-crds.k8s.yaml')).toContain(
      'CustomResourceDefinition ingressroutes.traefik.io',
    );
    expect(files.get('20-ingress.k8s.yaml')).toEqual(
      expect.arrayContaining(['Namespace traefik', 'Deployment traefik', 'IngressRoute dashboard']),
    );
  });
});

describe('in a chart of another project', () => {
  test('MetalLb', () => {
    const yaml = synth("new netstack.MetalLb(chart, 'metallb', { bgpBackend: 'native' });");
    expect(yaml).toContain('kind: ValidatingWebhookConfiguration');
    expect(yaml).toContain('image: quay.io/metallb/speaker:v');
  });

  test('CoreDns', () => {
    const yaml = synth("new netstack.CoreDns(chart, 'dns', { clusterDns: ['10.43.0.10'] });");
    expect(yaml).toContain('clusterIP: 10.43.0.10');
    expect(yaml).toContain('kubernetes cluster.local in-addr.arpa ip6.arpa');
  });

  test('a whole chart', () => {
    const yaml = synth(
      "new netstack.MetalLbConfigChart(app, 'mine', { pools: [{ name: 'lan', addresses: ['10.0.0.100/28'] }] });",
      'app',
    );
    expect(yaml).toContain('kind: IPAddressPool');
  });

  test('with types', () => {
    const types = readFileSync(join(installed, 'lib', 'index.d.ts'), 'utf8');
    expect(types).toContain("export * from './charts'");
    expect(types).toContain("export * from './constructs'");
  });
});

describe('the command of the package', () => {
  const netstack = join(installed, 'bin', 'netstack.js');

  function netstackSynth(): void {
    const profile = join(folder, 'home.yaml');
    writeFileSync(
      profile,
      'k3sVersion: v1.37.1+k3s1\nlan: { cidr: 10.0.0.0/24 }\nnodes:\n  - { name: one, role: server, nodeIp: 10.0.0.11 }\n',
    );
    execFileSync(process.execPath, [netstack, 'synth', profile, '--output', join(folder, 'out')], {
      stdio: 'ignore',
    });
  }

  test('needs neither sources nor a bundler', () => {
    netstackSynth();
    expect(readFileSync(join(folder, 'out', 'home', 'k3s', 'one.yml'), 'utf8')).toContain(
      'node-ip: 10.0.0.11',
    );
  });

  test('is compiled once', () => {
    const compiled = join(installed, 'build', 'netstack-local.js.synth.cache');
    netstackSynth();
    const { ino } = statSync(compiled);
    netstackSynth();
    expect(statSync(compiled).ino).toBe(ino);
  });
});
