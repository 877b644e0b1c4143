import { expect, test } from 'vitest';
import { k3sConfig } from '../../../../src/verify/checks/node/k3s-config';
import { copyRecording, failuresOf } from '../../recorded';

const FOLDER = '/etc/rancher/k3s/config.yaml.d';

test("fails where a later file overrides the node file's keys", async () => {
  const recording = copyRecording();
  const files = `${FOLDER}/10-first.yaml\n${FOLDER}/99-own.yaml\n`;
  Object.assign(recording.nodes['duo2']?.programs ?? {}, {
    [`find ${FOLDER} -name *.y*ml -type f`]: { stdout: files },
    [`cat ${FOLDER}/99-own.yaml`]: { stdout: 'flannel-iface: eth1\nnode-label: [a=b]\n' },
  });
  expect(await failuresOf(recording, [k3sConfig])).toEqual([
    {
      ...{ check: 'k3s-config', target: 'node duo2', found: 'flannel-iface: "eth1"' },
      planned: `flannel-iface: "eth0", as in ${FOLDER}/50-netstack.yaml`,
    },
  ]);
});
