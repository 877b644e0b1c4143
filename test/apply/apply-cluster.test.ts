import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyCluster, digestOf, LockedError } from '../../src/apply';
import type { CommandOutput } from '../../src/verify';
import { renderProfile } from '../diff/rendered';
import type { Call } from './fake-cluster';
import { FakeAccess, nodeState, planWith, runningOf } from './fake-cluster';

const PIKUBE = renderProfile(readFileSync('profiles/pikube.yaml', 'utf8'), 'pikube');

/** An apply that copies the node files of two nodes and one file of manifests. */
function request(access: FakeAccess, failures: readonly string[] = []) {
  const nodes = new Map(PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name)]));
  for (const name of ['pi1', 'pi3']) nodes.set(name, nodeState(PIKUBE, name, { files: new Map() }));
  const applied = new Set(
    PIKUBE.manifests.map(({ file }) => file).filter((file) => !file.includes('60-samples')),
  );
  const state = runningOf(PIKUBE, { nodes, applied });
  const { steps } = planWith(PIKUBE, state);
  const said: string[] = [];
  return {
    ...{ access, cluster: PIKUBE, state, steps, said, way: 'kubectl' as const, owner: 'run-1' },
    record: { profile: 'text' },
    deadlineSeconds: 30,
    secrets: new Map<string, string>(),
    verify: () => Promise.resolve(failures),
    say: (line: string) => said.push(line),
  };
}

const verbOf = ({ argv }: Call) => (argv[1]?.endsWith('return.sh') ? argv[2] : undefined);

describe('an apply that succeeds', () => {
  test('arms every node that changes before it changes one, and confirms all at the end', async () => {
    const access = new FakeAccess();
    expect(await applyCluster(request(access))).toMatchObject({ isApplied: true });
    const verbs = access.calls.flatMap((call) => (verbOf(call) ? [`${call.on} ${verbOf(call)}`] : []));
    expect(verbs.slice(0, 4)).toEqual(['pi1 arm', 'pi1 start', 'pi3 arm', 'pi3 start']);
    expect(verbs.slice(-4)).toEqual(['pi1 confirm', 'pi3 confirm', 'pi1 clean', 'pi3 clean']);
    const lines = access.lines;
    expect(lines.indexOf('pi1: systemctl restart k3s')).toBeGreaterThan(
      lines.findIndex((line) => line.endsWith('pi3/start') || line.includes('return.sh start')),
    );
    expect(lines).toContain('pi3: systemctl restart k3s-agent');
  });

  test('marks each restart right before, and keeps the mark until the record is saved', async () => {
    const access = new FakeAccess();
    await applyCluster(request(access));
    const isMark = ({ argv }: Call) => argv.at(-2) === 'mark';
    const restart = access.lines.indexOf('pi3: systemctl restart k3s-agent');
    const before = access.calls.slice(0, restart).filter((call) => call.on === 'pi3');
    expect(before.filter(isMark).map(({ argv }) => argv.at(-1))).toEqual(['k3s-agent', 'k3s-agent']);
    expect(access.calls.slice(restart - 2, restart).some(isMark)).toBe(true);
    const record = access.calls.findIndex(({ input }) => input?.includes('"name":"netstack-applied"'));
    expect(access.calls.findIndex((call) => verbOf(call) === 'clean')).toBeGreaterThan(record);
    expect(access.lines.filter((line) => line.includes('rm -f /var/lib/netstack/return'))).toEqual([]);
  });

  test('renews before each action', async () => {
    const access = new FakeAccess();
    await applyCluster(request(access));
    const restart = access.lines.indexOf('pi1: systemctl restart k3s');
    const renewals = access.calls.slice(0, restart).filter((call) => verbOf(call) === 'renew');
    expect(renewals.length).toBeGreaterThanOrEqual(2);
  });

  test('puts files in place by a rename, with mode 0600', async () => {
    const access = new FakeAccess();
    await applyCluster(request(access));
    const writes = access.calls.filter(
      ({ argv }) => argv.at(-1) === '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml',
    );
    const [write, rename] = writes.filter(({ on }) => on === 'pi1');
    expect(write?.argv[2]).toContain('umask 077');
    expect(write?.input).toBe(PIKUBE.files.get('k3s/pi1.yml'));
    expect(rename?.argv[2]).toContain('mv "$path.netstack-new" "$path"');
  });

  test('applies manifests server-side from standard input, as its own field manager', async () => {
    const access = new FakeAccess();
    await applyCluster(request(access));
    const applies = access.calls.filter(({ argv }) => argv[0] === 'apply');
    expect(applies[0]?.argv).toEqual([
      ...['apply', '--server-side', '--field-manager=netstack', '--force-conflicts', '-f', '-'],
    ]);
    expect(applies[0]?.input).toBe(PIKUBE.files.get('manifests/netstack-60-samples.k8s.yaml'));
    expect(applies.at(-1)?.input).toContain('"name":"netstack-applied"');
  });

  test('names files as the plan and the commands name them', async () => {
    const made = request(new FakeAccess());
    await applyCluster({ ...made, folder: 'out/pikube' });
    const shown = made.said.filter((line) => line.startsWith('  kubectl apply'));
    expect(shown).toEqual([
      expect.stringContaining('-f out/pikube/manifests/netstack-60-samples.k8s.yaml') as string,
    ]);
  });

  test('keeps the objects as they are now on one server', async () => {
    const live = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'echo', namespace: 'samples', uid: 'x', resourceVersion: '7' },
      status: {},
    };
    const access = new FakeAccess(({ argv }) =>
      argv[0] === 'get' && argv.includes('-f') ? { stdout: JSON.stringify(live) } : undefined,
    );
    await applyCluster(request(access));
    const kept = access.calls.find(({ argv }) => argv.at(-1)?.endsWith('/objects.json'));
    expect(kept?.on).toBe('pi1');
    const [object] = (JSON.parse(kept?.input ?? '') as { items: object[] }).items;
    expect(object).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'echo', namespace: 'samples' },
    });
    const removed = access.calls.find(({ argv }) => argv.at(-1)?.endsWith('/delete'))?.input;
    expect(removed).toContain('-n samples services/whoami\n');
    expect(removed).not.toContain('deployments.apps/echo');
  });
});

