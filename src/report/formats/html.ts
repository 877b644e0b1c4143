import { formatSpan } from '../../address';
import { visible } from '../../terminal/visible';
import { VERSIONS } from '../../versions';
import type { Scene } from '../drawing/scene';
import type { NetworkReport, ReportDrawings } from '../network-report';
import type { PacketPath } from '../views/packet-path';
import { countOutcomes } from '../verified/count-outcomes';
import { listUnmarked } from '../verified/list-unmarked';
import { escapeMarkup } from './escape-markup';
import { DRAWING_STYLE, PAGE_STYLE } from './style';
import { renderSvg } from './svg';
import { formatOwnCommand } from '../../terminal/own-command';

/** The page may load nothing: all of it is in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const SECTIONS = [
  ['addresses', 'Addresses'],
  ['packets', 'The path of a packet'],
  ['names', 'The path of a name'],
  ['requests', 'The path of a request'],
  ['ports', 'Ports'],
  ['announcements', 'Announcements'],
  ['verified', 'Verified'],
  ['findings', 'Findings'],
  ['versions', 'Versions'],
] as const;

/** A report as one self-contained page, readable without JavaScript, light and dark, and on A4. */
export function renderHtml(report: NetworkReport, drawings: ReportDrawings): string {
  const title = `Network of ${report.plan.cluster}`;
  const bodies: Readonly<Record<(typeof SECTIONS)[number][0], string>> = {
    addresses: addressSection(report, drawings),
    packets: packetSection(report, drawings),
    names: nameSection(report, drawings),
    requests: requestSection(report, drawings),
    ports: portSection(report),
    announcements: announcementSection(report, drawings),
    verified: verifiedSection(report),
    findings: findingSection(report),
    versions: versionSection(report),
  };
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${text(title)}</title>`,
    `<style>${DRAWING_STYLE}\n${PAGE_STYLE}</style></head>`,
    `<body><header><h1>${text(title)}</h1><p class="muted">${text(subtitle(report))}</p>`,
    `<nav aria-label="Sections"><ul>${SECTIONS.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`).join('')}</ul></nav></header>`,
    '<main>',
    ...SECTIONS.map(([id, name]) => `<section id="${id}"><h2>${name}</h2>\n${bodies[id]}\n</section>`),
    '</main></body></html>',
    '',
  ].join('\n');
}

function subtitle({ plan }: NetworkReport): string {
  const { servers, agents, flannel, k3sVersion } = plan;
  const nodes = `${servers.length} server${servers.length === 1 ? '' : 's'}, ${agents.length} agent${agents.length === 1 ? '' : 's'}`;
  // Another CNI decides the MTU of its pods.
  const pods = flannel.backend === 'none' ? '' : `, pod MTU ${flannel.podMtu}`;
  return `k3s ${k3sVersion.toString()}, ${nodes}, flannel ${flannel.backend}, LAN MTU ${plan.lan.mtu}${pods}`;
}

function addressSection({ addressMaps, capacities }: NetworkReport, { addresses }: ReportDrawings): string {
  const maps = addressMaps.map((map, index) => {
    const rows = [
      ...map.owned.map(({ span, owner, kind }) => [formatSpan(span), owner, kind]),
      ...map.free.map((span) => [formatSpan(span), 'free', '']),
    ];
    return `<h3>${text(`${map.title} ${map.cidr.toString()}`)}</h3>\n${figure(addresses[index])}\n<details open><summary>All ranges</summary>${table(['Addresses', 'Owner', 'Kind'], rows)}</details>`;
  });
  const rows = capacities.map(({ title, used, total, consequence }) => [
    title,
    String(used),
    String(total),
    consequence,
  ]);
  return `${maps.join('\n')}\n<h3>What still fits</h3>\n${table(['What', 'Planned', 'Room for', 'When it is full'], rows)}`;
}

function packetSection({ packetPaths, plan }: NetworkReport, { packets }: ReportDrawings): string {
  if (packetPaths.length === 0)
    return `<p>The cluster has one node: pods reach each other ${plan.flannel.backend === 'none' ? 'as your CNI connects them' : 'over its bridge cni0'}.</p>`;
  const note = `<p>k3s assigns each node a share of the pod network when it joins. A and B stand for the shares of the two nodes; <code>kubectl get nodes -o custom-columns=NAME:.metadata.name,PODS:.spec.podCIDRs</code> prints them.</p>`;
  const paths = packetPaths.map(
    (path, index) => `${figure(packets[index])}\n${commandTable(path, plan.cluster)}`,
  );
  return `${note}\n${paths.join('\n')}`;
}

/** What the documentation's commands print on the first node. */
function commandTable({ from, family }: PacketPath, cluster: string): string {
  const rows = from.hops
    .filter(({ command }) => command !== undefined)
    .map(({ command, name, lines, mtu }) => [
      command ?? '',
      [name, ...(mtu === undefined ? [] : [`mtu ${mtu}`]), ...lines].join(', '),
    ]);
  const caption = `Commands on node ${from.node.name} of ${cluster}, and what they show (IPv${family})`;
  return table(['Command', 'Shows'], rows, caption);
}

