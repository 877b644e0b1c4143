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
import { readTree, SHIPPED, shipped } from './synth/shipped';

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
  test('writes exactly the golden files', () => {
    const output = join(folder, 'dist');
    const { status, stderr } = cdk8s('--output', output);
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/warn|^\s+at /im);
    expect(readTree(output)).toEqual(golden);
  });

  test('says for each cluster what was written and what comes next', () => {
    const { stderr } = cdk8s('--output', join(folder, 'said'));
    for (const cluster of SHIPPED) expect(stderr).toContain(`${cluster}: `);
    expect(stderr).toContain('kubectl -n metallb-system rollout status deployment/controller --timeout=5m');
    expect(stderr).toContain(
      'curl --insecure --resolve whoami.home.arpa:443:10.0.0.100 https://whoami.home.arpa/',
    );
  });

  test('--stdout prints manifests and nothing else, as valid YAML', () => {
    const { status, stdout } = cdk8s('--stdout');
    expect(status).toBe(0);
    const documents = parseAllDocuments(stdout);
    const count = SHIPPED.reduce(
      (sum, cluster) => sum + shipped(cluster).manifests.flatMap((one) => one.objects).length,
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

test('what cdk8s synth has emptied and written, netstack synth writes once more and then leaves alone', () => {
  const output = join(folder, 'both');
  const program = buildNetstack(folder);
  const netstack = () => run(process.execPath, [program, 'synth', '--output', output]).stderr;
  netstack();
  expect(cdk8s('--output', output).status).toBe(0);
  expect(readTree(output)).toEqual(golden);
  expect(netstack()).not.toContain('unchanged');
  expect(netstack().match(/: unchanged in /g)).toHaveLength(SHIPPED.length);
});

describe('npm run synth', () => {
  /** A project of one profile, with the program of this one. */
  function project(name: string) {
    const cwd = join(folder, name);
    mkdirSync(join(cwd, 'profiles'), { recursive: true });
    writeFileSync(join(cwd, 'cdk8s.yaml'), `language: typescript\napp: node ${resolve('bin/app.js')}\n`);
    const profile = join(cwd, 'profiles', 'pikube.yaml');
    copyFileSync('profiles/pikube.yaml', profile);
    const synth = (...args: string[]) => run(process.execPath, [resolve('bin/synth.js'), ...args], { cwd });
    return { cwd, profile, synth };
  }

  test('makes the output folder anew, with the golden files', () => {
    const { cwd, synth } = project('whole');
    mkdirSync(join(cwd, 'dist', 'gone'), { recursive: true });
    const { status, stderr, stdout } = synth();
    expect(status).toBe(0);
    expect(readTree(join(cwd, 'dist', 'pikube'))).toEqual(readTree('__snapshots__/pikube'));
    expect(readdirSync(join(cwd, 'dist'))).toEqual(['pikube']);
    expect(readdirSync(cwd).sort()).toEqual(['cdk8s.yaml', 'dist', 'profiles']);
    expect(stderr.match(/pikube: 4 node files, .* in dist\/pikube/g)).toHaveLength(1);
    expect(stdout).toContain('dist/pikube/manifests/netstack-40-traefik.k8s.yaml');
  });

  test('stops at an error before anything is emptied', () => {
    const { cwd, profile, synth } = project('wrong');
    mkdirSync(join(cwd, 'dist', 'kept'), { recursive: true });
    writeFileSync(profile, readFileSync(profile, 'utf8').replace('10.0.0.100-', '10.0.0.10-'));
    const { status, stderr, stdout } = synth();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('metallb-pool-contains-node');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(join(cwd, 'dist'))).toEqual(['kept']);
    expect(readdirSync(cwd).sort()).toEqual(['cdk8s.yaml', 'dist', 'profiles']);
  });

  test('takes no arguments', () => {
    const { status, stderr } = project('arguments').synth('--stdout');
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
    const tree = new Map(readTree(output));
    // Beside the clusters stands what the next run leaves alone.
    expect(tree.delete('.netstack.json')).toBe(true);
    return tree;
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
