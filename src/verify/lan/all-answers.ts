import type { Address } from '../../address';
import type { Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';
import { deviceTo } from './way-to';

/** Questions and answers of a family. */
interface Asking {
  readonly program: string;
  /** The Debian package. */
  readonly bringer: string;
  readonly argv: (address: string, device: string) => readonly string[];
  /** What it prints once it could ask, whether anybody answers or not. */
  readonly asked: RegExp;
  /** A MAC address for each answer. */
  readonly answer: RegExp;
}

const ASKING: Readonly<Record<4 | 6, Asking>> = {
  4: {
    program: 'arping',
    bringer: 'iputils-arping',
    // Without -b it asks only the first that answers from then on; with -c it counts answers, not questions.
    argv: (address, device) => ['-b', '-w', '2', '-I', device, address],
    asked: /^ARPING /m,
    answer: / reply from \S+ \[([\da-f:]{17})\]/gi,
  },
  6: {
    program: 'ndisc6',
    bringer: 'ndisc6',
    argv: (address, device) => ['-n', '-m', '-r', '2', '-w', '1000', address, device],
    asked: /^Soliciting /m,
    answer: /link-layer address: ([\da-f:]{17})/gi,
  },
};

/**
 * The MAC addresses of all who answer for an address, in alphabetical order. The kernel's own list has one: whoever
 * answered first.
 *
 * @throws Unreachable
 */
export async function allAnswers(here: Place, address: Address): Promise<readonly string[]> {
  const { program, bringer, argv, asked, answer } = ASKING[address.family];
  const text = address.toString();
  await requireIputils(here, program);
  const words = [program, ...argv(text, await deviceTo(here, text))];
  const { stdout, stderr, status } = await runRequired(here, words, bringer, { timeoutSeconds: 10 });
  if (!asked.test(stdout)) {
    const because = `"${program}" on ${here.name} could not ask: ${stderr.trim() || `status ${status}`}`;
    throw new Unreachable(because, `run it as root on ${here.name}`);
  }
  const macs = [...stdout.matchAll(answer)].map(([, mac = '']) => mac.toLowerCase());
  return [...new Set(macs)].sort();
}

/** Another program of the name takes the same letters for something else, and some of that changes who is believed. */
async function requireIputils(here: Place, program: string): Promise<void> {
  if (program !== 'arping') return;
  const { stdout, stderr } = await runRequired(here, ['arping', '-V'], 'iputils-arping');
  if (/iputils/.test(stdout + stderr)) return;
  const because = `the "arping" on ${here.name} is not that of iputils`;
  throw new Unreachable(because, `install iputils-arping on ${here.name}`);
}
