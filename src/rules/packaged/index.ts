import { k3sVersionTooOld } from './k3s-version-too-old';
import { k3sVersionUnknown } from './k3s-version-unknown';
import { lbpoolWithoutServicelb } from './lbpool-without-servicelb';
import { loadBalancerClassAlone } from './load-balancer-class-alone';
import { loadBalancerMissing } from './load-balancer-missing';
import { optionOfOtherMode } from './option-of-other-mode';
import { packagedTraefikV2 } from './packaged-traefik-v2';
import { servicelbBesideMetallb } from './servicelb-beside-metallb';
import { servicelbExternalAddressOfSome } from './servicelb-external-address-of-some';
import { servicelbLocalBehindNat } from './servicelb-local-behind-nat';
import { servicelbPoolDuplicate } from './servicelb-pool-duplicate';
import { servicelbPoolNodeLeftOut } from './servicelb-pool-node-left-out';
import { servicelbPoolUnknown } from './servicelb-pool-unknown';
import { servicelbPortClash } from './servicelb-port-clash';
import { servicelbPortTaken } from './servicelb-port-taken';
import { servicelbSeveralPools } from './servicelb-several-pools';
import { servicelbUnknownNode } from './servicelb-unknown-node';
import type { NetworkRule } from '../network-rule';

export const packaged: readonly NetworkRule[] = [
  k3sVersionTooOld,
  k3sVersionUnknown,
  lbpoolWithoutServicelb,
  loadBalancerClassAlone,
  loadBalancerMissing,
  optionOfOtherMode,
  packagedTraefikV2,
  servicelbBesideMetallb,
  servicelbExternalAddressOfSome,
  servicelbLocalBehindNat,
  servicelbPoolDuplicate,
  servicelbPoolNodeLeftOut,
  servicelbPoolUnknown,
  servicelbPortClash,
  servicelbPortTaken,
  servicelbSeveralPools,
  servicelbUnknownNode,
];
