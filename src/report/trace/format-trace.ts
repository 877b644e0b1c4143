import { visible } from '../../terminal/visible';
import type { Trace, TraceHop } from './trace-hop';

/** A trace for a terminal: a numbered line per hop, below it what is translated and which check guards it. */
export function formatTrace({ hops, assumption, dropped }: Trace): string {
  const width = Math.max(0, ...hops.map(({ where, at }) => `${where} ${at}`.length));
  const lines = hops.flatMap((hop, index) => formatHop(hop, index + 1, width));
  const end = dropped === undefined ? [] : [`    dropped: ${dropped}`];
  const note = assumption === undefined ? [] : [`    assumed: ${assumption}`];
  return [...lines, ...note, ...end].map((line) => `${visible(line)}\n`).join('');
}

function formatHop(
  { where, at, action, mtu, nat, check }: TraceHop,
  number: number,
  width: number,
): readonly string[] {
  const size = mtu === undefined ? '' : `, MTU ${mtu}`;
  const guard = check === undefined ? '' : `  [${check}]`;
  return [
    `${String(number).padStart(2)}  ${`${where} ${at}`.padEnd(width)}  ${action}${size}${guard}`,
    ...(nat === undefined ? [] : [`    ${' '.repeat(width)}  NAT ${nat}`]),
  ];
}
