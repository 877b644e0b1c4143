import type { Rule } from '../../network';
import { etcdServersEven } from './etcd-servers-even';
import { nodeNameDuplicate } from './node-name-duplicate';

export const nodes: readonly Rule[] = [etcdServersEven, nodeNameDuplicate];
