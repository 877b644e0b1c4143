import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { digestOf, renderUpgradePlans } from '../../src/apply';
import type { RunningCluster } from '../../src/apply';
import type { NetworkPlan } from '../../src/plan';
import { formatAction } from '../../src/steps';
import { renderProfile } from '../diff/rendered';
import { listIds, nodeState, planWith, runningOf } from './fake-cluster';

const TEXT = readFileSync('profiles/pikube.yaml', 'utf8');
const PIKUBE = renderProfile(TEXT, 'pikube');

describe('a cluster that runs an older k3s', () => {
  const nodesWith = (versions: Readonly<Record<string, string>>) =>
    new Map(
      PIKUBE.plan.nodes.map(({ name }) => [
        name,
        nodeState(PIKUBE, name, { version: versions[name] ?? PIKUBE.plan.k3sVersion.toString() }),
      ]),
    );
  const old = 'v1.35.3+k3s1';
  const all = { pi1: old, pi2: old, pi3: old, pi4: old };

  test('is upgraded one minor version at a time, servers first, each node drained', () => {
    const { steps } = planWith(PIKUBE, runningOf(PIKUBE, { nodes: nodesWith(all) }), { canInstall: true });
    expect(listIds({ steps })).toEqual(['upgrade-v1.36', 'upgrade-v1.37.1+k3s1']);
    const first = steps[1]?.actions.slice(0, 4).map((action) => formatAction(action, { folder: 'dist' })[0]);
    expect(first?.[0]).toBe('kubectl drain node/pi1 --ignore-daemonsets --delete-emptydir-data --timeout=5m');
    expect(first?.[3]).toBe('kubectl uncordon node/pi1');
    const last = steps[2]?.actions.slice(2, 5).map((action) => formatAction(action, { folder: 'dist' })[0]);
    expect(last).toEqual([
      "kubectl wait '--for=jsonpath={.status.nodeInfo.kubeletVersion}=v1.37.1+k3s1' node/pi1 --timeout=5m",
      'kubectl wait --for=condition=Ready node/pi1 --timeout=5m',
      'kubectl uncordon node/pi1',
    ]);
  });

  test('upgrades a node again whose kubelet has not restarted with the new binary', () => {
    const version = PIKUBE.plan.k3sVersion.toString();
    const registered = new Map(
      ['pi1', 'pi2', 'pi3', 'pi4'].map((name) => [
        name,
        {
          kubeletVersion: name === 'pi2' ? 'v1.36.3+k3s1' : version,
          isCordoned: name === 'pi2',
          podCidrs: [],
        },
      ]),
    );
    const { steps } = planWith(PIKUBE, runningOf(PIKUBE, { registered }), { canInstall: true });
    expect([...new Set(steps[1]?.actions.flatMap(({ on }) => on?.name ?? []))]).toEqual(['pi2']);
  });

  test('uncordons the nodes that a killed upgrade has left drained, and no others', () => {
    const version = PIKUBE.plan.k3sVersion.toString();
    const cordoned = ['pi2', 'pi3'];
    const registered = new Map(
      ['pi1', 'pi2', 'pi3', 'pi4'].map((name) => [
        name,
        { kubeletVersion: version, isCordoned: cordoned.includes(name), podCidrs: [] },
      ]),
    );
    const uncordoned = (changes: Partial<RunningCluster>, recorded?: NetworkPlan) =>
      planWith(PIKUBE, runningOf(PIKUBE, { registered, ...changes }), {
        canInstall: true,
        ...(recorded && { recorded }),
      })
        .steps.filter(({ id }) => id === 'uncordon-upgraded')
        .flatMap(({ actions }) => actions.flatMap((action) => formatAction(action, { folder: 'dist' })));
    const nodes = new Map(
      PIKUBE.plan.nodes.map(({ name }) => [
        name,
        nodeState(PIKUBE, name, name === 'pi2' ? { pending: digestOf(PIKUBE) } : {}),
      ]),
    );
    expect(uncordoned({ nodes })).toEqual(['kubectl uncordon node/pi2']);
    expect(uncordoned({})).toEqual([]);
    expect(uncordoned({}, PIKUBE.plan)).toEqual([]);
    const older = renderProfile(TEXT.replace(version, 'v1.36.3+k3s1'), 'pikube').plan;
    expect(uncordoned({}, older)).toEqual(['kubectl uncordon node/pi2', 'kubectl uncordon node/pi3']);
  });

  test('continues behind the nodes that an earlier run has upgraded', () => {
    const nodes = nodesWith({ pi3: 'v1.36.3+k3s1', pi4: 'v1.36.3+k3s1' });
    const { steps } = planWith(PIKUBE, runningOf(PIKUBE, { nodes }), { canInstall: true });
    expect(listIds({ steps })).toEqual(['upgrade-v1.37.1+k3s1']);
    expect([...new Set(steps[1]?.actions.flatMap(({ on }) => on?.name ?? []))]).toEqual(['pi3', 'pi4']);
  });

  test('keeps its version in a lab', () => {
    const state = runningOf(PIKUBE, { nodes: nodesWith(all) });
    expect(listIds(planWith(PIKUBE, state, { keepsVersion: true }))).toEqual([]);
  });

  test('is refused without an install script, with the commands', () => {
    const { refusals } = planWith(PIKUBE, runningOf(PIKUBE, { nodes: nodesWith(all) }));
    expect(refusals[0]?.reason).toBe('k3s has another version than the profile.');
    expect(refusals[0]?.remedy.join('\n')).toContain('INSTALL_K3S_CHANNEL=v1.36');
  });

  test('has a Plan for the system-upgrade-controller: servers, then agents', () => {
    const plans = parseAllDocuments(renderUpgradePlans(PIKUBE.plan)).map((one) => one.toJS() as unknown);
    expect(plans).toMatchObject([
      { metadata: { name: 'k3s-server' }, spec: { version: 'v1.37.1+k3s1', concurrency: 1 } },
      { metadata: { name: 'k3s-agent' }, spec: { prepare: { args: ['prepare', 'k3s-server'] } } },
    ]);
  });
});
