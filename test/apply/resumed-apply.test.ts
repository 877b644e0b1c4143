import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, formatPlan, parseNode } from '../../src/apply';
import { MARK_RESTART, readNode } from '../../src/apply/node-state';
import { RETURN_FOLDER } from '../../src/apply/return/return-script';
import type { RenderedCluster } from '../../src/steps';
import { formatAction } from '../../src/steps';
import type { Host } from '../../src/verify';
import { renderProfile } from '../diff/rendered';
import { listIds, nodeState, planWith, runningOf } from './fake-cluster';

const TEXT = readFileSync('profiles/pikube.yaml', 'utf8');
const PIKUBE = renderProfile(TEXT, 'pikube');

describe('an apply that was killed after k3s restarted', () => {
  const ARGUMENT = 'tlsSan: [k3s.home.arpa, api.home.arpa]';
  const after = TEXT.replace('tlsSan: [k3s.home.arpa]', ARGUMENT).replace('10.0.0.150', '10.0.0.160');
  const next = renderProfile(after, 'pikube');
  const target = digestOf(next);
  const applied = new Set(
    next.manifests
      .map(({ file }) => file)
      .filter((file) => PIKUBE.files.get(`manifests/${file}`) === next.files.get(`manifests/${file}`)),
  );

  /** The first server has its new file, and each node what a test gives it. */
  function resume(profile: RenderedCluster, marks: Readonly<Record<string, object>>, recorded = PIKUBE.plan) {
    const nodes = new Map(
      profile.plan.nodes.map(({ name }) => [
        name,
        nodeState(profile, name, { pending: target, ...marks[name] }),
      ]),
    );
    return planWith(profile, runningOf(profile, { nodes, applied }), { recorded });
  }

  test('applies what is left, and restarts nothing again', () => {
    const result = resume(next, { pi1: { restartedFor: target } });
    expect(listIds(result)).toEqual(['apply-manifests']);
    expect(result.steps.map(({ id }) => id)).not.toContain('snapshot');
  });

  test('is not complete before the nodes are confirmed, even where nothing is left', () => {
    const nodes = new Map(
      next.plan.nodes.map(({ name }) => [
        name,
        nodeState(next, name, name === 'pi1' ? { pending: target, restartedFor: target } : {}),
      ]),
    );
    const state = runningOf(next, { nodes });
    const result = planWith(next, state, { recorded: PIKUBE.plan });
    expect([result.steps, result.continued]).toEqual([[], ['pi1']]);
    expect(formatPlan(result, next, state, 'dist/pikube')).toBe(
      'Note: An apply of the same was killed before it confirmed pi1. Without another apply, these nodes return to their ' +
        'old network.\n\nNothing to change: 1 node is confirmed after verify.\n',
    );
  });

  test('restarts the node that was marked and not restarted', () => {
    expect(listIds(resume(next, { pi1: { restartDue: true } }))).toEqual(['restart', 'apply-manifests']);
  });

  test('restarts agents that read the change from a server, after the nodes that did are Ready', () => {
    const backend = renderProfile(TEXT.replace('backend: vxlan', 'backend: host-gw'), 'pikube');
    const restartedFor = digestOf(backend);
    const result = resume(backend, { pi1: { restartedFor }, pi2: { restartedFor } });
    const restart = result.steps.find(({ id }) => id === 'restart');
    expect(
      restart?.actions.flatMap((action) => formatAction(action, { folder: 'dist/pikube' })).slice(0, 3),
    ).toEqual([
      ...['pi1', 'pi2'].map((name) => `kubectl wait --for=condition=Ready node/${name} --timeout=5m`),
      'ssh -n 10.0.0.13 sudo systemctl restart k3s-agent',
    ]);
    expect(JSON.stringify(restart)).not.toContain('"on":{"name":"pi1"');
  });

  test('restarts a node again that has restarted for another target, or whose file differs', () => {
    const other = resume(next, { pi1: { pending: undefined, restartedFor: 'another' } });
    expect(listIds(other)).toContain('restart');
    const changed = resume(next, { pi1: { restartedFor: target, files: new Map() } });
    expect(listIds(changed)).toContain('restart');
  });
});

