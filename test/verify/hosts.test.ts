import { describe, expect, test } from 'vitest';
import { formatRunningCommand } from '../../src/terminal/own-command';
import { quoteCommand } from '../../src/terminal/quote-command';
import type { ClusterReader, CommandOutput, Host } from '../../src/verify';
import {
  CommandHost,
  KubectlCommand,
  KubectlReader,
  LocalAccess,
  findLocalNode,
  ClusterApiReader,
  createReaderCandidate,
  CachedHost,
  CachedReader,
  UnreachableError,
} from '../../src/verify';
import type { LocalMachine } from '../../src/verify';
import { MINIMAL, planOf } from '../plan-of';

const PLAN = planOf(MINIMAL);

/** A place whose programs answer by their command line; the rest is missing. */
function fake(answers: Readonly<Record<string, Partial<CommandOutput>>>, calls: string[] = []): Host {
  return {
    name: 'here',
    run: (argv) => {
      calls.push(argv.join(' '));
      const answer = answers[argv.join(' ')] ?? { status: 127 };
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
    },
  };
}

function reader(names: readonly string[]): ClusterReader {
  return {
    get: <T>() => Promise.resolve({ items: names.map((name) => ({ metadata: { name } })) } as T),
    getText: () => Promise.resolve(undefined),
  };
}

const kubectl = () => Promise.resolve({ status: 0, stdout: 'done', stderr: '' });

describe('a cached host', () => {
  test('cannot read what a command prints that was killed', async () => {
    const killed = { status: 128, stdout: 'a part' };
    const host = new CachedHost(fake({ 'date +%s': killed, df: { status: 128, stderr: 'EACCES' } }));
    const reason = '"date +%s" did not end within 10 s on here';
    await expect(host.run(['date', '+%s'])).rejects.toMatchObject({ reason });
    // trace and validate --live read hosts too.
    const next = `run ${formatRunningCommand()} again when here and this machine are less busy`;
    await expect(host.run(['date', '+%s'])).rejects.toMatchObject({ next });
    // A command that could not be started prints why.
    expect(await host.run(['df'])).toMatchObject({ status: 128 });
  });
});

