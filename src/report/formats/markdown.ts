import { formatSpan } from '../../address';
import { visible } from '../../terminal/visible';
import type { NetworkReport } from '../network-report';
import { countOutcomes } from '../verified/count-outcomes';
import type { Hop, PacketPath } from '../views/packet-path';
import type { RequestPath } from '../views/request-path';

/** A report for a repository: tables, and drawings as Mermaid, which code hosts render. */
export function renderMarkdown(report: NetworkReport): string {
  const { plan, addressMaps, capacities, packetPaths, namePath, requestPaths, ports, announcements } = report;
  return [
    `# Network of ${escapeCell(plan.cluster)}`,
    '## Addresses',
    ...addressMaps.flatMap(({ title, cidr, owned, free }) => [
      `### ${title} ${cidr.toString()}`,
      table(
        ['Addresses', 'Owner'],
        [
          ...owned.map(({ span, owner }) => [formatSpan(span), owner]),
          ...free.map((span) => [formatSpan(span), 'free']),
        ],
      ),
    ]),
    '## What still fits',
    table(
      ['What', 'Planned', 'Room for'],
      capacities.map(({ title, used, total }) => [title, String(used), String(total)]),
    ),
    '## The path of a packet',
    ...packetPaths.map(packetFlow),
    '## The path of a name',
    table(
      ['Zone', 'Answered by'],
      namePath.zones.map(({ zone, answeredBy }) => [zone, answeredBy]),
    ),
    ...listFailures(namePath.failures),
    '## The path of a request',
    ...requestPaths.flatMap((path) => [requestFlow(path), escapeCell(path.reason)]),
    '## Ports',
    table(
      ['From', 'To', 'Port', 'Reason'],
      ports.map(({ from, to, protocol, port, reason }) => [from, to, `${port}/${protocol}`, reason]),
    ),
    '## Announcements',
    table(
      ['Pool', 'By', 'Nodes', 'Peers', 'Fixed addresses'],
      announcements.map((one) => [
        one.pool,
        one.by,
        one.nodes.join(', '),
        one.peers.join('; '),
        one.services.join(', '),
      ]),
    ),
    ...announcements.flatMap(({ pool, failures }) => listFailures(failures, `pool ${pool}, `)),
    ...verifiedBlocks(report),
    '',
  ].join('\n\n');
}

function verifiedBlocks({ verified }: NetworkReport): readonly string[] {
  if (verified === undefined) return [];
  const rows = verified.causes.map(({ finding }) => [
    ...[finding.check, finding.target, finding.subject, finding.found, finding.planned],
  ]);
  const causes = rows.length === 0 ? [] : [table(['Check', 'Where', 'Subject', 'Found', 'Planned'], rows)];
  return ['## Verified', countOutcomes(verified), ...causes];
}

function packetFlow({ from, to, lan }: PacketPath): string {
  const names: string[] = [];
  const box = (id: string, { name, mtu, lines, failures }: Hop) => {
    names.push(id);
    const title = mtu === undefined ? name : `${name} (MTU ${mtu})`;
    return `    ${id}["${[title, ...lines, ...nameFailures(failures)].map(escapeLabel).join('<br>')}"]`;
  };
  const down = from.hops.map((hop) => box(`A_${hop.id}`, hop));
  const wire = box('LAN', lan);
  const up = [...to.hops].reverse().map((hop) => box(`B_${hop.id}`, hop));
  return [
    '```mermaid',
    'flowchart TB',
    `  subgraph A["node ${escapeLabel(from.node.name)}"]`,
    ...down,
    '  end',
    wire,
    `  subgraph B["node ${escapeLabel(to.node.name)}"]`,
    ...up,
    '  end',
    `  ${names.join(' --> ')}`,
    '```',
  ].join('\n');
}

/** A list of the failed checks of a table's hops; nothing where none failed. */
function listFailures(failures: Readonly<Record<string, Hop['failures']>>, subject = ''): readonly string[] {
  const lines = Object.entries(failures).flatMap(([hop, list]) =>
    nameFailures(list).map((failure) => `- ${escapeCell(`${subject}${hop}: ${failure}`)}`),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** A line of a box for each failed check. */
function nameFailures(failures: Hop['failures']): readonly string[] {
  return [...new Set(failures.map(({ check }) => `failed: ${check}`))];
}

function requestFlow({ hops }: RequestPath): string {
  const boxes = hops.map(
    ({ name, lines, failures }, index) =>
      `  h${index}["${[name, ...lines, ...nameFailures(failures)].map(escapeLabel).join('<br>')}"]`,
  );
  return [
    '```mermaid',
    'flowchart LR',
    ...boxes,
    `  ${hops.map((_, index) => `h${index}`).join(' --> ')}`,
    '```',
  ].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(heads), `| ${heads.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** What Markdown would read as markup or as the end of a cell. */
function escapeCell(value: string): string {
  return visible(value).replace(/[\\`*_{}[\]<>|]/g, '\\$&');
}

/** @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function escapeLabel(value: string): string {
  return visible(value).replace(/[#"<>&]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}
