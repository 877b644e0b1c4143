import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRegistries } from '../../../src/lab/host/registries-file';
import { emptyFolder } from '../../cli/call';

test('the content is not parsed', () => {
  const file = join(emptyFolder(), 'registries.yaml');
  writeFileSync(file, 'mirrors: [no, YAML: that\n  k3s takes');
  expect(readRegistries(file).toString()).toBe('mirrors: [no, YAML: that\n  k3s takes');
});

const NEXT = 'name a registries.yaml for the nodes (https://docs.k3s.io/installation/private-registry)';

test('an error names a file that cannot be read, and the reason', () => {
  const folder = emptyFolder();
  const missing = join(folder, 'none.yaml');
  expect(() => readRegistries(missing)).toThrow(
    `--registries "${missing}": the file does not exist; ${NEXT}`,
  );
  expect(() => readRegistries(folder)).toThrow(`--registries "${folder}": it is a folder; ${NEXT}`);
  const below = join(missing, 'file');
  writeFileSync(missing, '');
  expect(() => readRegistries(below)).toThrow(/^--registries ".*": ENOTDIR: not a directory/);
});