describe('an apply that continues one that was killed', () => {
  /** The killed apply has changed every node, and has nothing left but the samples. */
  function continued(access: FakeAccess) {
    const target = digestOf(PIKUBE);
    const pending = ['pi1', 'pi2', 'pi3'];
    const nodes = new Map(
      PIKUBE.plan.nodes.map(({ name }) => [
        name,
        nodeState(PIKUBE, name, pending.includes(name) ? { pending: target } : {}),
      ]),
    );
    const made = request(access);
    const state = runningOf(PIKUBE, { nodes, applied: made.state.applied });
    const { steps } = planWith(PIKUBE, state);
    return { ...made, state, steps };
  }

  const isArmedTest = ({ argv }: Call) => argv[2]?.endsWith('|| echo armed') === true;
  const armed = (call: Call) => (isArmedTest(call) ? { stdout: 'armed\n' } : undefined);

  test('renews and confirms the nodes that it does not change as well', async () => {
    const access = new FakeAccess(armed);
    expect(await applyCluster(continued(access))).toMatchObject({ isApplied: true });
    const verbs = access.calls.flatMap((call) => (verbOf(call) ? [`${call.on} ${verbOf(call)}`] : []));
    for (const node of ['pi1', 'pi2', 'pi3']) {
      expect(verbs).toContain(`${node} renew`);
      expect(verbs).toContain(`${node} confirm`);
    }
    expect(verbs).not.toContain('pi4 confirm');
    expect(access.lines.filter((line) => line.includes('systemctl restart'))).toEqual([]);
  });

  test('verifies and confirms where nothing else is left', async () => {
    const access = new FakeAccess(armed);
    let isVerified = false;
    const verify = () => {
      isVerified = true;
      return Promise.resolve([]);
    };
    const result = await applyCluster({ ...continued(access), steps: [], verify });
    expect([result.isApplied, isVerified]).toEqual([true, true]);
    const confirmed = access.calls.filter((call) => verbOf(call) === 'confirm').map(({ on }) => on);
    expect(confirmed).toEqual(['pi1', 'pi2', 'pi3']);
  });

  test('keeps what the killed one has kept: files, whether k3s ran, and objects', async () => {
    const written = async (answer: typeof armed) => {
      const access = new FakeAccess(answer);
      await applyCluster(continued(access));
      const writes = access.calls.filter(({ on, argv }) => on === 'pi1' && argv.at(-2) === 'write');
      return writes.map(({ argv }) => [argv.at(-1)?.replace('/var/lib/netstack/return/', ''), argv[2]]);
    };
    const names = (await written(armed)).map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['return.sh', 'period', 'objects.json', 'delete']));
    for (const name of ['paths', 'unit', 'state', 'target']) expect(names).not.toContain(name);
    expect((await written(() => undefined as never)).map(([name]) => name)).toContain('state');
    const objects = (await written(armed)).filter(([name]) => name === 'objects.json' || name === 'delete');
    for (const [, script] of objects) expect(script).toContain('if [ -e "$1" ]; then rm "$1.new"');
  });
});