describe('an apply that was killed after it deleted Services', () => {
  const withClass = TEXT.replace('metallb:\n', 'metallb:\n  loadBalancerClass: metallb.io/metallb\n');
  const next = renderProfile(withClass, 'pikube');
  const options = { recorded: PIKUBE.plan };
  const deletions = (applied: readonly string[]) =>
    JSON.stringify(
      planWith(next, runningOf(next, { applied: new Set(applied) }), options).steps.filter(
        ({ id }) => id === 'delete-load-balancer-services',
      ),
    );
  const files = next.manifests.map(({ file }) => file);
  const samples = files.filter((file) => file.includes('samples'));

  test('deletes those that do not have their new class yet', () => {
    expect(deletions([])).toContain('"traefik"');
    expect(deletions(samples)).toContain('"traefik"');
    expect(deletions(samples)).not.toContain('"echo"');
  });

  test('deletes nothing that it created again', () => {
    expect(deletions(files)).toBe('[]');
  });

  test('deletes the Service of the packaged CoreDNS only before a server restarts', () => {
    const moved = renderProfile(TEXT.replace('coredns:\n', 'clusterDns: 10.43.0.53\ncoredns:\n'), 'pikube');
    const restartedFor = digestOf(moved);
    const resume = (restarted: readonly string[]) => {
      const nodes = new Map(
        moved.plan.nodes.map(({ name }) => [
          name,
          nodeState(moved, name, restarted.includes(name) ? { restartedFor } : {}),
        ]),
      );
      return listIds(planWith(moved, runningOf(moved, { nodes }), options));
    };
    expect(resume([])).toContain('delete-dns-service');
    expect(resume(['pi1'])).not.toContain('delete-dns-service');
    expect(resume(['pi1'])).toContain('restart');
  });
});

describe('the mark of a restart', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netstack-mark-'));
    mkdirSync(join(folder, 'return'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'return/target'), 'digest\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A node on this machine, whose k3s has a PID; 0: it does not run. */
  function hostWith(pid: number): Host {
    const file = join(folder, 'bin/systemctl');
    writeFileSync(file, `#!/bin/sh\n[ "$1" != show ] || echo ${pid}\n`);
    writeFileSync(join(folder, 'bin/pgrep'), '#!/bin/sh\nexit 1\n');
    chmodSync(file, 0o755);
    chmodSync(join(folder, 'bin/pgrep'), 0o755);
    const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
    return {
      name: 'pi1',
      run: ([program = '', ...argv]) => {
        const words = argv.map((word) => word.replaceAll(RETURN_FOLDER, join(folder, 'return')));
        const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env });
        return Promise.resolve({ status: status ?? 1, stdout, stderr });
      },
    };
  }

  const read = async (pid: number) => {
    const [node] = PIKUBE.plan.servers as [(typeof PIKUBE.plan.servers)[number]];
    const state = await readNode(node, () => hostWith(pid), []);
    return 'k3s' in state ? [state.restartDue, state.restartedFor] : state.reason;
  };

  test.each([
    ['the same process runs', process.pid, process.pid, [true, undefined]],
    ['no process runs', process.pid, 0, [true, undefined]],
    ['another process runs', process.pid, process.ppid, [false, 'digest']],
    ['a process runs where none did', 0, process.pid, [false, 'digest']],
  ])('%s', async (_, before, after, expected) => {
    expect(await read(before)).toEqual([false, undefined]);
    expect((await hostWith(before).run(['sh', '-c', MARK_RESTART, 'mark', 'k3s'])).status).toBe(0);
    expect(await read(after)).toEqual(expected);
  });
});

test('the target of a restart is read where there is one', () => {
  expect(parseNode('pi1', 'state active\nrestarted digest\n', [])).toMatchObject({ restartedFor: 'digest' });
  expect(parseNode('pi1', 'state active\n', [])).not.toHaveProperty('restartedFor');
});
