import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, emptyFolder } from './call';

test('plan prints the addresses, paths, ports and announcements of a cluster', async () => {
  const { status, stdout } = await call('plan', 'pikube');
  expect(status).toBe(0);
  expect(stdout).toContain('10.0.0.100-10.0.0.150  pool lan');
  expect(stdout).toContain('flannel.1  MTU 1450  VTEP 10.42.A.0, VNI 1, UDP 8472, local 10.0.0.11 dev eth0');
});

test('plan --format json is one document', async () => {
  const { stdout } = await call('plan', 'rack-bgp', '--format', 'json');
  const report = JSON.parse(stdout) as { announcements: { by: string; peers: string[] }[] };
  expect(report.announcements[0]).toMatchObject({
    by: 'BGP',
    peers: ['tor-a AS 64601 at 10.20.0.2, BFD fast', 'tor-b AS 64601 at 10.20.0.3, BFD fast'],
  });
});

test('plan --format html writes one page that loads nothing, and each drawing as SVG and drawio', async () => {
  const folder = emptyFolder();
  const { status, stdout } = await call('plan', 'dual-stack', '--format', 'html', '--reports', folder);
  const page = join(folder, 'dual-stack', 'index.html');
  expect([status, stdout]).toEqual([0, `${page}\n`]);
  const html = readFileSync(page, 'utf8');
  expect(html).toContain("default-src 'none'");
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<link|url\((?!#)/);
  expect(html.length).toBeLessThan(400_000);
  for (const file of ['packet-path-ipv6.svg', 'packet-path-ipv4.drawio'])
    expect(existsSync(join(folder, 'dual-stack', file))).toBe(true);
});

test('plan of a profile with errors reports them and shows nothing', async () => {
  const { status, stdout, stderr } = await call(
    'plan',
    'test/fixtures/invalid/cluster-network-overlaps-lan-pods.yaml',
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('cluster-network-overlaps-lan');
});

test('plan --format html without a cluster writes a page for each profile', async () => {
  const folder = emptyFolder();
  const { status, stdout } = await call('plan', '--format', 'html', '--reports', folder);
  const clusters = ['dual-stack', 'example', 'own-cni', 'pikube', 'rack-bgp', 'single-node'];
  expect([status, stdout]).toEqual([
    0,
    clusters.map((cluster) => `${join(folder, cluster, 'index.html')}\n`).join(''),
  ]);
});

test.each([
  [['plan'], 'name a cluster: only --format html writes a page for each profile of the folder'],
  [['plan', '--format', 'html', '--verify', 'x.json'], '--verify has the result of one cluster'],
  [['plan', 'pikube', '--verify', 'nope.json'], 'there is no file "nope.json"'],
  [['plan', '--format', 'html', '--open'], '--open opens the page of one cluster'],
  [['plan', 'pikube', '--open'], '--open opens the page of one cluster'],
  [['plan', 'pikube', '--verify', 'package.json'], 'is not the output of verify with --format json'],
])('%s is a wrong call', async (words, message) => {
  const { status, stderr } = await call(...words);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