describe('an apply that fails', () => {
  const returned = ({ argv }: Call): Partial<CommandOutput> | undefined =>
    argv[2]?.startsWith('cat /var/lib/netstack/return/result') ? { stdout: 'returned\n' } : undefined;

  test.each<[string, (call: Call) => Partial<CommandOutput> | undefined, string]>([
    [
      'where a restart fails',
      ({ on, argv }) =>
        on === 'pi1' && argv[0] === 'systemctl' ? { status: 1, stderr: 'Job failed' } : undefined,
      'Job failed',
    ],
    [
      'where an object is rejected',
      ({ argv }) => (argv[0] === 'apply' ? { status: 1, stderr: 'denied the request: no' } : undefined),
      'denied the request',
    ],
    [
      'where a node is lost',
      ({ on, argv }) => (on === 'pi3' && argv[0] === 'systemctl' ? { status: -1 } : undefined),
      'no route to host',
    ],
    [
      'where a node has returned meanwhile',
      (call) =>
        call.on === 'pi3' && verbOf(call) === 'renew' ? { status: 3, stderr: 'not armed' } : undefined,
      'not armed',
    ],
  ])('lets all nodes return %s', async (_, answer, message) => {
    const access = new FakeAccess((call) => answer(call) ?? returned(call));
    const result = await applyCluster(request(access));
    expect(result.isApplied).toBe(false);
    expect(result.failure).toContain(message);
    expect([...result.nodes]).toEqual([
      ['pi1', 'returned'],
      ['pi3', 'returned'],
    ]);
    const verbs = access.calls.map(verbOf);
    expect(verbs).not.toContain('confirm');
    expect(verbs.filter((verb) => verb === 'return')).toHaveLength(2);
  });

  test('lets a node that was drained for an upgrade take pods again', async () => {
    const nodes = new Map(
      PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name, { version: 'v1.36.3+k3s1' })]),
    );
    const state = runningOf(PIKUBE, { nodes });
    const { steps } = planWith(PIKUBE, state, { canInstall: true });
    const access = new FakeAccess(({ on, argv }) => {
      if (argv[2]?.includes('/result')) return { stdout: 'returned\n' };
      return on === 'pi1' && argv.join(' ').includes('INSTALL_K3S_VERSION') ? { status: 1 } : undefined;
    });
    const upgrade = { ...request(access), state, steps, installScript: 'exit 1' };
    expect(await applyCluster(upgrade)).toMatchObject({ isApplied: false });
    expect(access.lines).toContain(
      'kubectl: drain node/pi1 --ignore-daemonsets --delete-emptydir-data --timeout=5m',
    );
    expect(access.lines).toContain('kubectl: uncordon node/pi1');
  });

  test('changes no node where the snapshot fails', async () => {
    const access = new FakeAccess((call) => {
      const isSnapshot = call.on === 'pi1' && call.argv.join(' ').includes('.backup');
      return isSnapshot ? { status: 1, stderr: 'disk I/O error' } : returned(call);
    });
    const { failure, nodes } = await applyCluster(request(access));
    expect(failure).toContain('disk I/O error');
    expect([...nodes.values()]).toEqual(['returned', 'returned']);
    const changes = access.lines.filter((line) => /netstack-new|systemctl restart|: apply /.test(line));
    expect(changes).toEqual([]);
  });

  test('lets all nodes return where verify finds something', async () => {
    const access = new FakeAccess(returned);
    const result = await applyCluster(request(access, ['sample-answers at LAN: none']));
    expect(result.failure).toContain('sample-answers at LAN: none');
    expect(access.lines.filter((line) => line.includes('netstack-applied'))).toEqual([]);
  });
});

test('nothing starts while another apply has the lock', async () => {
  const access = new FakeAccess(({ argv }) =>
    argv.includes('/run/netstack-apply.lock')
      ? { status: 73, stdout: 'netstack apply pikube, for another 9 s at most' }
      : undefined,
  );
  await expect(applyCluster(request(access))).rejects.toThrow(LockedError);
  expect(access.calls.map(verbOf).filter((verb) => verb !== undefined)).toEqual([]);
});
