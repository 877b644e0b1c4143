import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { waitForServer } from '../../../src/lab/execution/become-ready';
import { machineFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { madeLab, requestOf } from './made-lab';

const REFUSED =
  'level=info msg="Waiting to retrieve agent configuration; server is not ready: yaml: line 2: `hunter2`"\n';

/** A lab of two nodes, what stands in the log of the first, and what is said while it is waited for. */
function labWith(log: string) {
  const lab = madeLab(emptyFolder(), requestOf().description);
  const { log: file, rancher } = machineFolder(lab.folder, 'one');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, log);
  const said: string[] = [];
  const starts = () => {
    mkdirSync(join(rancher, 'k3s'), { recursive: true });
    writeFileSync(join(rancher, 'k3s/k3s.yaml'), 'server: https://127.0.0.1:6443\n');
  };
  return { lab, file, said, starts, options: { timeoutSeconds: 1, say: (line: string) => said.push(line) } };
}

test('an early trouble is reported once at once, and again at the timeout', async () => {
  const { lab, file, said, options } = labWith(REFUSED);
  const trouble = `one: k3s cannot read its registries.yaml: see ${file}`;
  await expect(waitForServer(lab, options)).rejects.toThrow(
    `timed out after 1 s, waiting for the first server to start\n  ${trouble}`,
  );
  expect(said).toEqual([trouble, 'waiting for the first server to start']);
});

test('a fatal error of k3s is reported at the timeout only', async () => {
  const fatal = 'level=fatal msg="connection refused"';
  const { lab, said, options, starts } = labWith(`${fatal}\n`);
  await expect(waitForServer(lab, options)).rejects.toThrow(
    `timed out after 1 s, waiting for the first server to start\n  one: ${fatal}`,
  );
  starts();
  await waitForServer(lab, options);
  expect(said).toEqual(['waiting for the first server to start']);
});
