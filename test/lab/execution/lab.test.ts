import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { labsPath } from '../../../src/lab/execution/lab';
import { machineFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { madeLab, requestOf } from './made-lab';

afterEach(() => vi.unstubAllEnvs());

describe('the folder of labs', () => {
  test.each([
    [undefined, '/var/lib/netstack/labs'],
    ['', '/var/lib/netstack/labs'],
    ['/srv/labs', '/srv/labs'],
    ['/srv/labs/', '/srv/labs'],
    // The programs of a lab start in another folder.
    ['labs', join(process.cwd(), 'labs')],
  ])('NETSTACK_LABS=%s', (named, path) => {
    vi.stubEnv('NETSTACK_LABS', named);
    expect(labsPath()).toBe(path);
  });
});

describe.runIf(existsSync('/proc/self/stat'))('a program in a machine', () => {
  /** What is set for it, where this test is the first process of every machine. */
  function variables(machine: string): { readonly folder: string; readonly set: readonly string[] } {
    const lab = madeLab(emptyFolder(), requestOf().description);
    const startTime = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    const { path, init } = machineFolder(lab.folder, machine);
    mkdirSync(path, { recursive: true });
    writeFileSync(init, JSON.stringify({ id: process.pid, startTime }));
    const words = lab.words(machine, ['kubectl', 'get', 'pods']);
    return { folder: lab.folder.path, set: words.slice(words.indexOf('env') + 1, words.indexOf('kubectl')) };
  }

  test("on the LAN uses the lab's kubectl, which writes nothing to the host's k3s and home folder", () => {
    for (const machine of ['router', 'client']) {
      const { folder, set } = variables(machine);
      expect(set).toEqual([
        expect.stringMatching(`^PATH=${folder}/links:`),
        `KUBECONFIG=${folder}/kubeconfig`,
        `K3S_DATA_DIR=${folder}/machines/one/var-lib/rancher/k3s`,
        'KUBECACHEDIR=/run/kube-cache',
      ]);
    }
  });

  test("on a node uses the node's kubectl and kubeconfig", () => {
    const { set } = variables('two');
    expect(set).toEqual([
      expect.stringMatching(/^PATH=\/var\/lib\/netstack\/links:\/var\/lib\/netstack\/programs:/),
      'KUBECONFIG=/etc/rancher/k3s/k3s.yaml',
      'KUBECACHEDIR=/run/kube-cache',
    ]);
  });
});
