import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { digestOf, formatCounts, formatPlan, recordManifests } from '../../src/apply';
import type { ApplyPlan, RunningCluster } from '../../src/apply';
import { secretRequests } from '../../src/plan';
import { renderProfile } from '../diff/rendered';
import { freshOf, listIds, nodeState, planWith, runningOf } from './fake-cluster';

const TEXT = readFileSync('profiles/pikube.yaml', 'utf8');
const PIKUBE = renderProfile(TEXT, 'pikube');
const reasons = ({ refusals }: ApplyPlan) => refusals.map(({ reason }) => reason);

/** The steps from a running cluster of one profile to another profile. */
function change(before: string, after: string, changes: Partial<RunningCluster> = {}) {
  const [old, next] = [renderProfile(before, 'pikube'), renderProfile(after, 'pikube')];
  const applied = next.manifests.filter(
    ({ file }) => old.files.get(`manifests/${file}`) === next.files.get(`manifests/${file}`),
  );
  const state = runningOf(old, {
    applied: new Set(applied.map(({ file }) => file)),
    record: { profile: before, manifests: recordManifests(old.manifests) },
    ...changes,
  });
  return { next, state, result: planWith(next, state, { recorded: old.plan }) };
}

test('a cluster that is as its profile describes it needs nothing', () => {
  const result = planWith(PIKUBE, runningOf(PIKUBE));
  expect([listIds(result), result.refusals]).toEqual([[], []]);
  expect(formatCounts(result)).toBe('Nothing to do: the cluster is as the profile describes it.');
});

describe('machines without k3s', () => {
  const secrets = new Set(['samples/whoami-tls']);
  const missing = { missingSecrets: secretRequests(PIKUBE.plan) };

  test('are refused without an install script, with how to get one', () => {
    const result = planWith(PIKUBE, freshOf(PIKUBE), { secrets });
    expect(reasons(result)).toEqual(['k3s is not installed on pi1, pi2, pi3, pi4.']);
    expect(result.refusals[0]?.remedy.join()).toContain('--install-script');
  });

  test('get everything, the agents as agents', () => {
    const result = planWith(PIKUBE, freshOf(PIKUBE, missing), { secrets, canInstall: true });
    expect(result.refusals).toEqual([]);
    expect(listIds(result)).toEqual([
      'copy-node-files',
      ...['install-pi1', 'install-pi2', 'install-pi3', 'install-pi4'],
      ...['apply-namespaces', 'create-secrets', 'apply-manifests'],
    ]);
    expect(JSON.stringify(result.steps.find(({ id }) => id === 'install-pi2'))).toContain(
      'INSTALL_K3S_EXEC=agent',
    );
  });
});

test('only the node whose file differs restarts', () => {
  const nodes = new Map(PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name)]));
  nodes.set('pi3', nodeState(PIKUBE, 'pi3', { files: new Map() }));
  const result = planWith(PIKUBE, runningOf(PIKUBE, { nodes }));
  expect(listIds(result)).toEqual(['restart', 'wait-servicelb-removed']);
  const hosts = result.steps[1]?.actions.flatMap((action) => action.on?.name ?? []);
  expect([...new Set(hosts)]).toEqual(['pi3']);
});

test('a node restarts whose files were copied by an apply that was killed', () => {
  const nodes = new Map(PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name)]));
  nodes.set('pi1', nodeState(PIKUBE, 'pi1', { restartDue: true }));
  const [, restart] = planWith(PIKUBE, runningOf(PIKUBE, { nodes })).steps;
  expect(restart?.actions.map(({ kind }) => kind)).toEqual(['command', 'command']);
});

test('a changed pool is applied after the webhook answers, and nothing restarts', () => {
  const { result } = change(TEXT, TEXT.replace('10.0.0.150', '10.0.0.160'));
  expect(listIds(result)).toEqual(['apply-manifests']);
  expect(result.steps[1]?.actions).toHaveLength(3);
});

test('objects of an earlier apply are deleted, and no others', () => {
  const { result } = change(TEXT, TEXT.replace(/ {2}- name: echo\n.*\n/, ''));
  const last = result.steps.at(-1);
  expect(last?.id).toBe('delete-leftovers');
  expect(JSON.stringify(last?.actions)).toContain('deployment.apps/echo');
  expect(formatCounts(result)).toContain('2 deletions');
  const { result: unrecorded } = change(TEXT, TEXT.replace(/ {2}- name: echo\n.*\n/, ''), {
    record: { profile: TEXT, manifests: [] },
  });
  expect(listIds(unrecorded)).not.toContain('delete-leftovers');
});

