import { expect, test } from 'vitest';
import { formatPlan, parseNode } from '../../src/apply';
import type { NodeState } from '../../src/apply';
import { runSteps } from '../../src/apply/run-steps';
import { formatSteps } from '../../src/steps';
import type { Step } from '../../src/steps';
import { renderProfile } from '../diff/rendered';
import { FakeAccess, nodeState, planWith, runningOf } from './fake-cluster';

const HOME = renderProfile(
  `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12, flannelIface: eth0 }
`,
  'home',
);

const UNIT = `[Service]
ExecStart=/usr/local/bin/k3s \\
    agent \\
	'--token' \\
	'secret-word' \\
	'--node-ip' \\
	'10.0.0.12' \\

`;

const COMMAND = ['/usr/local/bin/k3s', 'agent', '--token', 'secret-word', '--node-ip', '10.0.0.12'];

/** The cluster with the state of its agent changed. */
function runningWith(changes: Partial<NodeState>) {
  const nodes = new Map(HOME.plan.nodes.map(({ name }) => [name, nodeState(HOME, name)]));
  nodes.set('two', nodeState(HOME, 'two', changes));
  return runningOf(HOME, { nodes });
}

test('a node restarts without the flags that its node file sets', () => {
  const state = runningWith({ commandLine: COMMAND });
  const plan = planWith(HOME, state);
  const restart = plan.steps.find(({ id }) => id === 'restart');
  expect(restart?.actions.map(({ kind }) => kind)).toEqual(['drop-in', 'command', 'command']);
  const text = formatPlan(plan, HOME, state, 'dist/home');
  expect(text).toContain('+ two: /etc/systemd/system/k3s-agent.service.d/90-netstack.conf');
  expect(text).toContain('the command line of k3s-agent without --node-ip: the node file sets them');
  const all = text + JSON.stringify(plan.steps) + formatSteps(plan.steps, { folder: 'dist/home' });
  expect(all).not.toContain('secret-word');
  expect(all.replaceAll(/\n# +/g, ' ')).toContain('sudo systemctl edit --full k3s-agent');
});

test('flags with the values of the node file need no restart', () => {
  const state = runningWith({ commandLine: ['k3s', 'agent', '--flannel-iface', 'eth0'] });
  expect(planWith(HOME, state).steps).toEqual([]);
});

test('a service script of OpenRC is not changed', () => {
  const state = runningWith({ commandLine: COMMAND.slice(1), isOpenRc: true });
  const [refusal] = planWith(HOME, state).refusals;
  expect(refusal?.reason).toContain('k3s-agent on two has flags that the node file sets: --node-ip.');
  expect(refusal?.remedy).toEqual(['Remove them from command_args in /etc/init.d/k3s-agent on two.']);
});

test('the command line of a node is read from its unit', () => {
  const unit = Buffer.from(UNIT).toString('base64');
  const lines = `version k3s version v1.37.1+k3s1\nunit ${unit}\nstate active\nnone\n`;
  expect(parseNode('two', lines, ['a'])).toMatchObject({ k3s: 'running', commandLine: COMMAND });
});

const restartStep = (): Step => {
  const plan = planWith(HOME, runningWith({ commandLine: COMMAND }));
  return plan.steps.find(({ id }) => id === 'restart') as Step;
};

function execute(access: FakeAccess, said: string[] = []): Promise<void> {
  return runSteps([restartStep()], {
    ...{ access, cluster: HOME, secrets: new Map() },
    renew: () => Promise.resolve(),
    say: (line) => said.push(line),
  });
}

test('the drop-in has the rest of the command line, and is not printed', async () => {
  const said: string[] = [];
  const access = new FakeAccess(({ argv }) => (argv[1] === 'cat' ? { stdout: UNIT } : undefined));
  await execute(access, said);
  const written = access.calls.find(({ input }) => input !== undefined);
  expect(written?.input).toContain('ExecStart=\nExecStart=/usr/local/bin/k3s agent --token secret-word\n');
  expect(written?.argv[2]).toContain('umask 077');
  expect(said.join('\n')).not.toContain('secret-word');
});

test('a restart that fails is reported with the errors in the log of k3s', async () => {
  const access = new FakeAccess(({ argv }) => {
    if (argv[1] === 'cat') return { stdout: UNIT };
    if (argv[1] === 'restart') return { status: 1, stderr: 'Job for k3s-agent.service failed.' };
    if (argv[2]?.includes('journalctl') === true)
      return { stdout: 'level=info msg=a\nlevel=error msg="bad --node-ip\u001b[2J"\nlevel=info msg=b\n' };
    return undefined;
  });
  await expect(execute(access)).rejects.toThrow(
    `"systemctl restart k3s-agent" on two failed with exit status 1:
    Job for k3s-agent.service failed.
    Its log has:
    level=error msg="bad --node-ip\\u{1b}[2J"`,
  );
});

test('a restarted node is waited for until its kubelet renews its lease', async () => {
  const times = ['', '09:00', '09:00', '09:01'];
  const access = new FakeAccess(({ argv }) => {
    if (argv[1] === 'cat') return { stdout: UNIT };
    if (!argv.includes('lease')) return undefined;
    const stdout = times.shift() ?? '';
    // The API server of a server that restarts does not answer at first.
    return stdout === '' ? { status: 1, stderr: 'was refused' } : { stdout };
  });
  await execute(access);
  expect(times).toEqual([]);
  expect(access.lines.at(-1)).toContain('wait --for=condition=Ready node/two');
});

const NODE_FILE = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';
const FILE = HOME.files.get('k3s/two.yml') ?? '';
const MAIN = '/etc/rancher/k3s/config.yaml';
const PLAIN = ['/usr/local/bin/k3s', 'agent'];

/** The agent with other configuration files, of which one may be the node file. */
const createConfigured = (
  configs: Readonly<Record<string, string>>,
  commandLine: readonly string[] = PLAIN,
) =>
  runningWith({
    commandLine,
    configs: new Map(Object.entries(configs)),
    files: new Map([[NODE_FILE, configs[NODE_FILE]]]),
  });

test.each([
  ['comments differ', { [NODE_FILE]: `# before\n${FILE}` }],
  ['another file had the values', { [MAIN]: FILE }],
])('a node whose k3s reads the same configuration does not restart: %s', (_, configs) => {
  const { steps } = planWith(HOME, createConfigured(configs));
  expect(steps.map(({ id }) => id)).toEqual(['snapshot', 'copy-unchanged-node-files']);
  expect(steps[1]?.title).toBe(
    'Copy the node files of two. k3s reads the configuration that it runs with from them: no restart is needed.',
  );
  expect(steps[1]?.actions).toMatchObject([{ kind: 'copy', path: NODE_FILE }]);
});

test('values that move from the command line to the node file need no restart', () => {
  const others = FILE.split('\n').filter((line) => !line.startsWith('node-ip:'));
  const state = createConfigured({ [MAIN]: others.join('\n') }, COMMAND);
  const { steps } = planWith(HOME, state);
  expect(steps.map(({ id }) => id)).toEqual(['snapshot', 'copy-unchanged-node-files']);
  expect(steps[1]?.actions.map(({ kind }) => kind)).toEqual(['copy', 'drop-in']);
});

test.each([
  ['a value differs', { [NODE_FILE]: FILE.replace('eth0', 'eth1') }, {}],
  ['a restart is due', { [NODE_FILE]: `# before\n${FILE}` }, { restartDue: true }],
  ['k3s does not run', { [NODE_FILE]: `# before\n${FILE}` }, { k3s: 'stopped' }],
])('a node restarts where it is not known to read the same: %s', (_, configs, changes) => {
  const state = createConfigured(configs);
  const two = state.nodes.get('two') as NodeState;
  const nodes = new Map([...state.nodes, ['two', { ...two, ...(changes as Partial<NodeState>) }]]);
  const { steps } = planWith(HOME, { ...state, nodes });
  expect(steps.map(({ id }) => id)).toEqual(['snapshot', 'restart']);
});

test('the configuration files of a node are read in the order of k3s', () => {
  const line = (path: string, text: string) => `config ${Buffer.from(text).toString('base64')} ${path}`;
  const folder = '/etc/rancher/k3s/config.yaml.d';
  const text = [
    ...['version k3s version v1.37.1+k3s1', 'state active', line(`${folder}/90-b=c.yaml`, 'b: 1\n')],
    ...[line(`${folder}/10-a.yml`, 'a: 1\n'), line(MAIN, ''), 'none', ''],
  ].join('\n');
  expect([...(parseNode('two', text, ['a']).configs ?? [])]).toEqual([
    [MAIN, ''],
    [`${folder}/10-a.yml`, 'a: 1\n'],
    [`${folder}/90-b=c.yaml`, 'b: 1\n'],
  ]);
});
