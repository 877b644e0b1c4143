import { formatOwnRootCommand } from '../../../terminal/own-command';
import { visible } from '../../../terminal/visible';
import type { LiveHop, LiveTrace } from './compare-hops';

/** A compared trace for a terminal: a numbered line per hop, below it what was seen; then the first difference. */
export function formatLiveTrace(cluster: string, trace: LiveTrace): string {
  const width = Math.max(0, ...trace.hops.map(({ where, at }) => `${where} ${at}`.length));
  const lines = [
    ...trace.hops.flatMap((hop, index) => formatHop(hop, index + 1, width)),
    ...formatEnd(cluster, trace),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function formatHop(hop: LiveHop, number: number, width: number): readonly string[] {
  const { where, at, action, nat, outcome, seen, seenMtu } = hop;
  const indent = ' '.repeat(width + 4);
  const size = seenMtu === undefined ? '' : `, MTU ${seenMtu}`;
  const what = seen === undefined ? outcome : `${outcome === 'seen' ? 'seen' : 'DIFFERS'}: ${seen}${size}`;
  return [
    `${String(number).padStart(2)}  ${`${where} ${at}`.padEnd(width)}  ${action}`,
    ...(nat === undefined ? [] : [`${indent}  NAT ${nat}`]),
    `${indent}  ${what}`,
  ];
}

function formatEnd(cluster: string, { hops, difference, dropped }: LiveTrace): readonly string[] {
  if (difference === undefined) {
    const end = dropped === undefined ? [] : [`predicted and seen: the packet does not arrive. ${dropped}`];
    const count = hops.filter(({ outcome }) => outcome === 'seen').length;
    return [...end, `prediction and reality agree: ${count} of ${hops.length} hops seen`];
  }
  const hop = hops[difference.hop - 1];
  if (hop === undefined) return [];
  const { where, at, action, nat, mtu, seen } = hop;
  const size = mtu === undefined ? '' : `, MTU ${mtu}`;
  const verify = formatOwnRootCommand(['verify', cluster, '--only', difference.checks.join(',')]);
  return [
    `prediction and reality differ at hop ${difference.hop}, ${where} ${at}`,
    `  predicted: ${action}${nat === undefined ? '' : `, NAT ${nat}`}${size}`,
    `  seen: ${seen ?? 'nothing'}`,
    ...(difference.rule === undefined ? [] : [`  dropped by: ${difference.rule}`]),
    ...(difference.checks.length === 0 ? [] : [`  guarded by: ${verify}`]),
  ];
}
