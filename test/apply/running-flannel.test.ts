import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { digestOf, parseNode } from '../../src/apply';
import { NODE_CONFIG_PATH } from '../../src/k3s';
import { formatAction } from '../../src/steps';
import { renderProfile } from '../diff/rendered';
import { nodeState, planWith, runningOf } from './fake-cluster';

const TEXT = readFileSync('profiles/pikube.yaml', 'utf8');
const VXLAN = 'flannel: { backend: vxlan }';

/** What apply does without a record, from the files of one profile to another. */
function commandsOf(before: string, after: string): readonly string[] {
  const [old, next] = [before, after].map((flannel) => renderProfile(TEXT.replace(VXLAN, flannel), 'pikube'));
  if (old === undefined || next === undefined) throw new Error('no profile');
  const nodes = new Map(next.plan.nodes.map(({ name }) => [name, nodeState(old, name)]));
  const { steps } = planWith(next, runningOf(next, { nodes }));
  const lines = steps.flatMap(({ actions }) =>
    actions.flatMap((action) => formatAction(action, { folder: 'dist/pikube' })),
  );
  return lines.filter((line) => /ip link delete|systemctl restart/.test(line));
}

const HOSTS = ['10.0.0.11', '10.0.0.12', '10.0.0.13', '10.0.0.14'];
const restarts = HOSTS.map(
  (host) => `ssh -n ${host} sudo systemctl restart ${host === '10.0.0.11' ? 'k3s' : 'k3s-agent'}`,
);
const deletions = (name: string) => HOSTS.map((host) => `ssh -n ${host} sudo ip link delete ${name}`);

test.each([
  ['another VNI', VXLAN, 'flannel: { backend: vxlan, vni: 7 }', [...restarts, ...deletions('flannel.1')]],
  ['the default VNI', 'flannel: { vni: 7 }', VXLAN, [...restarts, ...deletions('flannel.7')]],
  ['another backend', VXLAN, 'flannel: { backend: host-gw }', [...restarts, ...deletions('flannel.1')]],
  ['the same', VXLAN, VXLAN, []],
])(
  'without a record, the files of the nodes show what flannel leaves behind: %s',
  (_, before, after, lines) => {
    expect(commandsOf(before, after)).toEqual(lines);
  },
);

test('where an apply was killed, the files that it kept show it', () => {
  const old = renderProfile(TEXT, 'pikube');
  const next = renderProfile(TEXT.replace(VXLAN, 'flannel: { backend: host-gw }'), 'pikube');
  const kept = new Map([[NODE_CONFIG_PATH, old.files.get('k3s/pi1.yml') ?? '']]);
  const target = digestOf(next);
  const nodes = new Map(
    next.plan.nodes.map(({ name }) => [
      name,
      nodeState(next, name, name === 'pi1' ? { pending: target, restartedFor: target, kept } : {}),
    ]),
  );
  const { steps } = planWith(next, runningOf(next, { nodes }));
  expect(steps.map(({ id }) => id)).toEqual(expect.arrayContaining(['restart', 'delete-flannel-interfaces']));
  expect(JSON.stringify(steps[0])).not.toContain('"on":{"name":"pi1"');
});

test('the files that an apply kept are read where it waits for its confirmation', () => {
  const line = (text: string) => Buffer.from(text).toString('base64');
  const text = `state active\npending digest\nkept ${line('a: 1\n')} /etc/a b\n`;
  expect(parseNode('pi1', text, []).kept).toEqual(new Map([['/etc/a b', 'a: 1\n']]));
  expect(parseNode('pi1', 'state active\n', [])).not.toHaveProperty('kept');
});
