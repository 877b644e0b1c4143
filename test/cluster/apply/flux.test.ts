import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, it } from 'vitest';
import { stringify } from 'yaml';
import { describeLab } from '../lab/describe-lab';
import { eventually, expectHealthy } from '../lab/expectations';
import type { RunningLab } from '../lab/running-lab';
import { labFolder } from '../lab/running-lab';

/** `source-controller` and `kustomize-controller`, built from their Go modules, and `crds/` with their CRDs. */
const FLUX = process.env['NETSTACK_FLUX'] ?? '';
const hasFlux = ['source-controller', 'kustomize-controller'].every((name) => existsSync(join(FLUX, name)));

const NAMESPACE = 'flux-system';
const STAGES = ['crds', 'components', 'config', 'samples'];

/** The controllers as processes on the client: as pods they would need images. */
const CONTROLLERS: Readonly<Record<string, readonly string[]>> = {
  'source-controller': [
    ...['--storage-addr=127.0.0.1:9790', '--storage-adv-addr=127.0.0.1:9790', '--storage-path=STORAGE'],
    ...['--health-addr=127.0.0.1:9440', '--metrics-addr=127.0.0.1:8080'],
  ],
  'kustomize-controller': ['--health-addr=127.0.0.1:9441', '--metrics-addr=127.0.0.1:8081'],
};

describeLab('pikube by the controllers of Flux', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  const processes: ChildProcess[] = [];
  afterAll(() => {
    for (const process of processes) process.kill();
  });

  it.skipIf(!hasFlux)(
    'comes up from a local repository on an empty cluster, without a step by hand',
    async () => {
      await deleteEverything(lab());
      const { folder, gitops } = writeRepository(lab());
      processes.push(
        startOnClient(lab(), 'node', resolve('test/cluster/lab/git-server.mjs'), folder, '3000'),
      );
      await lab().kubectl('apply', '--server-side', '-f', join(resolve(FLUX), 'crds'));
      await lab().shell(
        'client',
        `kubectl create namespace ${NAMESPACE} --dry-run=client -o yaml | kubectl apply -f -`,
      );
      mkdirSync(join(folder, 'storage'), { recursive: true });
      for (const [name, options] of Object.entries(CONTROLLERS)) {
        const words = options.map((word) => word.replace('STORAGE', join(folder, 'storage')));
        const variables = [`RUNTIME_NAMESPACE=${NAMESPACE}`, `HOME=${folder}`];
        processes.push(
          startOnClient(lab(), 'env', ...variables, join(resolve(FLUX), name), '--events-addr=', ...words),
        );
      }
      const start = Date.now();
      await lab().kubectl('apply', '-f', writeSource(folder), '-f', gitops);
      for (const stage of STAGES)
        await lab().kubectl(
          ...['-n', NAMESPACE, 'wait', `kustomization/netstack-${lab().cluster}-${stage}`],
          ...['--for=condition=Ready', '--timeout=5m'],
        );
      console.log(`Flux: all stages Ready after ${Math.round((Date.now() - start) / 1000)} s`);
      await eventually(() => expectHealthy(lab()), 120);
    },
  );
});

async function deleteEverything(lab: RunningLab): Promise<void> {
  const files = readdirSync(lab.manifests).sort().reverse();
  for (const file of files)
    await lab.kubectl('delete', '--ignore-not-found', '--wait=true', '-f', join(lab.manifests, file));
}

/** A bare repository with what `synth --gitops flux` writes, in a folder that machines of a lab see. */
function writeRepository(lab: RunningLab): { readonly folder: string; readonly gitops: string } {
  mkdirSync('build', { recursive: true });
  const folder = resolve(mkdtempSync('build/flux-'));
  const work = join(folder, 'work');
  mkdirSync(work);
  // Flux's paths begin at the root of the repository.
  execFileSync('node', [resolve('bin/netstack.js'), 'synth', lab.profile, '--gitops', 'flux'], { cwd: work });
  mkdirSync(join(work, 'secrets'));
  cpSync(labFolder(lab.cluster, 'secrets.yaml'), join(work, 'secrets/secrets.yaml'));
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: work });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'Add cluster');
  git('clone', '-q', '--bare', work, join(folder, 'fleet.git'));
  return { folder, gitops: join(work, 'gitops', lab.cluster, 'netstack.yaml') };
}

/** The repository as `flux bootstrap` names it, and the Secrets as docs/gitops.md has them, without SOPS. */
function writeSource(folder: string): string {
  const metadata = (name: string) => ({ name, namespace: NAMESPACE });
  const cluster = readdirSync(join(folder, 'work/dist')).find((name) => !name.startsWith('.')) ?? '';
  const source = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: metadata(NAMESPACE),
    spec: { interval: '1m', url: 'http://127.0.0.1:3000/fleet.git', ref: { branch: 'main' } },
  };
  const secrets = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: metadata('secrets'),
    spec: {
      ...{ interval: '10m', retryInterval: '5s', path: './secrets', prune: true },
      sourceRef: { kind: 'GitRepository', name: NAMESPACE },
      dependsOn: [{ name: `netstack-${cluster}-crds` }],
    },
  };
  const file = join(folder, 'source.yaml');
  writeFileSync(file, [source, secrets].map((one) => stringify(one)).join('---\n'));
  return file;
}

function startOnClient({ cluster }: RunningLab, ...words: readonly string[]): ChildProcess {
  const child = spawn('node', ['bin/netstack.js', 'lab', 'exec', cluster, 'client', '--', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      lines.push(data.toString());
      if (process.env['DEBUG'] !== undefined) process.stderr.write(data);
    });
  child.on('exit', (status) => {
    if (status !== null && status !== 0) console.log(lines.slice(-20).join(''));
  });
  return child;
}
