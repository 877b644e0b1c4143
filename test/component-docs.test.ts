import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { call } from './cli/call';

const PAGES = ['flannel', 'coredns', 'traefik', 'servicelb', 'metallb', 'air-gap'];

/** What an example leaves out. */
const REST = {
  k3sVersion: 'v1.37.1+k3s1',
  lan: { cidr: '10.0.0.0/24', gateway: '10.0.0.1' },
  nodes: [
    { name: 'pi1', role: 'server', nodeIp: '10.0.0.11', flannelIface: 'eth0' },
    { name: 'pi2', role: 'agent', nodeIp: '10.0.0.12', flannelIface: 'eth0' },
    { name: 'pi3', role: 'agent', nodeIp: '10.0.0.13', flannelIface: 'eth0' },
  ],
  metallb: { ipAddressPools: [{ name: 'lan', addresses: ['10.0.0.100-10.0.0.150'], advertise: 'l2' }] },
};

const folder = mkdtempSync(join(tmpdir(), 'netstack-component-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A whole profile from an example, which shows some keys only. */
function complete(example: string): string {
  const keys = parse(example) as Readonly<Record<string, unknown>>;
  const { metallb, ...rest } = REST;
  return stringify({ ...rest, ...(keys['servicelb'] === undefined && { metallb }), ...keys });
}

const examples = PAGES.flatMap((page) =>
  [...readFileSync(`docs/${page}.md`, 'utf8').matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, text = ''], index) => [`docs/${page}.md, example ${index + 1}`, text] as const,
  ),
);

test.each(examples)('%s has no error', async (name, text) => {
  const file = join(folder, `${name.replace(/\W+/g, '-')}.yaml`);
  writeFileSync(file, complete(text));
  const { status, stdout } = await call('validate', file);
  expect({ status, errors: stdout.match(/ error .*/g) }).toEqual({ status: 0, errors: null });
});
