import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { LanPlan } from '../model/lan-plan';

export function deriveLan({ lan }: Profile): LanPlan {
  return freezeWithPath(extend(lan, { gateway: () => lan.gateway ?? [] }), pathOf(lan));
}
