import type { ExpectedState, LabLayout, LabState } from '../../lab';
import { addressesOf, findMissing, findUnstartable, formatName } from '../../lab';
import { formatOwnRootCommand } from '../../terminal/own-command';
import { visible } from '../../terminal/visible';

/** Exit status: everything runs. */
const COMPLETE = 0;

/** Exit status: something is missing that may still come. */
export const INCOMPLETE = 1;

/** Exit status: everything runs that can, and some workloads cannot start since no archive has their images. */
const UNSTARTABLE = 3;

/** What a lab has become. */
export interface Outcome {
  readonly status: typeof COMPLETE | typeof INCOMPLETE | typeof UNSTARTABLE;
  /** What it still lacks. */
  readonly missing: readonly string[];
  /** Workloads that cannot start, with the reason. */
  readonly unstartable: readonly string[];
}

/** Compares the state of a lab with the expected one. The state is undefined while the API server does not answer. */
export function judge(state: LabState | undefined, expected: ExpectedState): Outcome {
  if (state === undefined)
    return { status: INCOMPLETE, missing: ['the API server to answer'], unstartable: [] };
  const missing = findMissing(state, expected);
  const unstartable = findUnstartable(state, expected);
  if (missing.length > 0) return { status: INCOMPLETE, missing, unstartable };
  return { status: unstartable.length > 0 ? UNSTARTABLE : COMPLETE, missing, unstartable };
}

/** The last line of `netstack lab up`, and what follows it. */
export function formatDone({ unstartable }: Outcome): readonly string[] {
  if (unstartable.length === 0) return ['done: everything runs'];
  const count = unstartable.length === 1 ? '1 workload' : `${unstartable.length} workloads`;
  return [`done, but ${count} cannot start`, ...unstartable.map((line) => `cannot start: ${line}`)];
}

/** The addresses of the lab's Services, and commands to continue with. */
export function formatResults({ cluster, nodes, client }: LabLayout, state: LabState | undefined): string {
  const services = (state?.services ?? []).filter(({ spec }) => spec.type === 'LoadBalancer');
  const machine = client?.name ?? nodes[0]?.name ?? '';
  const lines = [
    ...services.map(
      (service) => `${formatName(service)}: ${addressesOf(service).join(', ') || 'no address'}`,
    ),
    formatOwnRootCommand(['lab', 'exec', cluster, machine, '--', 'kubectl', 'get', 'pods', '-A']),
    formatOwnRootCommand(['lab', 'down', cluster]),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}
