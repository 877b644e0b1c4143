import type { Diagnostic } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import type { Scene } from './drawing/scene';
import { drawAddressMap } from './drawing/address-map-scene';
import { drawAnnouncements } from './drawing/announcements-scene';
import { drawNamePath } from './drawing/name-path-scene';
import { drawPacketPath } from './drawing/packet-path-scene';
import { drawRequestPath } from './drawing/request-path-scene';
import type { NetworkMap } from './views/address-map';
import { deriveAddressMaps } from './views/address-map';
import type { PoolAnnouncement } from './views/announcements';
import { deriveAnnouncements } from './views/announcements';
import type { Capacity } from './views/capacity';
import { deriveCapacities } from './views/capacity';
import type { NamePath } from './views/name-path';
import { deriveNamePath } from './views/name-path';
import type { PacketPath } from './views/packet-path';
import { derivePacketPaths } from './views/packet-path';
import type { PortRow } from './views/port-matrix';
import { derivePortMatrix } from './views/port-matrix';
import type { RequestPath } from './views/request-path';
import { deriveRequestPaths } from './views/request-path';
import type { VerifyResult } from './verified/verify-result';

/** Everything that a report of one cluster shows, whatever its form. */
export interface NetworkReport {
  readonly plan: NetworkPlan;
  readonly addressMaps: readonly NetworkMap[];
  readonly capacities: readonly Capacity[];
  readonly packetPaths: readonly PacketPath[];
  readonly namePath: NamePath;
  readonly requestPaths: readonly RequestPath[];
  readonly ports: readonly PortRow[];
  readonly announcements: readonly PoolAnnouncement[];
  /** Warnings and hints of the rules. */
  readonly findings: readonly Diagnostic[];
  /** What `verify` saw last, where it is known. */
  readonly verified?: VerifyResult;
}

/** Derives every view of a plan; what `verify` saw is marked in them. */
export function createReport(
  plan: NetworkPlan,
  findings: readonly Diagnostic[],
  verified?: VerifyResult,
): NetworkReport {
  return {
    plan,
    addressMaps: deriveAddressMaps(plan),
    capacities: deriveCapacities(plan),
    packetPaths: derivePacketPaths(plan, verified),
    namePath: deriveNamePath(plan, verified),
    requestPaths: deriveRequestPaths(plan, verified),
    ports: derivePortMatrix(plan),
    announcements: deriveAnnouncements(plan, verified),
    findings,
    ...(verified !== undefined && { verified }),
  };
}

/** The drawings of a report, by section. */
export interface ReportDrawings {
  readonly addresses: readonly Scene[];
  readonly packets: readonly Scene[];
  readonly names: readonly Scene[];
  readonly requests: readonly Scene[];
  readonly announcements: readonly Scene[];
}

/** Draws a report. */
export function drawReport(report: NetworkReport): ReportDrawings {
  const { plan, addressMaps, packetPaths, namePath, requestPaths, announcements } = report;
  return {
    addresses: addressMaps.map((map, index) => drawAddressMap(map, `addresses-${index + 1}`)),
    packets: packetPaths.map((path) => drawPacketPath(plan, path)),
    names: [drawNamePath(namePath)],
    requests: requestPaths.map((path, index) => drawRequestPath(path, `request-${index + 1}`)),
    announcements: announcements.length === 0 ? [] : [drawAnnouncements(announcements)],
  };
}

/** All drawings of a report, in the order of its sections. */
export function listScenes(drawings: ReportDrawings): readonly Scene[] {
  const { addresses, packets, names, requests, announcements } = drawings;
  return [...addresses, ...packets, ...names, ...requests, ...announcements];
}
