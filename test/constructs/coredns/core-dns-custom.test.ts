import { expect, test } from 'vitest';
import type { CoreDnsCustomProps } from '../../../constructs/coredns';
import { checkSnippets } from '../../../src/languages/corefile';
import { VERSIONS } from '../../../src/versions';
import { custom } from './manifests';

const every: Required<CoreDnsCustomProps> = {
  upstream: { to: ['9.9.9.9'] },
  rewrite: [
    { from: 'a.test', to: 'b.test' },
    { match: 'exact', from: 'a.example.com', to: 'b.default.svc.cluster.local' },
    { match: 'prefix', from: 'pre.', to: 'post.' },
    { match: 'suffix', from: '.a.test', to: '.b.test' },
    { match: 'regex', from: '^(.*)\\.a\\.test\\.$', to: '{1}.b.test' },
  ],
  log: true,
  zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }],
  hosts: [{ name: 'nas.lan', addresses: ['10.0.0.5'] }],
  snippets: [
    { name: 'x.override', text: 'bufsize 1232\n' },
    { name: 'y.server', text: 'y.test:53 {\n    whoami\n}\n' },
  ],
};

test('is the ConfigMap that k3s reads and never writes', () => {
  expect(custom({ log: true })).toMatchObject({
    metadata: {
      name: 'coredns-custom',
      namespace: 'kube-system',
      labels: { 'app.kubernetes.io/name': 'coredns' },
    },
    data: { 'netstack.override': 'log\n' },
  });
});

test('every prop reaches a file', () => {
  const data = custom(every)?.data ?? {};
  expect(Object.keys(data)).toEqual([
    'home.arpa.server',
    'hosts.server',
    'netstack.override',
    'x.override',
    'y.server',
  ]);
  expect(data['netstack.override']?.split('\n')).toEqual([
    'log',
    'rewrite name exact a.test b.test',
    'rewrite name exact a.example.com b.default.svc.cluster.local',
    'rewrite name regex ^pre\\.(.*)\\.$ "post.{1}" answer auto',
    'rewrite name suffix .a.test .b.test answer auto',
    'rewrite name regex ^(.*)\\.a\\.test\\.$ {1}.b.test answer auto',
    'forward . 9.9.9.9',
    '',
  ]);
  expect(data['hosts.server']).toContain('forward . 9.9.9.9');
  expect(data['x.override']).toBe('bufsize 1232\n');
});

test('no file is one that CoreDNS would refuse', () => {
  const snippets = Object.entries(custom(every)?.data ?? {}).map(([name, text]) => ({ name, text }));
  expect(checkSnippets(snippets, { coredns: VERSIONS.coredns, taken: [] })).toEqual([]);
});

test.each([
  ['Two files are named "home.arpa.server"', 'home.arpa.server'],
  ['must end in .override or .server', 'home.arpa'],
  ['must end in .override or .server', 'a b.server'],
])('%s: %s', (message, name) => {
  expect(() => custom({ ...every, snippets: [{ name, text: '' }] })).toThrow(message);
});
