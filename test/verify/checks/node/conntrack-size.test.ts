import { expect, test } from 'vitest';
import { conntrackSize } from '../../../../src/verify/checks/node/conntrack-size';
import { copyRecording, failuresOf } from '../../recorded';

/** A cluster in which a node tracks this many of 1,000 connections. */
function tracking(count: string) {
  const recording = copyRecording();
  const settings = { 'net/netfilter/nf_conntrack_count': count, 'net/netfilter/nf_conntrack_max': '1000' };
  Object.assign(recording.nodes['duo2']?.settings ?? {}, settings);
  return recording;
}

test('is silent where the kernel does not track connections', async () => {
  const recording = copyRecording();
  Object.assign(recording.nodes['duo2'] ?? {}, { settings: {} });
  expect(await failuresOf(recording, [conntrackSize])).toEqual([]);
});

test('passes on a table with room', async () => {
  expect(await failuresOf(tracking('900'), [conntrackSize])).toEqual([]);
});

test('fails on a table that is nearly full', async () => {
  expect(await failuresOf(tracking('901'), [conntrackSize])).toEqual([
    { check: 'conntrack-size', target: 'node duo2', found: '901 of 1000', planned: 'at most 900 of 1000' },
  ]);
});
