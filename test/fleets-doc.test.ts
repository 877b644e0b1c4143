import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { call, emptyFolder } from './cli/call';

const TEXT = readFileSync('docs/fleets.md', 'utf8');

/** Writes the documents of the page, each under the name in its first line, and returns their folder. */
function fleet(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'fleet'));
  for (const [, content = ''] of TEXT.matchAll(/```yaml\n([^]*?)```/g)) {
    const [, name = ''] = /^# (\S+)\n/.exec(content) ?? [];
    writeFileSync(join(folder, name), content);
  }
  return join(folder, 'fleet');
}

test('the fleet of docs/fleets.md is a whole one, and its commands run', async () => {
  vi.stubEnv('NETSTACK_CODE', 'this program');
  const profiles = fleet();
  expect(readdirSync(profiles)).toEqual(['_store.yaml', 'store-0001.yaml']);
  const output = join(profiles, '..', 'dist');
  const block = /```sh\n([^]*?)```/.exec(TEXT)?.[1] ?? '';
  const commands = block.split('\n').filter((line) => line.startsWith('npx --no netstack '));
  expect(commands).toHaveLength(3);
  const said: string[] = [];
  for (const command of commands) {
    const words = command.replace('npx --no netstack ', '').replaceAll("'", '').split(' ');
    const args = words.map((word) => ({ fleet: profiles, dist: output })[word] ?? word);
    const { status, stderr } = await call(...args);
    expect(status, stderr).toBe(0);
    said.push(stderr);
  }
  expect(said[0]).toBe('1 profile, 0 errors, 0 warnings, 0 hints\n');
  expect(said[2]?.split('\n')[0]).toBe(`store-0001: unchanged in ${join(output, 'store-0001')}`);
  const traefik = readFileSync(join(output, 'store-0001/manifests/netstack-40-traefik.k8s.yaml'), 'utf8');
  expect(traefik).toContain('10.1.1.100');
  vi.unstubAllEnvs();
});
