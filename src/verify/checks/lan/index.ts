import type { Check } from '../../check';
import { addressOwners } from '../../lan/address-owners';
import { apiCertificate } from './api-certificate';
import { apiServer } from './api-server';
import { freeAddresses } from './free-addresses';
import { sampleAnswers } from './sample-answers';
import { sampleCertificates } from './sample-certificates';
import { soleOwners } from './sole-owners';

/** What is looked at from where the users are. */
export const LAN_CHECKS: readonly Check[] = [
  apiServer,
  apiCertificate,
  addressOwners,
  soleOwners,
  freeAddresses,
  sampleAnswers,
  sampleCertificates,
];
