import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { preserveHostBridges } from '../../../src/lab/execution/host-bridges';

let folder = '';

beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'bridges-')), 'bridge')));
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** What the kernel shows once br_netfilter is loaded. */
function loadBridgeModule(): void {
  mkdirSync(folder);
  for (const name of ['bridge-nf-call-iptables', 'bridge-nf-call-ip6tables', 'bridge-nf-call-arptables'])
    writeFileSync(join(folder, name), '1');
  writeFileSync(join(folder, 'bridge-nf-pass-vlan-input-dev'), '1');
}

function settings(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

test("the host's bridges stay as they are when the lab loads br_netfilter", async () => {
  await preserveHostBridges(folder, () => Promise.resolve(loadBridgeModule()));
  expect(settings()).toEqual({
    'bridge-nf-call-arptables': '0',
    'bridge-nf-call-ip6tables': '0',
    'bridge-nf-call-iptables': '0',
    'bridge-nf-pass-vlan-input-dev': '1',
  });
});

test('a setting of the host stays', async () => {
  loadBridgeModule();
  await preserveHostBridges(folder, () => Promise.reject(new Error('loaded again')));
  expect(settings()['bridge-nf-call-iptables']).toBe('1');
});

test('a kernel without the module needs nothing', async () => {
  await expect(preserveHostBridges(folder, () => Promise.resolve())).resolves.toBeUndefined();
});