test('a change that needs a person is refused with its commands', () => {
  const { result } = change(TEXT, TEXT.replace('10.0.0.14', '10.0.0.15'));
  expect(reasons(result)).toEqual(['This step needs you: Move pi4 to its new address.']);
  expect(result.refusals[0]?.remedy.join('\n')).toContain(
    'ssh -n 10.0.0.15 sudo systemctl restart k3s-agent',
  );
});

test('what is fixed when a cluster is created is refused', () => {
  const { result } = change(TEXT, TEXT.replace('10.42.0.0/16', '10.44.0.0/16'));
  expect(reasons(result)[0]).toContain('clusterCidr changes from 10.42.0.0/16 to 10.44.0.0/16.');
});

test('pod ranges outside of the profile are refused, also without a record', () => {
  const node = { kubeletVersion: 'v1.37.1+k3s1', isCordoned: false };
  const registered = new Map([
    ['pi1', { ...node, podCidrs: ['10.44.1.0/24'] }],
    ['pi2', { ...node, podCidrs: ['10.42.0.0/24'] }],
  ]);
  const result = planWith(PIKUBE, runningOf(PIKUBE, { registered }));
  expect(reasons(result)).toEqual([
    'Nodes have the pod ranges 10.44.1.0/24, which are outside of clusterCidr 10.42.0.0/16.',
  ]);
});

test('a node that cannot be reached is refused only where a step needs it', () => {
  const unread = [{ name: 'pi4', reason: 'no route to host', next: 'look' }];
  const nodes = new Map(
    PIKUBE.plan.nodes.filter(({ name }) => name !== 'pi4').map(({ name }) => [name, nodeState(PIKUBE, name)]),
  );
  expect(reasons(planWith(PIKUBE, runningOf(PIKUBE, { nodes, unread })))).toEqual([]);
  const { result } = change(TEXT, TEXT.replace('backend: vxlan', 'backend: host-gw'), { nodes, unread });
  expect(reasons(result)).toEqual(['pi4 cannot be reached: no route to host.']);
});

test('a Secret that does not exist is refused, or created from its files', () => {
  const missing = { missingSecrets: secretRequests(PIKUBE.plan) };
  const refused = planWith(PIKUBE, runningOf(PIKUBE, missing));
  expect(reasons(refused)).toEqual(['The profile names Secrets that do not exist: samples/whoami-tls.']);
  expect(refused.refusals[0]?.remedy).toContain('whoami-tls.crt');
  const given = planWith(PIKUBE, runningOf(PIKUBE, missing), { secrets: new Set(['samples/whoami-tls']) });
  expect([listIds(given), given.refusals]).toEqual([['create-secrets'], []]);
});

test("k3s's own Traefik is handed over where it runs, with or without a record", () => {
  const nodes = new Map(
    PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name, { files: new Map() })]),
  );
  const state = runningOf(PIKUBE, { nodes, packaged: { traefik: true, coredns: true }, applied: new Set() });
  expect(listIds(planWith(PIKUBE, state))).toEqual([
    'keep-traefik-crds',
    'restart',
    'release-traefik-crds',
    'wait-servicelb-removed',
    'apply-namespaces',
    'apply-manifests',
  ]);
});

test('the text has every step, the lines of files that change, and one line that counts', () => {
  const { next, state, result } = change(TEXT, TEXT.replace('k3s.home.arpa', 'api.home.arpa'));
  const text = formatPlan(result, next, state, 'dist/pikube');
  expect(text).toContain('~ pi1: /etc/rancher/k3s/config.yaml.d/50-netstack.yaml');
  expect(text).toContain('       -   - k3s.home.arpa\n       +   - api.home.arpa\n');
  expect(text).toContain('interrupts: The Kubernetes API of a server');
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    'Plan: 1 restart, 0 moved addresses, 1 file, 0 deletions, 0 refusals.',
  );
});

