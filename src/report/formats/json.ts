import { formatSpan } from '../../address';
import type { NetworkReport } from '../network-report';

/** A report for programs: addresses as text, numbers as numbers. */
export function renderJson({ plan, packetPaths, addressMaps, ...report }: NetworkReport): string {
  const value = {
    cluster: plan.cluster,
    k3sVersion: plan.k3sVersion.toString(),
    addresses: addressMaps.map(({ title, cidr, owned, free }) => ({
      ...{ title, cidr: cidr.toString() },
      owned: owned.map(({ span, kind, owner }) => ({ addresses: formatSpan(span), kind, owner })),
      free: free.map(formatSpan),
    })),
    capacities: report.capacities.map(({ used, total, ...rest }) => ({
      ...rest,
      ...{ used: used.toString(), total: total.toString() },
    })),
    packetPaths: packetPaths.map(({ from, to, ...path }) => ({
      ...path,
      from: { node: from.node.name, hops: from.hops },
      to: { node: to.node.name, hops: to.hops },
    })),
    names: report.namePath,
    requests: report.requestPaths,
    ports: report.ports,
    announcements: report.announcements,
    findings: report.findings,
    ...(report.verified !== undefined && { verified: report.verified }),
    silenced: plan.silence.map(({ rule, reason }) => ({ rule, reason })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