describe('a command host', () => {
  test('returns output and exit status', async () => {
    const host = new CommandHost('here');
    const words = ['sh', '-c', 'echo "$1"; echo no >&2; exit 3', 'sh', "a 'b' $HOME"];
    expect(await host.run(words)).toEqual({ status: 3, stdout: "a 'b' $HOME\n", stderr: 'no\n' });
  });

  test('returns 127 for a missing command', async () => {
    expect(await new CommandHost('here').run(['no-such-program-here'])).toMatchObject({ status: 127 });
  });

  test('kills a command after its timeout', async () => {
    const { status } = await new CommandHost('here').run(['sleep', '20'], { timeoutSeconds: 0.1 });
    expect(status).toBe(128);
  });

  test('does not wait for child processes after the timeout', async () => {
    const started = Date.now();
    const words = ['sh', '-c', 'echo first; sleep 20 & wait'];
    const { status, stdout } = await new CommandHost('here').run(words, { timeoutSeconds: 0.2 });
    expect({ status, stdout }).toEqual({ status: 128, stdout: 'first\n' });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('sets the locale to C', async () => {
    const { stdout } = await new CommandHost('here').run(['sh', '-c', 'echo "$LC_ALL"']);
    expect(stdout).toBe('C\n');
  });

  test('returns 128 for a command that cannot be started', async () => {
    const { status, stderr } = await new CommandHost('here').run(['/etc']);
    expect({ status, stderr }).toEqual({ status: 128, stderr: 'spawn /etc EACCES' });
  });

  test('prefixes the command', async () => {
    const host = new CommandHost('there', (argv) => ['echo', 'in', ...argv]);
    expect((await host.run(['ip', 'address'])).stdout).toBe('in ip address\n');
  });
});

describe('a cached host', () => {
  test('runs each command once', async () => {
    const calls: string[] = [];
    const host = new CachedHost(fake({ 'ip route': { stdout: 'r' }, 'ip link': { stdout: 'l' } }, calls));
    const outputs = await Promise.all([
      host.run(['ip', 'route']),
      host.run(['ip', 'route']),
      host.run(['ip', 'link']),
    ]);
    expect(outputs.map(({ stdout }) => stdout)).toEqual(['r', 'r', 'l']);
    expect(calls).toEqual(['ip route', 'ip link']);
  });

  test('runs at most eight commands at a time', async () => {
    let [now, most] = [0, 0];
    const slow: Host = {
      name: 'slow',
      run: async ([text = '']) => {
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= 1;
        if (text === '5') throw new UnreachableError('lost', 'look');
        return { status: 0, stdout: text, stderr: '' };
      },
    };
    const host = new CachedHost(slow);
    const all = await Promise.allSettled([...Array(30).keys()].map((index) => host.run([String(index)])));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(29);
    expect([now, most]).toEqual([0, 8]);
  });

  test('a cached reader reads each path once', async () => {
    let asked = 0;
    const remembering = new CachedReader({
      get: <T>() => Promise.resolve((asked += 1) as T),
      getText: () => Promise.resolve(undefined),
    });
    expect(await Promise.all([remembering.get('/a'), remembering.get('/a'), remembering.get('/b')])).toEqual([
      1, 1, 2,
    ]);
  });
});

test.each([
  [['ip', '-j', 'address'], 'ip -j address'],
  [['sh', '-c', 'echo "$1"', "it's"], `sh -c 'echo "$1"' 'it'\\''s'`],
  [[''], "''"],
])('quotes words for a remote shell: %j', (words, line) => {
  expect(quoteCommand(words)).toBe(line);
});

describe('kubectl as a reader', () => {
  const asked = 'k3s kubectl --kubeconfig=/k get --raw /api/v1/nodes --request-timeout=10s';

  test('uses the first kubectl that exists', async () => {
    const host = fake({ 'k3s kubectl version --client': {}, [asked]: { stdout: '{"items":[1]}' } });
    const api = new KubectlReader(new KubectlCommand(host, '/k'));
    expect(await api.get('/api/v1/nodes')).toEqual({ items: [1] });
  });

  test('returns undefined for an object that does not exist', async () => {
    const stderr = 'Error from server (NotFound): the server could not find the requested resource';
    const host = fake({ 'k3s kubectl version --client': {}, [asked]: { status: 1, stderr } });
    expect(await new KubectlReader(new KubectlCommand(host, '/k')).get('/api/v1/nodes')).toBeUndefined();
  });

  test('throws where the API server does not answer or kubectl is missing', async () => {
    const refused = 'The connection to the server 10.0.0.11:6443 was refused';
    const host = fake({ 'k3s kubectl version --client': {}, [asked]: { status: 1, stderr: refused } });
    await expect(new KubectlReader(new KubectlCommand(host, '/k')).get('/api/v1/nodes')).rejects.toThrow(
      `the API server did not answer kubectl on here: ${refused}`,
    );
    await expect(new KubectlReader(new KubectlCommand(fake({}))).get('/api')).rejects.toThrow(
      'here has neither kubectl nor k3s',
    );
  });
});

describe('the API server of the cluster', () => {
  test('is the first with a node of the plan', async () => {
    const candidates = [
      { source: '/other', reader: reader(['far']), kubectl: () => Promise.reject(new Error('not that one')) },
      { source: '/own', reader: reader(['one', 'two']), kubectl },
    ];
    const own = new ClusterApiReader(PLAN, candidates);
    expect(await own.get('/api/v1/nodes')).toEqual({
      items: [{ metadata: { name: 'one' } }, { metadata: { name: 'two' } }],
    });
    expect((await own.kubectl(['version'])).stdout).toBe('done');
  });

  test('is none where every kubeconfig belongs to another cluster', async () => {
    const own = new ClusterApiReader(PLAN, [{ source: '/other', reader: reader(['far']), kubectl }]);
    await expect(own.get('/api/v1/nodes')).rejects.toThrow(
      'no kubeconfig leads to an API server of test (/other: another cluster, with the nodes far)',
    );
    await expect(new ClusterApiReader(PLAN, []).get('/api')).rejects.toThrow(
      'this machine has no kubeconfig',
    );
  });

  test('a candidate reads by kubectl with its kubeconfig', async () => {
    const asked = 'kubectl --kubeconfig=/k get --raw /version --request-timeout=10s';
    const candidate = createReaderCandidate(
      '/k',
      fake({ 'kubectl version --client': {}, [asked]: { stdout: '1' } }),
      '/k',
    );
    expect(await candidate.reader.get('/version')).toBe(1);
  });
});

describe('this machine', () => {
  const machine = (change: Partial<LocalMachine>): LocalMachine => ({
    ...{ hostName: 'laptop', addresses: ['127.0.0.1'], isRoot: true, kubeconfigs: [] },
    ...change,
  });

  test('is a node by one of its addresses or its host name', () => {
    expect(findLocalNode(PLAN, machine({ addresses: ['10.0.0.11'] }))?.name).toBe('one');
    expect(findLocalNode(PLAN, machine({ hostName: 'one' }))?.name).toBe('one');
    expect(findLocalNode(PLAN, machine({}))).toBeUndefined();
  });

  test('is not a LAN client where it is a node', () => {
    const access = new LocalAccess(PLAN, machine({ addresses: ['10.0.0.11'] }));
    expect(access.node('one').name).toBe('one');
    expect(access.title).toBe('from this machine, which is node one');
    expect(() => access.lan).toThrow('this machine is node one');
  });

  test('requires root to read a node', () => {
    const access = new LocalAccess(PLAN, machine({ hostName: 'one', isRoot: false }));
    expect(() => access.node('one')).toThrow('only root can read a node');
  });

  test('is a LAN client with an address of the LAN', () => {
    const access = new LocalAccess(PLAN, machine({ addresses: ['10.0.0.77'] }));
    expect(access.lan.name).toBe('this machine');
    expect(() => access.node('one')).toThrow('this machine is not one');
  });

  test('is neither a node nor a LAN client elsewhere', async () => {
    const access = new LocalAccess(PLAN, machine({}));
    expect(() => access.lan).toThrow('this machine has no address in 10.0.0.0/24');
    await expect(access.cluster.get('/api/v1/nodes')).rejects.toThrow('this machine has no kubeconfig');
  });
});
