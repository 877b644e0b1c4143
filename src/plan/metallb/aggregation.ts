import type { AddressRange } from '../../address';
import { summarize } from '../../address';
import type { BGPAdvertisementPlan } from '../model';

/** The prefix length of the largest network that a range is made of. */
export function widestPrefix(range: AddressRange): number {
  return Math.min(...summarize(range).map(({ prefixLength }) => prefixLength));
}

/** The length that an advertisement aggregates the addresses of a range to. */
export function aggregationOf(advertisement: BGPAdvertisementPlan, { family }: AddressRange): number {
  return family === 4 ? advertisement.aggregationLength : advertisement.aggregationLengthV6;
}
