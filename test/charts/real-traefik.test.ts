import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { deriveTraefikProps } from '../../charts/from-plan/traefik-props';
import type { ChartGeneration } from '../../constructs/traefik';
import { traefikArguments } from '../../constructs/traefik/arguments';
import { packagedValues } from '../../constructs/traefik/packaged-values';
import type { NetworkPlan } from '../../src/plan';
import { labelTraefikPods } from '../../src/plan';
import { loadProfile } from '../../src/plan/load-profile';
import { VERSIONS } from '../../src/versions';
import { validProfile } from '../rules/generated/valid-profile';

/** A few by default: each starts a process. */
const COUNT = Number(process.env.NETSTACK_PROFILES ?? 5);

const TIMEOUT = 3_600_000;
const TRAEFIK = process.env.NETSTACK_TRAEFIK ?? 'traefik';
const HELM = process.env.NETSTACK_HELM ?? 'helm';
const CHARTS = process.env.NETSTACK_TRAEFIK_CHARTS ?? '';
const GENERATIONS: readonly ChartGeneration[] = ['34', '37', '38', '39', '40', '41'];

/** Plans of generated profiles whose Traefik is in one mode. */
function plansOf(mode: 'standalone' | 'packaged'): readonly NetworkPlan[] {
  const inMode = validProfile.filter(({ traefik }) => traefik.mode === mode);
  return fc.sample(inMode, { numRuns: COUNT, seed: 20261130 }).map((profile) => {
    const { plan } = loadProfile('generated.yaml', stringify(profile, { version: '1.1' }));
    return plan ?? expect.fail('the generated profile does not parse');
  });
}

const version = spawnSync(TRAEFIK, ['version'], { encoding: 'utf8' }).stdout ?? '';

describe.skipIf(!version.includes(VERSIONS.traefik))('the installed Traefik', () => {
  test(`starts with the arguments of ${COUNT} generated profiles`, { timeout: TIMEOUT }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netstack-traefik-'));
    try {
      for (const plan of plansOf('standalone')) {
        const args = argumentsOf(plan, folder);
        expect(await start(args, folder), args.join('\n')).toMatch(/Starting provider aggregator/);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('does not start with an argument that it does not have', async () => {
    expect(await start(['--entryPoints.web.nothing=1'], tmpdir())).toMatch(/field not found, node: nothing/);
  });
});

/** The arguments with free ports, files in a folder of the test, and no download of plugins. */
function argumentsOf(plan: NetworkPlan, folder: string): readonly string[] {
  const props = deriveTraefikProps(plan);
  if (props?.mode !== 'standalone') return expect.fail('the profile has no standalone Traefik');
  const place = { namespace: 'traefik', serviceName: 'traefik', ingressClassName: 'traefik' };
  return traefikArguments(props.options, place)
    .filter((argument) => !argument.startsWith('--experimental.plugins.'))
    .map((argument) =>
      argument.replace(/(\.address=):\d+\//, '$1127.0.0.1:0/').replace(/=\/data\//, `=${folder}/`),
    );
}

/** What Traefik logs until it starts its providers, or exits. */
function start(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(TRAEFIK, args, { cwd, env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('Starting provider aggregator')) child.kill('SIGKILL');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('close', () => {
      resolve(log);
    });
  });
}

const hasHelm = spawnSync(HELM, ['version'], { encoding: 'utf8' }).status === 0;

describe.skipIf(!hasHelm)('Helm', () => {
  test.skipIf(CHARTS === '').each(GENERATIONS)(
    `renders chart %s with the values of ${COUNT} generated profiles`,
    { timeout: TIMEOUT },
    (chart) => {
      const folder = mkdtempSync(join(tmpdir(), 'netstack-helm-'));
      try {
        for (const plan of plansOf('packaged')) {
          const file = join(folder, 'values.yaml');
          const props = deriveTraefikProps(plan);
          if (props?.mode !== 'packaged') continue;
          const values = packagedValues({ ...props.options, chart });
          writeFileSync(file, stringify(values));
          const objects = render(chart, file);
          checkRendered(objects, plan, file);
          checkPlacement(objects, plan, values);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

interface Rendered {
  readonly kind: string;
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: PodSpec;
    };
  };
}
interface PodSpec {
  readonly containers: readonly Container[];
  readonly affinity?: unknown;
  readonly topologySpreadConstraints?: unknown;
}
interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string }[];
}

function render(chart: ChartGeneration, file: string): readonly (Rendered | null)[] {
  const folder = join(CHARTS, chart);
  expect(existsSync(join(folder, 'Chart.yaml')), `${folder} has no chart`).toBe(true);
  // k3s removes the schema of its charts; a chart that has one is validated with it.
  const words = ['template', 'traefik', folder, '-n', 'kube-system', '-f', file];
  const { status, stdout, stderr } = spawnSync(HELM, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
  expect(status, stderr).toBe(0);
  return stdout.split(/^---$/m).map((text) => parse(text) as Rendered | null);
}

/** The pods have the affinity and the constraints of the values, and the labels that the plan compares selectors with. */
function checkPlacement(objects: readonly (Rendered | null)[], plan: NetworkPlan, values: object): void {
  const template = objects.find((one) => one?.kind === plan.traefik.kind)?.spec.template;
  const { affinity, topologySpreadConstraints } = values as PodSpec;
  expect(template?.spec.affinity).toEqual(affinity);
  expect(template?.spec.topologySpreadConstraints).toEqual(topologySpreadConstraints);
  const { traefik } = plan;
  if (traefik.affinity !== undefined) expect(affinity).toBeDefined();
  const hasSpread = traefik.kind === 'Deployment' && (traefik.topologySpreadConstraints ?? []).length > 0;
  expect(topologySpreadConstraints !== undefined).toBe(hasSpread);
  expect(template?.metadata.labels).toMatchObject(Object.fromEntries(labelTraefikPods(plan)));
}

/** Each further argument is in the pod, and each entryPoint has one address. */
function checkRendered(objects: readonly (Rendered | null)[], { traefik }: NetworkPlan, file: string): void {
  const workload = objects.find((one) => one?.kind === traefik.kind);
  const [container] = workload?.spec.template.spec.containers ?? [];
  const args = container?.args ?? [];
  expect(args, file).toEqual(expect.arrayContaining([...traefik.extraArguments]));
  const names = args.map((argument) => argument.split('=')[0]?.toLowerCase() ?? '');
  const addresses = names.filter((name) => name.endsWith('.address'));
  expect(addresses).toEqual([...new Set(addresses)]);
  const entryPoints = ['web', 'websecure', ...traefik.entryPoints.map(({ name }) => name)];
  for (const name of entryPoints) expect(addresses).toContain(`--entrypoints.${name}.address`);
  if ('env' in traefik.values) expect(container?.env.map(({ name }) => name)).toContain('TZ');
}
