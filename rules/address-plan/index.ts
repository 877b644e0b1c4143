import type { Rule } from '../../network';
import { cidrNotCanonical } from './cidr-not-canonical';

export const addressPlan: readonly Rule[] = [cidrNotCanonical];
