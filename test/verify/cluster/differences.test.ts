import { describe, expect, it, test } from 'vitest';
import { findDifferences } from '../../../src/verify/objects/differences';
import { parseMilliseconds, parseQuantity } from '../../../src/verify/objects/values';

/** An object with one field at a path. */
function nestValue(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
}

describe('values that the API server normalizes are the same', () => {
  test.each([
    ['requests.cpu', '1000m', '1'],
    ['requests.cpu', 0.5, '500m'],
    ['limits.cpu', 1, '1'],
    ['limits.memory', '1024Mi', '1Gi'],
    ['limits.memory', '1.5Gi', '1536Mi'],
    ['limits.memory', '128974848', '128974848'],
    ['limits.memory', '129e6', '129M'],
    ['emptyDir.sizeLimit', '0.5Gi', '512Mi'],
    ['resourceFieldRef.divisor', '1', 1],
    ['spec.holdTime', '90s', '1m30s'],
    ['timeouts.backendRequest', '500ms', '0.5s'],
    ['spec.peerAddress', 'FD50:0::1', 'fd50::1'],
    ['spec.addresses', ['FD51::/112'], ['fd51:0:0::/112']],
    ['spec.addresses', ['fd51::1-fd51::F'], ['fd51:0::1-fd51::f']],
    ['spec.hostNetwork', false, undefined],
    ['readOnly', false, undefined],
    ['readinessProbe.initialDelaySeconds', 0, undefined],
    ['port.targetPort', 80, '80'],
    ['spec.loadBalancerSourceRanges', [], undefined],
    ['metadata.annotations', {}, undefined],
    ['env.value', '', undefined],
    ['securityContext', null, undefined],
  ])('%s: %j and %j', (path, planned, found) => {
    expect(findDifferences(nestValue(path, planned), nestValue(path, found))).toEqual([]);
  });
});

describe('values with another meaning differ', () => {
  test.each([
    ['requests.cpu', '1000m', '1001m', '1001m', '1000m'],
    ['limits.memory', '1G', '1Gi', '1Gi', '1G'],
    ['limits.memory', '1Gi', undefined, 'not set', '1Gi'],
    ['data.size', '1000m', '1', '1', '1000m'],
    ['metadata.labels.cpu', '1024Mi', '1Gi', '1Gi', '1024Mi'],
    ['spec.holdTime', '90s', '90m', '90m', '90s'],
    ['data.pause', '90s', '1m30s', '1m30s', '90s'],
    ['spec.peerAddress', 'fd50::1', 'fd50::2', 'fd50::2', 'fd50::1'],
    ['spec.addresses', ['fd51::/112'], ['fd51::/112', 'fd52::/112'], 'fd52::/112', 'not set'],
    ['args', ['--a', '--b'], ['--b', '--a'], '["--b","--a"]', '["--a","--b"]'],
    ['spec.allowPrivilegeEscalation', false, undefined, 'not set', 'false'],
    ['spec.autoAssign', false, true, 'true', 'false'],
    ['spec.replicas', 0, undefined, 'not set', '0'],
    ['spec.hostNetwork', false, true, 'true', 'false'],
    ['spec.addresses', [], ['10.0.0.0/24'], '10.0.0.0/24', 'not set'],
  ])('%s: %j and %j', (path, planned, found, told, wanted) => {
    expect(findDifferences(nestValue(path, planned), nestValue(path, found))).toEqual([
      { path, found: told, planned: wanted },
    ]);
  });

  it('in lists, by name or else by position', () => {
    const ports = (port: number) => ({ spec: { ports: [{ name: 'web', port }] } });
    expect(findDifferences(ports(80), ports(81))).toEqual([
      { path: 'spec.ports[web].port', found: '81', planned: '80' },
    ]);
    const rules = (...verbs: readonly string[]) => ({ rules: [{ verbs }] });
    expect(findDifferences(rules('get'), rules('get', 'list'))).toEqual([
      { path: 'rules[0].verbs', found: 'list', planned: 'not set' },
    ]);
    expect(findDifferences({ list: [{ a: 1 }] }, { list: [{ a: 1 }, { a: 2 }] })).toEqual([
      { path: 'list[1]', found: '{"a":2}', planned: 'not set' },
    ]);
  });
});

test.each([
  ['1', 1_000_000_000n],
  ['-1.5k', -1_500_000_000_000n],
  ['+2.', 2_000_000_000n],
  ['1e3', 1_000_000_000_000n],
  ['5E-1', 500_000_000n],
  ['1E', 10n ** 27n],
  ['0.1n', 1n],
  ['1Ki', 1_024_000_000_000n],
  ['1ki', undefined],
  ['Mi', undefined],
  ['', undefined],
  ['1m30s', undefined],
])('quantity %j', (text, expected) => {
  expect(parseQuantity(text)).toBe(expected);
});

test.each([
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['90', undefined],
  ['1d', undefined],
])('duration %j', (text, expected) => {
  expect(parseMilliseconds(text)).toBe(expected);
});
