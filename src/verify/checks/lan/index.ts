import type { Check } from '../../check';
import { addressOwners } from './address-owners';
import { apiCertificate } from './api-certificate';
import { apiServer } from './api-server';
import { freeAddresses } from './free-addresses';
import { hostOwners } from './host-owners';
import { sampleAnswers } from './sample-answers';
import { sampleCertificates } from './sample-certificates';
import { soleOwners } from './sole-owners';

/** The checks from a LAN client. */
export const LAN_CHECKS: readonly Check[] = [
  apiServer,
  apiCertificate,
  hostOwners,
  addressOwners,
  soleOwners,
  freeAddresses,
  sampleAnswers,
  sampleCertificates,
];
