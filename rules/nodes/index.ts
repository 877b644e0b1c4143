import type { Rule } from '../../network';
import { nodeNameDuplicate } from './node-name-duplicate';

export const nodes: readonly Rule[] = [nodeNameDuplicate];
