import { describe, expect, test } from 'vitest';
import { quoteCommand } from '../../src/terminal/quote-command';
import type { ClusterReader, Output, Place } from '../../src/verify';
import {
  CommandPlace,
  KubectlProgram,
  KubectlReader,
  LocalVantage,
  nodeHere,
  OwnClusterReader,
  readerCandidate,
  RememberingPlace,
  RememberingReader,
  Unreachable,
} from '../../src/verify';
import type { ThisMachine } from '../../src/verify';
import { MINIMAL, planOf } from '../plan-of';

const PLAN = planOf(MINIMAL);

/** A place whose programs answer by their command line; the rest is missing. */
function fake(answers: Readonly<Record<string, Partial<Output>>>, calls: string[] = []): Place {
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
  };
}

const kubectl = () => Promise.resolve({ status: 0, stdout: 'done', stderr: '' });

describe('a command place', () => {
  test('gives what a program printed, and how it ended', async () => {
    const place = new CommandPlace('here');
    const words = ['sh', '-c', 'echo "$1"; echo no >&2; exit 3', 'sh', "a 'b' $HOME"];
    expect(await place.run(words)).toEqual({ status: 3, stdout: "a 'b' $HOME\n", stderr: 'no\n' });
  });

  test('says 127 where there is no such program', async () => {
    expect(await new CommandPlace('here').run(['no-such-program-here'])).toMatchObject({ status: 127 });
  });

  test('ends what takes too long', async () => {
    const { status } = await new CommandPlace('here').run(['sleep', '20'], { timeoutSeconds: 0.1 });
    expect(status).toBe(128);
  });

  test('does not wait for what that has started itself', async () => {
    const started = Date.now();
    const words = ['sh', '-c', 'echo first; sleep 20 & wait'];
    const { status, stdout } = await new CommandPlace('here').run(words, { timeoutSeconds: 0.2 });
    expect({ status, stdout }).toEqual({ status: 128, stdout: 'first\n' });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('speaks English, whatever the machine speaks', async () => {
    const { stdout } = await new CommandPlace('here').run(['sh', '-c', 'echo "$LC_ALL"']);
    expect(stdout).toBe('C\n');
  });

  test('says 128 where a program is there and cannot be started', async () => {
    const { status, stderr } = await new CommandPlace('here').run(['/etc']);
    expect({ status, stderr }).toEqual({ status: 128, stderr: 'spawn /etc EACCES' });
  });

  test('puts its own words before those of the command', async () => {
    const place = new CommandPlace('there', (argv) => ['echo', 'in', ...argv]);
    expect((await place.run(['ip', 'address'])).stdout).toBe('in ip address\n');
  });
});

describe('a place that remembers', () => {
  test('runs each command once, and other words anew', async () => {
    const calls: string[] = [];
    const place = new RememberingPlace(
      fake({ 'ip route': { stdout: 'r' }, 'ip link': { stdout: 'l' } }, calls),
    );
    const outputs = await Promise.all([
      place.run(['ip', 'route']),
      place.run(['ip', 'route']),
      place.run(['ip', 'link']),
    ]);
    expect(outputs.map(({ stdout }) => stdout)).toEqual(['r', 'r', 'l']);
    expect(calls).toEqual(['ip route', 'ip link']);
  });

  test('runs no more than eight at a time, and all in the end', async () => {
    let [now, most] = [0, 0];
    const slow: Place = {
      name: 'slow',
      run: async ([text = '']) => {
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= 1;
        if (text === '5') throw new Unreachable('lost', 'look');
        return { status: 0, stdout: text, stderr: '' };
      },
    };
    const place = new RememberingPlace(slow);
    const all = await Promise.allSettled([...Array(30).keys()].map((index) => place.run([String(index)])));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(29);
    expect([now, most]).toEqual([0, 8]);
  });

  test('asks the API server for each path once', async () => {
    let asked = 0;
    const remembering = new RememberingReader({ get: <T>() => Promise.resolve((asked += 1) as T) });
    expect(await Promise.all([remembering.get('/a'), remembering.get('/a'), remembering.get('/b')])).toEqual([
      1, 1, 2,
    ]);
  });
});

test.each([
  [['ip', '-j', 'address'], 'ip -j address'],
  [['sh', '-c', 'echo "$1"', "it's"], `sh -c 'echo "$1"' 'it'\\''s'`],
  [[''], "''"],
])('words for a remote shell: %j', (words, line) => {
  expect(quoteCommand(words)).toBe(line);
});

describe('kubectl as a reader', () => {
  const asked = 'k3s kubectl --kubeconfig=/k get --raw /api/v1/nodes --request-timeout=10s';

  test('takes the first kubectl that there is', async () => {
    const place = fake({ 'k3s kubectl version --client': {}, [asked]: { stdout: '{"items":[1]}' } });
    const api = new KubectlReader(new KubectlProgram(place, '/k'));
    expect(await api.get('/api/v1/nodes')).toEqual({ items: [1] });
  });

  test('has nothing where the server has nothing', async () => {
    const stderr = 'Error from server (NotFound): the server could not find the requested resource';
    const place = fake({ 'k3s kubectl version --client': {}, [asked]: { status: 1, stderr } });
    expect(await new KubectlReader(new KubectlProgram(place, '/k')).get('/api/v1/nodes')).toBeUndefined();
  });

  test('says so where the server does not answer, or where there is no kubectl', async () => {
    const refused = 'The connection to the server 10.0.0.11:6443 was refused';
    const place = fake({ 'k3s kubectl version --client': {}, [asked]: { status: 1, stderr: refused } });
    await expect(new KubectlReader(new KubectlProgram(place, '/k')).get('/api/v1/nodes')).rejects.toThrow(
      `the API server did not answer kubectl on here: ${refused}`,
    );
    await expect(new KubectlReader(new KubectlProgram(fake({}))).get('/api')).rejects.toThrow(
      'there is neither kubectl nor k3s on here',
    );
  });
});

describe("the cluster's own API server", () => {
  test('is the first that has one of its nodes', async () => {
    const candidates = [
      { source: '/other', reader: reader(['far']), kubectl: () => Promise.reject(new Error('not that one')) },
      { source: '/own', reader: reader(['one', 'two']), kubectl },
    ];
    const own = new OwnClusterReader(PLAN, candidates);
    expect(await own.get('/api/v1/nodes')).toEqual({
      items: [{ metadata: { name: 'one' } }, { metadata: { name: 'two' } }],
    });
    expect((await own.kubectl(['version'])).stdout).toBe('done');
  });

  test('is none where all are of other clusters', async () => {
    const own = new OwnClusterReader(PLAN, [{ source: '/other', reader: reader(['far']), kubectl }]);
    await expect(own.get('/api/v1/nodes')).rejects.toThrow(
      "no API server of test is found (/other: it is another cluster's, with the nodes far)",
    );
    await expect(new OwnClusterReader(PLAN, []).get('/api')).rejects.toThrow(
      'no kubeconfig is found on this machine',
    );
  });

  test('a candidate reads by kubectl with its kubeconfig', async () => {
    const asked = 'kubectl --kubeconfig=/k get --raw /version --request-timeout=10s';
    const candidate = readerCandidate(
      '/k',
      fake({ 'kubectl version --client': {}, [asked]: { stdout: '1' } }),
      '/k',
    );
    expect(await candidate.reader.get('/version')).toBe(1);
  });
});

describe('this machine', () => {
  const machine = (change: Partial<ThisMachine>): ThisMachine => ({
    ...{ hostName: 'laptop', addresses: ['127.0.0.1'], isRoot: true, kubeconfigs: [] },
    ...change,
  });

  test('is a node by one of its addresses, or by its name', () => {
    expect(nodeHere(PLAN, machine({ addresses: ['10.0.0.11'] }))?.name).toBe('one');
    expect(nodeHere(PLAN, machine({ hostName: 'one' }))?.name).toBe('one');
    expect(nodeHere(PLAN, machine({}))).toBeUndefined();
  });

  test('as a node it is that node and no client of the LAN', () => {
    const vantage = new LocalVantage(PLAN, machine({ addresses: ['10.0.0.11'] }));
    expect(vantage.node('one').name).toBe('one');
    expect(vantage.title).toBe('from this machine, which is node one');
    expect(() => vantage.lan).toThrow('this machine is node one');
  });

  test('only root sees what a node has', () => {
    const vantage = new LocalVantage(PLAN, machine({ hostName: 'one', isRoot: false }));
    expect(() => vantage.node('one')).toThrow('we are not root here');
  });

  test('with an address of the LAN it is a client there', () => {
    const vantage = new LocalVantage(PLAN, machine({ addresses: ['10.0.0.77'] }));
    expect(vantage.lan.name).toBe('this machine');
    expect(() => vantage.node('one')).toThrow('this machine is not one');
  });

  test('elsewhere it is neither', async () => {
    const vantage = new LocalVantage(PLAN, machine({}));
    expect(() => vantage.lan).toThrow('this machine has no address in 10.0.0.0/24');
    await expect(vantage.cluster.get('/api/v1/nodes')).rejects.toThrow(
      'no kubeconfig is found on this machine',
    );
  });
});
