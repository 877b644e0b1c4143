import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { diagnosticsOf } from '../diagnostics-of';
import { mutatedSnippets, validSnippets } from '../languages/corefile/oracle/snippets';

const BASE = {
  k3sVersion: 'v1.37.1+k3s1',
  lan: { cidr: ['10.0.0.0/24', 'fd10::/64'] },
  nodes: [{ name: 'one', role: 'server', nodeIp: ['10.0.0.11', 'fd10::11'], flannelIface: 'eth0' }],
  clusterCidr: ['10.42.0.0/16', 'fd42::/56'],
  serviceCidr: ['10.43.0.0/16', 'fd43::/112'],
};

test.each([
  ['valid', validSnippets],
  ['mutated', mutatedSnippets],
] as const)('every rule completes on 300 %s snippets', (_, generate) => {
  for (const snippet of generate(300, 7)) {
    const profile = stringify({ ...BASE, coredns: { snippets: [snippet] } });
    for (const { message } of diagnosticsOf(profile)) expect(message).not.toBe('');
  }
});
