import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildNetstack } from './cli/built';
import { readTree, SHIPPED, renderShipped } from './synth/shipped';

const folder = mkdtempSync(join(tmpdir(), 'netstack-cdk8s-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: string[], options: { env?: Record<string, string>; cwd?: string } = {}) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
}

const cdk8s = (...args: string[]) =>
  run(process.execPath, ['node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false', ...args]);

/** Every golden file of every cluster, as one tree. */
const golden = readTree('__snapshots__');

describe('cdk8s synth', () => {
  test('writes exactly the golden files, which netstack synth writes once more', () => {
    const output = join(folder, 'dist');
    const program = buildNetstack(folder);
    const netstack = () => run(process.execPath, [program, 'synth', '--output', output]).stderr;
    netstack();
    const { status, stderr } = cdk8s('--output', output);
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/warn|^\s+at /im);
    expect(readTree(output)).toEqual(golden);
    // cdk8s synth emptied the folder first.
    expect(netstack()).not.toContain('unchanged');
    expect(netstack().match(/: unchanged in /g)).toHaveLength(SHIPPED.length);
  });

  test('--stdout prints manifests and nothing else, as valid YAML', () => {
    const { status, stdout } = cdk8s('--stdout');
    expect(status).toBe(0);
    const documents = parseAllDocuments(stdout);
    const count = SHIPPED.reduce(
      (sum, cluster) => sum + renderShipped(cluster).manifests.flatMap((one) => one.objects).length,
      0,
    );
    expect(documents).toHaveLength(count);
    for (const document of documents) {
      if (!('errors' in document)) continue;
      expect(document.errors).toEqual([]);
      expect(Object.keys(document.toJS() as object)).toEqual(expect.arrayContaining(['apiVersion', 'kind']));
    }
  });
});

test('cdk8s synth writes the good clusters beside a bad one, and exits with 1', () => {
  const cwd = join(folder, 'bad');
  mkdirSync(join(cwd, 'profiles'), { recursive: true });
  copyFileSync('profiles/single-node.yaml', join(cwd, 'profiles', 'single-node.yaml'));
  writeFileSync(join(cwd, 'profiles', 'bad.yaml'), 'nodes: 1\n');
  const args = [resolve('bin/run.js'), 'main.ts'];
  const { status, stderr } = run(process.execPath, args, { cwd, env: { CDK8S_OUTDIR: 'out' } });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^not written: bad, because its profile has errors\n.*invalid-value/s);
  expect(readTree(join(cwd, 'out'))).toEqual(
    new Map([...golden].flatMap(([name, text]) => (name.startsWith('single-node/') ? [[name, text]] : []))),
  );
});

