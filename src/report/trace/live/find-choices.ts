import type { NetworkPlan } from '../../../plan';
import { listAnnouncers } from '../announcers';
import type { RunningChoices } from '../predict-service';
import type { TracedService } from '../traced-service';
import { findSequence, listFlowPackets } from './find-flow';
import type { PacketRecord } from './packet-record';
import { placeOfPod } from './packet-record';

/** What the running cluster chose: only a choice that the plan allows is used. */
export function findChoices(
  plan: NetworkPlan,
  record: PacketRecord,
  service: TracedService | undefined,
  nodesOfEndpoints: ReadonlyMap<string, string>,
): RunningChoices {
  if (service === undefined) return {};
  const sequence = findSequence(record);
  const chosen = [...record.captures.keys()]
    .filter((place) => place.startsWith('node '))
    .flatMap((place) => listFlowPackets(record, place, sequence))
    .map(({ destination }) => destination)
    .find((destination) => nodesOfEndpoints.has(destination));
  const name = nodesOfEndpoints.get(chosen ?? '') ?? [...nodesOfEndpoints.values()][0];
  const endpoint = plan.nodes.find((node) => node.name === name);
  const announcer = listAnnouncers(plan, service).find(({ name }) =>
    listFlowPackets(record, `node ${name}`, sequence).some(
      ({ direction, isForeign, destination }) =>
        direction === 'In' && isForeign !== true && destination === record.to.address,
    ),
  );
  const named = new Set(nodesOfEndpoints.values());
  return {
    podNodes: plan.nodes.filter((node) => named.has(node.name)),
    ...(endpoint && { endpoint }),
    ...(chosen !== undefined && { isSelf: placeOfPod(chosen) === record.from.place }),
    ...(announcer && { announcer }),
  };
}
