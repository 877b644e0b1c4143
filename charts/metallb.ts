import type { MetalLbProps } from '../constructs/metallb';
import { MetalLb } from '../constructs/metallb';
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';

/** MetalLB's programs. */
export const metallb: ClusterChart<MetalLbProps> = {
  number: '30',
  part: 'metallb',
  props({ metallb }) {
    if (metallb === undefined) return undefined;
    return defined<MetalLbProps>({
      bgpBackend: metallb.bgpBackend,
      loadBalancerClass: metallb.loadBalancerClass,
    });
  },
  build(chart, props) {
    new MetalLb(chart, 'metallb', props);
  },
};