describe('npm run synth', () => {
  /** A project of two profiles, with the program of this one. */
  function createProject(name: string) {
    const cwd = join(folder, name);
    mkdirSync(join(cwd, 'profiles'), { recursive: true });
    writeFileSync(
      join(cwd, 'cdk8s.yaml'),
      `language: typescript\napp: node ${resolve('bin/run.js')} main.ts\n`,
    );
    for (const cluster of CLUSTERS)
      copyFileSync(`profiles/${cluster}.yaml`, join(cwd, 'profiles', `${cluster}.yaml`));
    const synth = (...args: string[]) => run(process.execPath, [resolve('bin/synth.js'), ...args], { cwd });
    const spoil = () => {
      const profile = join(cwd, 'profiles', 'pikube.yaml');
      writeFileSync(profile, readFileSync(profile, 'utf8').replace('10.0.0.100-', '10.0.0.10-'));
    };
    return { cwd, dist: join(cwd, 'dist'), synth, spoil };
  }

  const CLUSTERS = ['pikube', 'single-node'];
  const goldenOf = (cluster: string) => readTree(`__snapshots__/${cluster}`);
  const SUMMARY = /^(\S+): \d node files?, \d manifests \(\d+ objects\) in dist\/\1$/gm;

  test('writes the golden files of every cluster, and keeps everything else', () => {
    const { cwd, dist, synth } = createProject('whole');
    mkdirSync(join(dist, 'mine'), { recursive: true });
    const { status, stderr } = synth();
    expect(status).toBe(0);
    for (const cluster of CLUSTERS) expect(readTree(join(dist, cluster))).toEqual(goldenOf(cluster));
    expect(readdirSync(dist)).toEqual(['mine', ...CLUSTERS]);
    expect(readdirSync(cwd).sort()).toEqual(['cdk8s.yaml', 'dist', 'profiles']);
    expect(stderr.match(SUMMARY)).toHaveLength(2);
    expect(synth().stderr.match(/^(\S+): unchanged in dist\/\1$/gm)).toHaveLength(2);
  });

  test('writes the good clusters beside a bad one, which keeps its old folder', () => {
    const { dist, synth, spoil } = createProject('beside');
    expect(synth().status).toBe(0);
    rmSync(join(dist, 'single-node'), { recursive: true });
    spoil();
    const { status, stderr } = synth();
    expect(status).toBe(1);
    expect(stderr.match(SUMMARY)?.map((line) => line.split(':')[0])).toEqual(['single-node']);
    expect(stderr).toContain(
      'not written: pikube, because its profile has errors; dist/pikube is left as it was\n',
    );
    expect(stderr.match(/^not written/gm)).toHaveLength(1);
    expect(stderr).toContain('metallb-pool-contains-node');
    expect(stderr).not.toMatch(/^\s+at |Error:|\.netstack/m);
    for (const cluster of CLUSTERS) expect(readTree(join(dist, cluster))).toEqual(goldenOf(cluster));
    expect(readdirSync(dist)).toEqual(CLUSTERS);
  });

  test('reports the folders of clusters that have no profile', () => {
    const { cwd, dist, synth } = createProject('surplus');
    synth();
    rmSync(join(cwd, 'profiles', 'pikube.yaml'));
    const { status, stderr } = synth();
    expect(status).toBe(0);
    expect(stderr).toContain('dist/pikube has no profile in profiles; delete what you no longer need\n');
    expect(readdirSync(dist)).toEqual(CLUSTERS);
  });

  test('writes nothing when the app fails', () => {
    const { cwd, dist, synth } = createProject('failing');
    writeFileSync(join(cwd, 'cdk8s.yaml'), 'language: typescript\napp: echo "it fails" >&2; exit 3\n');
    const { status, stderr } = synth();
    expect([status, stderr]).toEqual([
      1,
      'it fails\nnetstack: cdk8s synth failed, nothing was written to dist\n',
    ]);
    expect(readdirSync(dist)).toEqual([]);
  });

  test('reports a missing folder of profiles in one line', () => {
    const { cwd, synth } = createProject('no-profiles');
    rmSync(join(cwd, 'profiles'), { recursive: true });
    const { status, stderr } = synth();
    expect([status, stderr.trimEnd().split('\n')]).toEqual([2, [expect.stringContaining('"profiles"')]]);
  });

  test('takes no arguments', () => {
    const { status, stderr } = createProject('arguments').synth('--stdout');
    expect([status, stderr]).toEqual([
      2,
      'netstack: "npm run synth" takes no arguments; "npx cdk8s synth" does\n',
    ]);
  });
});

describe('the same bytes', () => {
  const netstack = resolve('bin/netstack.js');
  const synth = (name: string, env: Record<string, string>, cwd?: string) => {
    const output = join(folder, name);
    const args = [netstack, 'synth', '--profiles', resolve('profiles'), '--output', output];
    expect(run(process.execPath, args, { env, ...(cwd !== undefined && { cwd }) }).status).toBe(0);
    return new Map(readTree(output));
  };

  test('under another locale and time zone', () => {
    expect(synth('locale', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' })).toEqual(
      golden,
    );
  });

  test('from another working directory', () => {
    expect(synth('cwd', {}, tmpdir())).toEqual(golden);
  });

  test('without the cache', () => {
    expect(synth('uncached', { NETSTACK_CACHE: 'off' })).toEqual(golden);
  });
});
