import type { Family } from '../../address';
import type { Host } from '../host';
import { runRequired } from '../hosts/run-required';
import type { KernelRoute } from './routes';
import { parseRoutes } from './routes';

/** A route lookup: a destination, with the source and incoming interface of a forwarded packet. */
export interface Lookup {
  readonly to: string;
  readonly from?: string;
  readonly inDevice?: string;
}

/** The route of a lookup, or the kernel's error. */
export type LookupResult = { readonly route: KernelRoute } | { readonly error: string };

/** One command for all lookups of a node; a line each. */
const LOOK_UP_ALL =
  'family=$1; shift; for one; do ip "-$family" -j route get $one 2>&1 | tr "\\n" " "; echo; done';

/** The words of `ip route get`. */
export function formatLookup({ to, from, inDevice }: Lookup): string {
  return [
    to,
    ...(from === undefined ? [] : ['from', from]),
    ...(inDevice === undefined ? [] : ['iif', inDevice]),
  ].join(' ');
}

/** Asks the kernel for the route of each packet, with policy rules and all tables. @throws UnreachableError */
export async function lookUpRoutes(
  host: Host,
  family: Family,
  lookups: readonly Lookup[],
): Promise<readonly LookupResult[]> {
  if (lookups.length === 0) return [];
  const words = ['sh', '-c', LOOK_UP_ALL, 'look-up', String(family), ...lookups.map(formatLookup)];
  const { stdout } = await runRequired(host, words, 'iproute2');
  const lines = stdout.split('\n');
  return lookups.map((_, index) => parseLookup(lines[index] ?? ''));
}

function parseLookup(line: string): LookupResult {
  try {
    const [route] = parseRoutes(JSON.parse(line) as Parameters<typeof parseRoutes>[0]);
    return route === undefined ? { error: 'no route' } : { route };
  } catch {
    return { error: line.trim().replace(/^RTNETLINK answers: /, '') || 'no route' };
  }
}

/** The policy rules that Linux does not have by default: `5209: from all lookup 52`. */
export async function readPolicyRules(host: Host, family: Family): Promise<readonly string[]> {
  const { stdout } = await host.run(['ip', `-${family}`, 'rule']);
  return stdout
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(
      (line) =>
        line !== '' &&
        !/^(?:0: from all lookup local|32766: .* lookup main|32767: .* lookup default)$/.test(line),
    );
}
