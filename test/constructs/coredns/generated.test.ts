import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customFiles } from '../../../constructs/coredns/custom-files';
import { standaloneConfig } from '../../../constructs/coredns/standalone-corefile';
import { checkSnippets } from '../../../src/languages/corefile';
import { VERSIONS } from '../../../src/versions';
import { dnsOptions } from './dns-options';
import { sampleSize } from '../../sample-size';

test('whatever is asked of the packaged CoreDNS, no file is one that it would refuse', () => {
  fc.assert(
    fc.property(dnsOptions, (options) => {
      const snippets = Object.entries(customFiles(options)).map(([name, text]) => ({ name, text }));
      expect(checkSnippets(snippets, { coredns: VERSIONS.coredns, taken: [] })).toEqual([]);
    }),
    { numRuns: sampleSize(300) },
  );
});

test('a standalone CoreDNS with any options conflicts only with the block that it serves itself', () => {
  fc.assert(
    fc.property(dnsOptions, (options) => {
      const text = standaloneConfig({ ...options, clusterDns: ['10.43.0.10'] })['Corefile'] ?? '';
      const problems = checkSnippets([{ name: 'a.server', text }], { coredns: VERSIONS.coredns, taken: [] });
      expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
        '1 ".:53", which is ".", is answered already, by the cluster\'s own block',
      ]);
    }),
    { numRuns: sampleSize(300) },
  );
});
