import type { Family } from '../../address';
import type { FollowedPacket, Lab, PacketRequest } from '../../lab';
import { findDroppingRule, followPacket, LabError } from '../../lab';
import type { NetworkPlan } from '../../plan';
import type { LiveTrace } from '../../report/trace/live/compare-hops';
import { compareHops } from '../../report/trace/live/compare-hops';
import { findChoices } from '../../report/trace/live/find-choices';
import { findSuspect } from '../../report/trace/live/find-suspect';
import type { NameAnswer, PacketRecord } from '../../report/trace/live/packet-record';
import { parseCapture } from '../../report/trace/live/parse-capture';
import { parseConnections, parseInterfaces } from '../../report/trace/live/parse-facts';
import { predictTrace } from '../../report/trace/predict-trace';
import type { TraceEndpoint } from '../../report/trace/trace-endpoint';
import { formatOwnRootCommand, isRoot } from '../../terminal/own-command';
import { findRunningLab } from '../verify/find-lab';
import { derivePlanOfLab, describeLab } from '../verify/lab-access';
import { describeRequest, findServiceOf, listAddresses } from './packet-request';

/** The two ends of a trace. */
export interface Ends {
  readonly from: TraceEndpoint;
  readonly to: TraceEndpoint;
}

/** Sends a packet in the running lab of the cluster, and compares it with the prediction. @throws LabError */
export async function traceInLab(
  plan: NetworkPlan,
  { from, to }: Ends,
  family: Family,
  signal: AbortSignal,
): Promise<LiveTrace> {
  const lab = requireLab(plan.cluster);
  const planOfLab = derivePlanOfLab(plan, describeLab(lab));
  const request = describeRequest(planOfLab, from, to, family);
  const followed = await followPacket(lab, request, signal);
  const record = readRecord(planOfLab, followed, request, to);
  const nodes = new Map(followed.endpoints.map(({ address, node }) => [address, node]));
  const choices = findChoices(planOfLab, record, findServiceOf(to), nodes);
  const compared = compareHops(predictTrace(planOfLab, from, to, family, choices), record);
  const suspect = findSuspect(compared, record, planOfLab.flannel.port);
  const rule = suspect && (await findDroppingRule(lab, suspect));
  if (compared.difference === undefined || rule === undefined) return compared;
  return { ...compared, difference: { ...compared.difference, rule } };
}

/** @throws LabError */
function requireLab(cluster: string): Lab {
  if (!isRoot())
    throw new LabError('trace --live needs root, since it watches packets in the lab: run it with sudo');
  const lab = findRunningLab(cluster);
  if (lab !== undefined) return lab;
  const up = formatOwnRootCommand(['lab', 'up', cluster]);
  throw new LabError(`trace --live needs a running lab of ${cluster}: "${up}" makes one`);
}

function readRecord(
  plan: NetworkPlan,
  followed: FollowedPacket,
  request: PacketRequest,
  to: TraceEndpoint,
): PacketRecord {
  const { captures, interfaces, connections, answer } = followed;
  return {
    ...{ from: followed.from, to: followed.to, endpoints: followed.endpoints, ports: followed.ports },
    captures: mapValues(captures, parseCapture),
    interfaces: mapValues(interfaces, parseInterfaces),
    connections: mapValues(connections, parseConnections),
    ...(answer && { answer: describeAnswer(plan, answer, request, to) }),
  };
}

function describeAnswer(
  plan: NetworkPlan,
  addresses: readonly string[],
  { lookUp, family }: PacketRequest,
  to: TraceEndpoint,
): NameAnswer {
  const planned = to.kind === 'name' ? listAddresses(plan, to, family) : [];
  return { addresses, planned, ...(lookUp?.server !== undefined && { server: lookUp.server }) };
}

function mapValues<T>(
  texts: ReadonlyMap<string, string>,
  parse: (text: string) => T,
): ReadonlyMap<string, T> {
  return new Map([...texts].map(([place, text]) => [place, parse(text)]));
}
