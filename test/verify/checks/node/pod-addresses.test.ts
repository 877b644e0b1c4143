import { expect, test } from 'vitest';
import { podAddresses } from '../../../../src/verify/checks/node/pod-addresses';
import { copyRecording, failuresOf } from '../../recorded';

/** A cluster whose second node has assigned this many addresses of its pod CIDR. */
function withAssigned(count: number) {
  const recording = copyRecording();
  const [, object] = recording.objects;
  const prefix = object?.spec.podCIDRs[0]?.replace(/\.0\/24$/, '') ?? '';
  const files = Array.from({ length: count }, (_, index) => `${prefix}.${index + 2}`);
  const node = recording.nodes['duo2'];
  if (node !== undefined)
    node.programs['ls'] = { stdout: [...files, 'last_reserved_ip.0', 'lock', ''].join('\n') };
  return failuresOf(recording, [podAddresses]);
}

test('passes with free addresses', async () => {
  expect(await withAssigned(248)).toEqual([]);
});

test('fails where addresses without pods fill the pod CIDR', async () => {
  const [failure, ...others] = await withAssigned(253);
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ check: 'pod-addresses', target: 'node duo2', planned: 'at least 5 free' });
  expect(failure?.found).toMatch(/^253 of 253 assigned, 25[0-3] of them to no pod$/);
});
