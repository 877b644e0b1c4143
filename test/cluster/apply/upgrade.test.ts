import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { LabSsh } from '../lab/lab-ssh';
import { expectOutput } from '../lab/netstack';
import { K3S } from '../lab/requirements';
import type { RunningLab } from '../lab/running-lab';
import { labFolder } from '../lab/running-lab';

/** A k3s of a later release than NETSTACK_K3S. */
const NEXT = process.env['NETSTACK_K3S_NEXT'];

const NODES = ['pi1', 'pi2', 'pi3', 'pi4'];

/** Stands in for k3s's install script, which needs systemd and the releases: the node runs another binary. */
const INSTALL_SCRIPT = `#!/bin/sh
set -e
[ "$INSTALL_K3S_VERSION" = "$(${NEXT} --version | sed -n 's/^k3s version \\(v[^ ]*\\).*/\\1/p')" ]
unit=k3s
[ "$INSTALL_K3S_EXEC" = server ] || unit=k3s-agent
for name in k3s kubectl; do ln -sfn ${NEXT} /var/lib/netstack/links/$name; done
exec systemctl restart "$unit"
`;

function versionOf(file = ''): string {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return /v\d\S*/.exec(stdout)?.[0] ?? '';
}

/** A lab has the name of its profile. */
function writeProfile(version: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'netstack-version-')), 'pikube.yaml');
  writeFileSync(file, withVersion(readFileSync('profiles/pikube.yaml', 'utf8'), version));
  return file;
}

function withVersion(profile: string, version: string): string {
  return profile.replace(/^k3sVersion: .*/m, `k3sVersion: ${version}`);
}

describe.skipIf(NEXT === undefined)('an upgrade of k3s', () => {
  const [old, next] = [versionOf(K3S), versionOf(NEXT)];
  describeLab('pikube, upgraded by apply', writeProfile(old), { apply: 'kubectl' }, (lab) => {
    let ssh: LabSsh;
    beforeAll(async () => {
      expect(next > old, `${next} is not later than ${old}`).toBe(true);
      ssh = await LabSsh.start(lab(), NODES);
    });
    afterAll(() => ssh.stop());

    /** The words of an apply by ssh of the cluster with another version. */
    const applyWords = (version: string): readonly string[] => {
      const script = join(dirname(lab().profile), 'k3s-install.sh');
      writeFileSync(script, INSTALL_SCRIPT);
      writeFileSync(lab().profile, withVersion(readFileSync(lab().profile, 'utf8'), version));
      const options = ['--ssh', 'root', '--install-script', script];
      return ['node', resolve('bin/netstack.js'), 'apply', lab().profile, ...options];
    };
    const apply = (version: string, option: string) => ssh.run(...applyWords(version), option);

    it('begins with a cluster that apply has recorded', async () => {
      expectOutput(await apply(old, '--yes'), 'apply');
      expect(await readNodes(lab())).toEqual(NODES.map((name) => `${name} ${old} `));
    });

    it('drains and upgrades one node at a time, servers first; killed, the next run upgrades none twice', async () => {
      const starts = countStarts(lab());
      const log = join(dirname(lab().profile), 'killed.log');
      const until = `while kill -0 $! && ! grep -q "pi2: sh -c" ${log}; do sleep 0.2; done; sleep 4; kill -9 $!; wait $!`;
      await ssh.run('sh', '-c', `"$@" 2> ${log} & ${until}`, 'sh', ...applyWords(next), '--yes');
      expect(listUpgrades(readFileSync(log, 'utf8'))).toEqual([
        ...UPGRADE.map((part) => `pi1 ${part}`),
        ...['pi2 drain', 'pi2 install'],
      ]);
      const output = await apply(next, '--yes');
      expectOutput(output, 'the next apply');
      console.log(listUpgrades(output.stderr).join(', '));
      const continued = listUpgrades(output.stderr);
      expect(continued.filter((line) => line.startsWith('pi1'))).toEqual([]);
      expect(continued).toContain('pi2 uncordon');
      const rest = continued.filter((line) => /^pi[34]/.test(line));
      expect(rest).toEqual(['pi3', 'pi4'].flatMap((node) => UPGRADE.map((part) => `${node} ${part}`)));
      expect(await readNodes(lab())).toEqual(NODES.map((name) => `${name} ${next} `));
      expect(countStarts(lab())).toEqual(starts.map((count) => count + 1));
      expect((await apply(next, '--dry-run')).status).toBe(0);
    });
  });
});

/** What happens on each node, in this order. */
const UPGRADE = ['drain', 'install', 'wait for the version', 'uncordon'];

/** `pi1 drain`, from what apply prints. */
function listUpgrades(printed: string): readonly string[] {
  return printed.split('\n').flatMap((line) => {
    const [, drained] = /kubectl drain node\/(\w+)/.exec(line) ?? [];
    const [, installed] = /^ {2}(\w+): sh -c .*INSTALL_K3S_VERSION/.exec(line) ?? [];
    const [, awaited] = /kubeletVersion.* node\/(\w+)/.exec(line) ?? [];
    const [, uncordoned] = /kubectl uncordon node\/(\w+)/.exec(line) ?? [];
    const found = [drained, installed, awaited, uncordoned];
    return found.flatMap((node, index) => (node === undefined ? [] : [`${node} ${UPGRADE[index]}`]));
  });
}

/** `pi1 v1.36.3+k3s1 `; a cordoned node has `true` at the end. */
async function readNodes(lab: RunningLab): Promise<readonly string[]> {
  const fields = '{.metadata.name} {.status.nodeInfo.kubeletVersion} {.spec.unschedulable}';
  const text = await lab.kubectl('get', 'nodes', '-o', `jsonpath={range .items[*]}${fields}{"\\n"}{end}`);
  return text.split('\n').filter((line) => line !== '');
}

/** How often k3s has started on each node. */
function countStarts({ cluster }: RunningLab): readonly number[] {
  return NODES.map((name) => {
    const log = readFileSync(labFolder(cluster, `machines/${name}/log`), 'utf8');
    return log.split(/Starting k3s (?:agent )?v/).length - 1;
  });
}
