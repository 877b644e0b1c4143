import { formatSpan } from '../../address';
import { visible } from '../../terminal/visible';
import type { NetworkReport } from '../network-report';
import { countOutcomes } from '../verified/count-outcomes';
import type { Hop } from '../views/packet-path';

/**
 * A report for a terminal.
 *
 * @param width columns of the terminal; tables are cut to it
 */
export function renderText(report: NetworkReport, width: number): string {
  return [
    section('Addresses', addressLines(report)),
    section('What still fits', capacityLines(report)),
    ...packetSections(report),
    section('The path of a name', nameLines(report)),
    section('The path of a request', requestLines(report)),
    section('Ports', portLines(report)),
    section('Announcements', announcementLines(report)),
    section('Verified', verifiedLines(report)),
  ]
    .filter((one) => one !== '')
    .map((one) => cutLines(one, width))
    .join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${visible(line)}\n`).join('')}`;
}

function cutLines(block: string, width: number): string {
  return block
    .split('\n')
    .map((line) => ([...line].length > width ? `${[...line].slice(0, width - 1).join('')}…` : line))
    .join('\n');
}

function addressLines({ addressMaps }: NetworkReport): readonly string[] {
  return addressMaps.flatMap(({ title, cidr, owned, free }) => [
    `${title} ${cidr.toString()}`,
    ...alignColumns([
      ...owned.map(({ span, owner }) => [`  ${formatSpan(span)}`, owner]),
      ...free.map((span) => [`  ${formatSpan(span)}`, 'free']),
    ]),
  ]);
}

function capacityLines({ capacities }: NetworkReport): readonly string[] {
  return alignColumns(capacities.map(({ title, used, total }) => [title, `${used} of ${total}`]));
}

function packetSections({ packetPaths }: NetworkReport): readonly string[] {
  return packetPaths.map(({ family, from, to, lan, backend }) =>
    section(
      `The path of a packet, IPv${family}, ${backend}: pod on ${from.node.name} to pod on ${to.node.name}`,
      [
        ...alignColumns([
          ...from.hops.map(hopColumns),
          hopColumns(lan),
          ...[...to.hops].reverse().map(hopColumns),
        ]),
      ],
    ),
  );
}

function hopColumns({ name, mtu, lines, failures }: Hop): readonly string[] {
  return [name, mtu === undefined ? '' : `MTU ${mtu}`, describeHop(lines, failures)];
}

/** What a hop does, and which checks failed there. */
function describeHop(lines: readonly string[], failures: Hop['failures']): string {
  const names = [...new Set(failures.map(({ check }) => check))];
  return names.length === 0 ? lines.join(', ') : `${lines.join(', ')}  FAILED: ${names.join(', ')}`;
}

function nameLines({ namePath }: NetworkReport): readonly string[] {
  return [
    `pod asks ${namePath.nameservers.join(' and ')}, search ${namePath.search.join(' ')}`,
    ...alignColumns(namePath.zones.map(({ zone, answeredBy }) => [`  ${zone}`, answeredBy])),
    ...Object.entries(namePath.failures).flatMap(([hop, failures]) =>
      failures.map(({ check, found }) => `FAILED at ${hop}: ${check}: ${found}`),
    ),
  ];
}

function requestLines({ requestPaths }: NetworkReport): readonly string[] {
  return requestPaths.flatMap(({ service, hops, reason }) => [
    service,
    ...alignColumns(hops.map(({ name, lines, failures }) => [`  ${name}`, describeHop(lines, failures)])),
    `  ${reason}`,
  ]);
}

function portLines({ ports }: NetworkReport): readonly string[] {
  return alignColumns(
    ports.map(({ from, to, protocol, port, reason }) => [`${from} to ${to}`, `${port}/${protocol}`, reason]),
  );
}

function announcementLines({ announcements }: NetworkReport): readonly string[] {
  return alignColumns(
    announcements.map(({ pool, by, nodes, peers, services, failures }) => [
      describeHop([`${pool} by ${by}`], failures.pool),
      describeHop([nodes.join(', ')], failures.nodes),
      describeHop([[...peers, ...services].join('; ')], failures.receivers),
    ]),
  );
}

function verifiedLines({ verified }: NetworkReport): readonly string[] {
  if (verified === undefined) return [];
  const causes = verified.causes.map(({ finding: { check, target, subject, found, planned } }) => [
    check,
    target,
    `${subject}: found ${found}, planned ${planned}`,
  ]);
  return [countOutcomes(verified), ...alignColumns(causes)];
}

/** Columns below one another, two spaces apart. */
function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => [...visible(row[column] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => visible(cell).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