function nameSection({ namePath }: NetworkReport, { names }: ReportDrawings): string {
  const { nameservers, search, zones, mode } = namePath;
  const intro = `A pod asks ${nameservers.join(' and ')} (Service kube-dns). CoreDNS is ${mode}. Search list of a pod in the namespace default: ${search.join(' ')}.`;
  const rows = zones.map(({ zone, answeredBy, isForwarded }) => [
    zone,
    answeredBy,
    isForwarded ? 'yes' : 'no',
  ]);
  return `<p>${text(intro)}</p>\n${names.map(figure).join('\n')}\n${table(['Zone', 'Answered by', 'Leaves the cluster'], rows)}`;
}

function requestSection({ requestPaths }: NetworkReport, { requests }: ReportDrawings): string {
  if (requestPaths.length === 0) return '<p>No Service of type LoadBalancer is planned.</p>';
  return requestPaths
    .map(({ service, keepsClientAddress, reason }, index) => {
      const kept = keepsClientAddress ? 'The client address is kept.' : 'The client address is lost.';
      return `<h3>${text(service)}</h3>\n${figure(requests[index])}\n<p>${text(`${kept} ${reason}`)}</p>`;
    })
    .join('\n');
}

function portSection({ ports }: NetworkReport): string {
  const rows = ports.map(({ from, to, protocol, port, reason }) => [from, to, `${port}/${protocol}`, reason]);
  return table(['From', 'To', 'Port', 'Reason'], rows);
}

function announcementSection({ announcements }: NetworkReport, drawings: ReportDrawings): string {
  if (announcements.length === 0) return '<p>MetalLB is not planned.</p>';
  const rows = announcements.map((one) => [
    `${one.pool}: ${one.addresses.join(', ')}`,
    `${one.by} (${one.advertisement})`,
    one.nodes.join(', ') || 'no node',
    one.by === 'L2' ? one.interfaces.join(', ') || 'every interface' : one.peers.join('; '),
    one.services.join(', ') || 'none',
  ]);
  return `${drawings.announcements.map(figure).join('\n')}\n${table(['Pool', 'Announced by', 'Nodes', 'Interfaces or peers', 'Fixed addresses'], rows)}`;
}

function verifiedSection({ verified, plan }: NetworkReport): string {
  if (verified === undefined)
    return `<p>Not verified: <code>${text(formatOwnCommand('verify', plan.cluster, '--format', 'json'))}</code> writes what <code>plan --verify</code> shows here.</p>`;
  const causes = verified.causes.map(({ finding, effects }) => [
    `${finding.target}: ${finding.subject}`,
    finding.check,
    finding.found,
    finding.planned,
    [finding.next, ...(effects > 0 ? [`${effects} findings follow`] : [])].join('; '),
  ]);
  const unmarked = listUnmarked(verified).map(
    ({ check, reason }) => `<li><code>${text(check)}</code>: ${text(reason)}</li>`,
  );
  const rest = unmarked.length === 0 ? '' : `\n<p>No drawing marks:</p>\n<ul>${unmarked.join('\n')}</ul>`;
  const summary = `<p>${text(countOutcomes(verified))}</p>${rest}`;
  return causes.length === 0
    ? summary
    : `${summary}\n${table(['Where', 'Check', 'Found', 'Planned', 'Next'], causes, 'First causes, most probable first')}`;
}

function findingSection({ findings, plan }: NetworkReport): string {
  const items = findings.map(
    ({ severity, rule, path, message, hint }) =>
      `<li><span class="${severity}">${severity}</span> <code>${text(rule)}</code> ${text(path)}: ${text(message)} <span class="muted">${text(hint)}</span></li>`,
  );
  const silenced = plan.silence.map(
    ({ rule, reason }) => `<li><code>${text(rule)}</code>: ${text(reason)}</li>`,
  );
  const list = items.length === 0 ? '<p>The rules report nothing.</p>' : `<ul>${items.join('\n')}</ul>`;
  return silenced.length === 0 ? list : `${list}\n<h3>Silenced</h3>\n<ul>${silenced.join('\n')}</ul>`;
}

function versionSection({ plan }: NetworkReport): string {
  const { k3sVersion, k3s, coredns, traefik, metallb } = plan;
  const rows = [
    ['k3s', k3sVersion.toString(), ''],
    ['CoreDNS', coredns.version, coredns.mode],
    ...(traefik.mode === 'packaged'
      ? [['Traefik', k3s.traefikVersion, 'packaged']]
      : [['Traefik', traefik.mode === 'none' ? '' : VERSIONS.traefik, traefik.mode]]),
    metallb === undefined
      ? ['MetalLB', '', 'none']
      : ['MetalLB', VERSIONS.metallb, `standalone, BGP backend ${metallb.bgpBackend}`],
  ];
  return table(['Component', 'Version', 'Mode'], rows);
}

function figure(scene: Scene | undefined): string {
  return scene === undefined ? '' : `<figure class="scroll" tabindex="0">${renderSvg(scene, false)}</figure>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], caption?: string): string {
  const head = heads.map((one) => `<th scope="col">${text(one)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  const title = caption === undefined ? '' : `<caption>${text(caption)}</caption>`;
  return `<div class="scroll" tabindex="0"><table>${title}<thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function text(value: string): string {
  return escapeMarkup(visible(value));
}
