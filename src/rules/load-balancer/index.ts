import { lbpoolWithoutServicelb } from './lbpool-without-servicelb';
import { loadBalancerClassAlone } from './load-balancer-class-alone';
import { loadBalancerMissing } from './load-balancer-missing';
import { servicelbBesideMetallb } from './servicelb-beside-metallb';
import { servicelbExternalAddressOfSome } from './servicelb-external-address-of-some';
import { servicelbLocalBehindNat } from './servicelb-local-behind-nat';
import { servicelbNoNode } from './servicelb-no-node';
import { servicelbNodeTainted } from './servicelb-node-tainted';
import { servicelbPoolDuplicate } from './servicelb-pool-duplicate';
import { servicelbPoolNodeLeftOut } from './servicelb-pool-node-left-out';
import { servicelbPoolUnknown } from './servicelb-pool-unknown';
import { servicelbPortClash } from './servicelb-port-clash';
import { servicelbPortTaken } from './servicelb-port-taken';
import { servicelbSeveralPools } from './servicelb-several-pools';
import { servicelbUnknownNode } from './servicelb-unknown-node';
import type { NetworkRule } from '../network-rule';

export const loadBalancer: readonly NetworkRule[] = [
  lbpoolWithoutServicelb,
  loadBalancerClassAlone,
  loadBalancerMissing,
  servicelbBesideMetallb,
  servicelbExternalAddressOfSome,
  servicelbLocalBehindNat,
  servicelbNoNode,
  servicelbNodeTainted,
  servicelbPoolDuplicate,
  servicelbPoolNodeLeftOut,
  servicelbPoolUnknown,
  servicelbPortClash,
  servicelbPortTaken,
  servicelbSeveralPools,
  servicelbUnknownNode,
];
