import { setTimeout as delay } from 'node:timers/promises';
import type { RunningLab } from './running-lab';

/** One answer, or none, to one request of a client that keeps asking. */
interface Answer {
  /** When it was asked, in seconds since some moment. */
  readonly at: number;
  readonly status: string;
}

/** Asks again and again on the client, ten times a second, and writes down what came back. */
const ASK = `
  end=$(($(date +%s) + $2))
  while [ $(date +%s) -lt $end ]; do
    at=$(date +%s.%N)
    echo $at $(curl -gsk -m 1 -o /dev/null -w '%{http_code}' "$1")
    sleep 0.1
  done
`;

/** As many answers in a row say that all is well. */
const SURE = 10;

/** The node whose network card answers ARP for an address, seen from the client. */
export async function announcerOf(lab: RunningLab, address: string): Promise<string> {
  await lab.exec('client', 'ip', 'neigh', 'flush', 'to', address);
  await lab.output('client', 'ping', '-c', '1', '-W', '2', address);
  const owner = (await lab.exec('client', 'ip', 'neigh', 'show', address)).split(' ')[4] ?? '';
  for (const node of await nodeNames(lab)) {
    if ((await lab.exec(node, 'ip', 'link', 'show', 'eth0')).includes(owner)) return node;
  }
  throw new Error(`no machine of the lab has ${owner}, which answers for ${address}`);
}

export async function nodeNames(lab: RunningLab): Promise<readonly string[]> {
  const names = await lab.kubectl('get', 'nodes', '-o', 'jsonpath={.items[*].metadata.name}');
  return names.split(' ');
}

/**
 * Pulls a node's cable while a client keeps asking, and plugs it in again.
 *
 * @returns seconds from the cut to the first answer after it
 */
export async function cutUnderLoad(
  lab: RunningLab,
  node: string,
  url: string,
  patience: number,
): Promise<number> {
  const asking = lab.exec('client', 'sh', '-c', ASK, 'ask', url, String(patience));
  await delay(5000);
  const cut = Number(await lab.shell('router', `ip link set to-${node} down && date +%s.%N`));
  const answers = (await asking).trim().split('\n').map(answerOf);
  await lab.exec('router', 'ip', 'link', 'set', `to-${node}`, 'up');
  const before = answers.filter(({ at }) => at < cut - 0.5);
  // What was moved just before may have needed a moment.
  if (before.length < SURE || before.slice(-SURE).some(({ status }) => status !== '200')) {
    throw new Error(`it did not answer before the cut: ${JSON.stringify(before)}`);
  }
  const first = answers.find(({ at, status }) => at > cut && status === '200');
  if (first === undefined)
    throw new Error(`${url} did not answer within ${patience} s after ${node} lost its link`);
  return first.at - cut;
}

function answerOf(line: string): Answer {
  const [at = '', status = ''] = line.split(' ');
  return { at: Number(at), status };
}
