import type { Address } from '../../network';
import type { Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../places/required';
import { readJson } from '../readings';

/** Questions, a second apart: one that is lost is asked again. */
const QUESTIONS = 2;

/** Questions and answers of a family. */
interface Asking {
  readonly program: string;
  /** The Debian package. */
  readonly bringer: string;
  readonly argv: (address: string, device: string) => readonly string[];
  /** A MAC address for each answer. */
  readonly answer: RegExp;
}

const ASKING: Readonly<Record<4 | 6, Asking>> = {
  4: {
    program: 'arping',
    bringer: 'iputils-arping',
    // Without -b it asks only the first that answers from then on.
    argv: (address, device) => [
      '-b',
      '-c',
      String(QUESTIONS),
      '-w',
      String(QUESTIONS),
      '-I',
      device,
      address,
    ],
    answer: / reply from \S+ \[([\da-f:]{17})\]/gi,
  },
  6: {
    program: 'ndisc6',
    bringer: 'ndisc6',
    argv: (address, device) => ['-n', '-m', '-r', String(QUESTIONS), '-w', '1000', address, device],
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
  const { program, bringer, argv, answer } = ASKING[address.family];
  const text = address.toString();
  await requireIputils(here, program);
  const words = [program, ...argv(text, await deviceTo(here, text))];
  const { stdout } = await runRequired(here, words, bringer, { timeoutSeconds: 10 });
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

async function deviceTo(here: Place, address: string): Promise<string> {
  const routes = await readJson<readonly { readonly dev?: string; readonly gateway?: string }[]>(
    here,
    ['ip', '-j', 'route', 'get', address],
    'iproute2',
  );
  const [{ dev, gateway } = {}] = routes;
  if (dev !== undefined && gateway === undefined) return dev;
  throw new Unreachable(
    `${address} is behind a router for ${here.name}`,
    `run it on a machine whose network has ${address}`,
  );
}
