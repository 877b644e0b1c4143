import { expect, test } from 'vitest';
import { maxPods } from '../../../../src/verify/checks/node/max-pods';
import type { Recording } from '../../recorded';
import { failuresOf, copyRecording } from '../../recorded';

function running(pods: string | undefined, keys = ''): Recording {
  const recording = copyRecording();
  const node = recording.objects.find(({ metadata }) => metadata.name === 'duo2');
  if (node === undefined) throw new Error('duo2 is not recorded');
  if (pods === undefined) delete node.status.capacity;
  else node.status.capacity = { pods };
  return { ...recording, profile: `${recording.profile}${keys}` };
}

test('passes on a healthy cluster', async () => {
  expect(await failuresOf(copyRecording(), [maxPods])).toEqual([]);
});

test('fails on a node with another limit than the profile sets', async () => {
  const recording = running('110', 'kubelet: { maxPods: 60 }\n');
  expect(await failuresOf(recording, [maxPods])).toContainEqual({
    ...{ check: 'max-pods', target: 'node duo2' },
    ...{ found: '110', planned: '60' },
  });
});

test('passes on a limit of the user below the addresses, where the profile sets none', async () => {
  expect(await failuresOf(running('200'), [maxPods])).toEqual([]);
});

test('fails on a limit of the user above the addresses of the node', async () => {
  expect(await failuresOf(running('500'), [maxPods])).toEqual([
    { check: 'max-pods', target: 'node duo2', found: '500', planned: '110' },
  ]);
});

test('is silent where the Node reports no capacity yet', async () => {
  expect(await failuresOf(running(undefined), [maxPods])).toEqual([]);
});
