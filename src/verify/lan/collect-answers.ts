import type { Address } from '../../address';
import { quoteWord } from '../../terminal/quote-command';
import type { Host } from '../host';
import { UnreachableError } from '../host';
import { runRequired } from '../hosts/run-required';
import { findDeviceTo } from './reachability';

/** How to ask all machines for an address of one family. */
interface AddressQuery {
  readonly command: string;
  /** The Debian package of the command. */
  readonly packageName: string;
  readonly argv: (address: string, device: string) => readonly string[];
  /** What the command prints once it sends, whether it gets an answer or not. */
  readonly sent: RegExp;
  /** Matches the MAC address of each answer. */
  readonly answer: RegExp;
}

const QUERIES: Readonly<Record<4 | 6, AddressQuery>> = {
  4: {
    command: 'arping',
    packageName: 'iputils-arping',
    // Without -b it continues with unicast to the first that answers; -c counts answers, not requests.
    argv: (address, device) => ['-b', '-w', '2', '-I', device, address],
    sent: /^ARPING /m,
    answer: / reply from \S+ \[([\da-f:]{17})\]/gi,
  },
  6: {
    command: 'ndisc6',
    packageName: 'ndisc6',
    argv: (address, device) => ['-n', '-m', '-r', '2', '-w', '1000', address, device],
    sent: /^Soliciting /m,
    answer: /link-layer address: ([\da-f:]{17})/gi,
  },
};

/**
 * The MAC addresses of all machines that answer for an address, sorted. The kernel's neighbour table keeps only the
 * first answer.
 *
 * @throws UnreachableError
 */
export async function collectAnswers(host: Host, address: Address): Promise<readonly string[]> {
  const { command, packageName, argv, sent, answer } = QUERIES[address.family];
  const text = address.toString();
  await requireIputils(host, command);
  const words = [command, ...argv(text, await findDeviceTo(host, text))];
  const { stdout, stderr, status } = await runRequired(host, words, packageName, { timeoutSeconds: 10 });
  if (!sent.test(stdout)) {
    const reason = `"${command}" on ${host.name} failed: ${stderr.trim() || `exit status ${status}`}`;
    throw new UnreachableError(reason, `run it as root on ${host.name}`);
  }
  const macs = [...stdout.matchAll(answer)].map(([, mac = '']) => mac.toLowerCase());
  return [...new Set(macs)].sort();
}

/** Asks for all addresses at the same time; each line of the answers begins with its address. */
const ASK_ALL = 'run=$1; shift; for one; do ($run "$one" 2>&1 | sed "s|^|$one |") & done; wait';

/**
 * The same for several IPv4 addresses in the network of one interface, by one command.
 *
 * @throws UnreachableError
 */
export async function collectAllAnswers(
  host: Host,
  addresses: readonly Address[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = addresses.map(String);
  const [first] = texts;
  if (first === undefined) return new Map();
  await requireIputils(host, 'arping');
  const run = `arping -b -w 2 -I ${quoteWord(await findDeviceTo(host, first))}`;
  const { stdout } = await host.run(['sh', '-c', ASK_ALL, 'ask-all', run, ...texts], { timeoutSeconds: 20 });
  const lines = stdout.split('\n');
  if (!lines.some((line) => / ARPING /.test(line))) {
    const reason = `"arping" on ${host.name} failed: ${lines[0]?.trim() ?? ''}`;
    throw new UnreachableError(reason, `run it as root on ${host.name}`);
  }
  return new Map(
    texts.map((text) => {
      const own = lines.filter((line) => line.startsWith(`${text} `)).join('\n');
      const macs = [...own.matchAll(QUERIES[4].answer)].map(([, mac = '']) => mac.toLowerCase());
      return [text, [...new Set(macs)].sort()];
    }),
  );
}

/** Another command of that name gives the options other meanings, some of which change neighbour tables. */
async function requireIputils(host: Host, command: string): Promise<void> {
  if (command !== 'arping') return;
  const { stdout, stderr } = await runRequired(host, ['arping', '-V'], 'iputils-arping');
  if (/iputils/.test(stdout + stderr)) return;
  const reason = `the "arping" on ${host.name} is not that of iputils`;
  throw new UnreachableError(reason, `install iputils-arping on ${host.name}`);
}
