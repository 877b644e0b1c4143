import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { equipMachine } from '../../../src/lab/execution/equip-machine';
import { machineFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { madeLab, requestOf } from './made-lab';

const REGISTRIES = 'rancher/k3s/registries.yaml';

/** Every machine of a lab of two nodes, equipped: its folder by its name. */
function equipLab(registries?: Uint8Array) {
  const request = requestOf({ ...(registries && { registries }) });
  const lab = madeLab(emptyFolder(), request.description);
  for (const machine of lab.machines) equipMachine(lab, machine, request);
  return Object.fromEntries(lab.machines.map(({ name }) => [name, machineFolder(lab.folder, name).path]));
}

test('registries.yaml is copied to every node byte for byte, readable by root only, and to no other machine', () => {
  // No text in any encoding, and no YAML.
  const bytes = Buffer.from([0xff, 0x00, 0x3a, 0x0a, 0xc3]);
  const { one = '', two = '', router = '', client = '' } = equipLab(bytes);
  for (const node of [one, two]) {
    const file = join(node, REGISTRIES);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
  for (const machine of [router, client]) expect(existsSync(join(machine, REGISTRIES))).toBe(false);
});

test('without --registries nodes have none', () => {
  const { one = '' } = equipLab();
  expect(existsSync(join(one, 'rancher/k3s/config.yaml.d'))).toBe(true);
  expect(existsSync(join(one, REGISTRIES))).toBe(false);
});
