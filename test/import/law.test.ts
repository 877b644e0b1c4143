import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { validParts } from '../rules/generated/parts-profile';
import { validProfile } from '../rules/generated/valid-profile';
import { commentedBlocks, withBlock } from '../profiles/commented-blocks';
import { importFiles, synth } from './round-trip';
import { variedProfile } from './varied-profile';
import { sampleSize } from '../sample-size';

/** How many profiles with every key. */
const COUNT = Number(process.env.NETSTACK_PROFILES ?? sampleSize(300));

/** How many of each other kind. */
const OTHERS = sampleSize(50);

/** A busy machine takes its time. */
const TIMEOUT = 3_600_000;

const SHIPPED = readdirSync('profiles').filter((file) => file.endsWith('.yaml'));

const CLUSTER = {
  k3sVersion: 'v1.37.1+k3s1',
  lan: { cidr: '10.0.0.0/24', gateway: '10.0.0.1' },
  nodes: [
    { name: 'one', role: 'server', nodeIp: '10.0.0.11', flannelIface: 'eth0' },
    { name: 'two', role: 'agent', nodeIp: '10.0.0.12', flannelIface: 'eth0' },
  ],
};

/** The law: what is imported from rendered files renders to the same bytes, and nothing of them is left over. */
function holds(profile: string): void {
  const files = synth(profile);
  const { text, notes, manifest } = importFiles(files);
  expect(synth(text, manifest)).toEqual(files);
  expect(notes.filter(({ kind }) => kind !== 'guess')).toEqual([]);
}

describe('import of the files of a shipped profile renders the same bytes', () => {
  test.each(SHIPPED)('%s', (file) => {
    holds(readFileSync(`profiles/${file}`, 'utf8'));
  });
});

const MANUAL = readFileSync('profiles/example.yaml', 'utf8');

test(
  'import of the files of the manual renders the same bytes, with each of its commented blocks in use',
  { timeout: TIMEOUT },
  () => {
    const blocks = commentedBlocks(MANUAL);
    expect(blocks.length).toBeGreaterThan(10);
    for (const block of blocks) holds(withBlock(MANUAL, block));
  },
);

test('import of the files of a profile with manifests and patches of its own renders the same bytes', () => {
  const patched = {
    ...CLUSTER,
    traefik: { mode: 'standalone' },
    metallb: { ipAddressPools: [{ name: 'lan', addresses: ['10.0.0.100-10.0.0.120'], advertise: 'l2' }] },
    manifests: ['test/fixtures/manifests/middleware.yaml', 'test/fixtures/manifests/crd.yaml'],
    patches: [
      {
        target: { kind: 'Deployment', name: 'traefik', namespace: 'traefik' },
        strategicMerge: {
          spec: {
            minReadySeconds: 5,
            template: {
              spec: {
                shareProcessNamespace: true,
                containers: [{ name: 'traefik', env: [{ name: 'A', value: 'no' }], resources: null }],
              },
            },
          },
        },
      },
      {
        target: { kind: 'IPAddressPool', name: 'lan' },
        jsonPatch: [
          { op: 'add', path: '/spec/addresses/-', value: '10.0.0.130/31' },
          { op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c~d' } },
        ],
      },
      { target: { kind: 'ClusterRole', name: 'traefik' }, jsonPatch: [{ op: 'remove', path: '/rules/0' }] },
    ],
  };
  holds(stringify(patched, { version: '1.1' }));
});

test(
  `import of the files of ${COUNT} profiles with every key renders the same bytes`,
  { timeout: TIMEOUT },
  () => {
    fc.assert(
      fc.property(variedProfile, (profile) => {
        holds(stringify(profile, { version: '1.1' }));
      }),
      { numRuns: COUNT, seed: 20261127 },
    );
  },
);

test(
  `import of the files of ${OTHERS} generated profiles renders the same bytes`,
  { timeout: TIMEOUT },
  () => {
    fc.assert(
      fc.property(validProfile, (profile) => {
        holds(stringify(profile, { version: '1.1' }));
      }),
      { numRuns: OTHERS, seed: 20261125 },
    );
  },
);

test(
  `import of the files of ${OTHERS} generated sets of components renders the same bytes`,
  { timeout: TIMEOUT },
  () => {
    fc.assert(
      fc.property(validParts, (parts) => {
        holds(stringify({ ...CLUSTER, ...parts }, { version: '1.1' }));
      }),
      { numRuns: OTHERS, seed: 20261126 },
    );
  },
);
