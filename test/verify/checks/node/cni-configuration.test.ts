import { expect, test } from 'vitest';
import { cniConfiguration } from '../../../../src/verify/checks/node/cni-configuration';
import { copyRecording, failuresOf, findingsOf } from '../../recorded';

/** A cluster whose second node has these files of CNI plugins. */
function recordFiles(...files: readonly string[]) {
  const recording = copyRecording();
  const node = recording.nodes['duo2'];
  if (node !== undefined) node.programs['ls'] = { stdout: files.map((file) => `${file}\n`).join('') };
  return recording;
}

const withFiles = (...files: readonly string[]) => failuresOf(recordFiles(...files), [cniConfiguration]);

test("passes with flannel's file only, and with files that containerd ignores or reads later", async () => {
  expect(await withFiles('10-flannel.conflist')).toEqual([]);
  expect(
    await withFiles('.kube', '05-old.conflist.bak', '10-flannel.conflist', '87-podman.conflist'),
  ).toEqual([]);
});

test('fails where the file of another plugin precedes it', async () => {
  expect(await withFiles('10-flannel.conflist', '05-cilium.conflist')).toEqual([
    {
      ...{ check: 'cni-configuration', target: 'node duo2' },
      found: '05-cilium.conflist precedes 10-flannel.conflist',
      planned: '10-flannel.conflist is the first file',
    },
  ]);
});

test('quotes the name of a file in the command that removes it', async () => {
  const findings = await findingsOf(recordFiles('05 $(reboot).conf'), [cniConfiguration]);
  expect(findings.flatMap((one) => (one.outcome === 'failed' ? one.next : []))).toEqual([
    "on duo2: rm '/var/lib/rancher/k3s/agent/etc/cni/net.d/05 $(reboot).conf', then delete the pods that started with it",
  ]);
});

test('leaves a node without files to the Ready condition', async () => {
  expect(await withFiles()).toEqual([]);
});