test('the commands of an installation are printed where there is no install script', () => {
  const [refusal] = planWith(PIKUBE, freshOf(PIKUBE), { secrets: new Set(['samples/whoami-tls']) }).refusals;
  const commands = refusal?.remedy.join('\n') ?? '';
  expect(commands).toContain('curl -sfLo k3s-install.sh https://get.k3s.io');
  expect(commands).toContain('INSTALL_K3S_EXEC=agent');
});

test('a binary of the right version that is on a machine is not downloaded', () => {
  const fresh = freshOf(PIKUBE);
  const nodes = new Map(fresh.nodes);
  nodes.set('pi2', nodeState(PIKUBE, 'pi2', { k3s: 'absent' }));
  const secrets = new Set(['samples/whoami-tls']);
  const { steps } = planWith(PIKUBE, { ...fresh, nodes }, { secrets, canInstall: true });
  const install = (name: string) => JSON.stringify(steps.find(({ id }) => id === `install-${name}`));
  expect(install('pi2')).toContain('INSTALL_K3S_SKIP_DOWNLOAD=true');
  expect(install('pi3')).not.toContain('SKIP_DOWNLOAD');
});

test('apply installs without the kubeconfig of the operator', () => {
  const { steps } = planWith(PIKUBE, freshOf(PIKUBE), {
    secrets: new Set(['samples/whoami-tls']),
    canInstall: true,
  });
  const local = steps.flatMap(({ actions }) =>
    actions.flatMap((action) =>
      action.kind === 'command' && action.on === undefined ? [action.command[0]] : [],
    ),
  );
  expect(new Set(local)).toEqual(new Set(['kubectl']));
});

test('a token goes to the first server by standard input', () => {
  const secrets = new Set(['samples/whoami-tls']);
  const { steps } = planWith(PIKUBE, freshOf(PIKUBE), { secrets, canInstall: true, hasToken: true });
  const [write, install] = steps.find(({ id }) => id === 'install-pi1')?.actions ?? [];
  expect(write).toMatchObject({ input: { operatorFile: 'k3s-token' } });
  expect(JSON.stringify(install)).toContain('K3S_TOKEN_FILE=/etc/rancher/k3s/token');
});

describe('the snapshot of the datastore', () => {
  const smaller = TEXT.replace('10.0.0.150', '10.0.0.140');
  const withTool = (tool: 'sqlite3' | 'python3' | undefined) => {
    const nodes = new Map(PIKUBE.plan.nodes.map(({ name }) => [name, nodeState(PIKUBE, name)]));
    const server = nodeState(PIKUBE, 'pi1');
    const tools = { sqlite3: { sqliteTool: 'sqlite3' }, python3: { sqliteTool: 'python3' } } as const;
    const { name, k3s, files, restartDue } = server;
    nodes.set('pi1', { name, k3s, files, restartDue, ...(tool && tools[tool]) });
    return change(TEXT, smaller, { nodes }).result;
  };

  test('is the first step, and only root can read it', () => {
    const [first] = withTool('sqlite3').steps;
    expect(first?.title).toBe('Take a snapshot of the datastore on pi1.');
    expect(first?.actions.map((action) => (action.kind === 'command' ? action.command[0] : ''))).toEqual([
      ...['install', 'rm', 'sqlite3', 'chmod'],
    ]);
  });

  test('is taken by python where there is no sqlite3, or reported as missing', () => {
    expect(JSON.stringify(withTool('python3').steps[0])).toContain('source.backup(target)');
    const none = withTool(undefined);
    expect(none.notices[0]).toContain('pi1 has neither sqlite3 nor python3');
    expect(none.steps[0]?.id).toBe('apply-manifests');
  });

  test('of embedded etcd is taken by k3s', () => {
    const text = TEXT.replace('clusterCidr', 'datastore: etcd\nclusterCidr');
    const { result } = change(text, text.replace('10.0.0.150', '10.0.0.140'));
    expect(JSON.stringify(result.steps[0])).toContain('"k3s","etcd-snapshot","save"');
  });

  test('is not replaced by a run that continues another one', () => {
    const { next, state } = change(TEXT, smaller);
    const nodes = new Map(state.nodes);
    nodes.set('pi1', nodeState(PIKUBE, 'pi1', { pending: digestOf(next) }));
    expect(planWith(next, { ...state, nodes }).steps[0]?.id).toBe('apply-manifests');
  });
});
