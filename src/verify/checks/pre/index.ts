import type { Check } from '../../check';
import { addressConflicts } from './address-conflicts';
import { busyPorts } from './busy-ports';
import { cgroupControllers } from './cgroup-controllers';
import { clockSkew } from './clock-skew';
import { dhcpOffers } from './dhcp-offers';
import { diskSpace } from './disk-space';
import { hostNames } from './host-names';
import { kernelLimits } from './kernel-limits';
import { machineClones } from './machine-clones';
import { nameServers } from './name-servers';
import { poolAnswers } from './pool-answers';
import { swapOff } from './swap-off';

/** The checks of machines that k3s is not yet installed on, beside those of running clusters that apply to them. */
export const INSTALL_CHECKS: readonly Check[] = [
  machineClones,
  addressConflicts,
  poolAnswers,
  dhcpOffers,
  hostNames,
  clockSkew,
  nameServers,
  busyPorts,
  cgroupControllers,
  kernelLimits,
  diskSpace,
  swapOff,
];
