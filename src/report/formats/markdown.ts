import { formatSpan } from '../../address';
import { visible } from '../../terminal/visible';
import type { NetworkReport } from '../network-report';
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
    '',
  ].join('\n\n');
}

function packetFlow({ from, to, lan }: PacketPath): string {
  const names: string[] = [];
  const box = (id: string, { name, mtu, lines }: Hop) => {
    names.push(id);
    const title = mtu === undefined ? name : `${name} (MTU ${mtu})`;
    return `    ${id}["${[title, ...lines].map(escapeLabel).join('<br>')}"]`;
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

function requestFlow({ hops }: RequestPath): string {
  const boxes = hops.map(
    ({ name, lines }, index) => `  h${index}["${[name, ...lines].map(escapeLabel).join('<br>')}"]`,
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
