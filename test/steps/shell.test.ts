import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formatSteps, newClusterSteps } from '../../src/steps';
import type { Step } from '../../src/steps';
import { renderProfile } from '../diff/rendered';

/** Programs that printed commands call; each stub notes its arguments, NUL between them, and ends well. */
const PROGRAMS = ['ssh', 'kubectl', 'curl', 'sed', 'tr', 'install', 'npx'];

const folder = mkdtempSync(join(tmpdir(), 'netstack-shell-'));
const bin = join(folder, 'bin');
const log = join(folder, 'log');
mkdirSync(bin);
for (const program of PROGRAMS) {
  // ssh reads its standard input, the pasted lines too, unless it is told not to.
  const read = program === 'ssh' ? '[ "$1" = -n ] || cat > /dev/null\n' : '';
  const stub = `#!/bin/sh\n{ printf '%s\\0' ${program} "$@"; printf '\\n\\0'; } >> "$STUB_LOG"\n${read}`;
  writeFileSync(join(bin, program), stub);
  chmodSync(join(bin, program), 0o755);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pastes a text into a shell in an empty folder. Returns what the stubs were called with, and new files. */
function paste(
  text: string,
  shell: string,
): { readonly calls: readonly string[][]; readonly files: string[] } {
  const home = mkdtempSync(join(folder, 'home-'));
  for (const word of text.matchAll(/< (\S+)/g)) createInput(home, word[1] ?? '');
  const known = new Set(readdirSync(home));
  writeFileSync(log, '');
  const result = spawnSync(shell, [], {
    ...{ input: text, cwd: home, encoding: 'utf8', timeout: 60_000 },
    env: { PATH: `${bin}:/usr/bin:/bin`, STUB_LOG: log },
  });
  expect([result.status, result.stderr]).toEqual([0, '']);
  const calls = readFileSync(log, 'utf8')
    .split('\n\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0').slice(0, -1));
  return { calls, files: readdirSync(home).filter((name) => !known.has(name)) };
}

/** Redirected files have to exist; those of the output folder are absolute here. */
function createInput(home: string, name: string): void {
  if (/^[\w.-]+$/.test(name)) writeFileSync(join(home, name), 'x');
}

/** Everything that a shell could do something with. */
const HOSTILE = '$(touch pwned) `touch pwned` ; touch pwned & \'"\\ * ~ # | > pwned\u001b[31m';

const PROFILE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11, nodeLabel: ['zone=a'] }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.112/28], advertise: l2 }] }
traefik: { mode: standalone, dashboard: { host: t.home.arpa, authSecret: users } }
samples:
  - { name: a, ingressRoute: { match: 'Host("$(touch pwned)")' } }
  - { name: b, ingressRoute: { match: 'Host(\`\\\`touch pwned\\\`\`) || Host("x;touch pwned")' } }
  - { name: c, ingress: { host: c.home.arpa, path: '/$(touch pwned);a b', tlsSecret: c-tls } }
  - { name: d, loadBalancer: {} }
`;

/** A folder with a hostile name that has every file of a cluster. */
function writeOutput(files: ReadonlyMap<string, string>, name: string): string {
  const output = join(folder, 'out', name.replaceAll('/', ''));
  for (const [file, content] of files) {
    mkdirSync(join(output, file, '..'), { recursive: true });
    writeFileSync(join(output, file), content);
  }
  return output;
}

function renderSteps(steps: (profile: string) => readonly Step[]): string {
  const cluster = renderProfile(PROFILE);
  return formatSteps(steps(PROFILE), { folder: writeOutput(cluster.files, HOSTILE) });
}

describe.each(['sh', 'bash'])('printed steps of a hostile profile, pasted into %s', (shell) => {
  const text = renderSteps((profile) => newClusterSteps(renderProfile(profile), 'auto-deploy'));

  test('parse', () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('run no other command and write no file', () => {
    const { files } = paste(text, shell);
    expect(files.filter((name) => name.includes('pwned'))).toEqual([]);
  });

  test('pass every word on unchanged', () => {
    const { calls } = paste(text, shell);
    const kubectl = renderSteps((profile) => newClusterSteps(renderProfile(profile), 'kubectl'));
    const applied = paste(kubectl, shell).calls.filter(
      ([program, verb]) => program === 'kubectl' && verb === 'apply',
    );
    const output = join(folder, 'out', HOSTILE.replaceAll('/', ''));
    expect(applied.length).toBeGreaterThan(4);
    for (const call of applied) {
      expect(call[3]?.startsWith(`${output}/manifests/netstack-`)).toBe(true);
      expect(call).toHaveLength(4);
    }
    const [request] = calls.filter(
      ([program, ...words]) => program === 'curl' && words.join().includes('c.home'),
    );
    expect(request?.at(-1)).toBe('https://c.home.arpa/$(touch pwned);a b');
  });

  test('name no host that is none', () => {
    expect(text).not.toMatch(/curl .*touch pwned.*:80/);
    const hosts = paste(text, shell).calls.filter(([program]) => program === 'curl');
    expect(hosts.map((call) => call.at(-1))).toEqual([
      'https://get.k3s.io',
      'https://c.home.arpa/$(touch pwned);a b',
      expect.stringMatching(/^http:\/\/.*:80\/$/),
    ]);
  });
});

test('comments show control characters as text', () => {
  const step: Step = { id: 'x', title: 'a\n$(touch pwned)\u001b[31m', actions: [] };
  expect(formatSteps([step], { folder: 'd' })).toBe('# 1. a\\n$(touch pwned)\\u{1b}[31m\n');
});
