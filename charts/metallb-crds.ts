import type { MetalLbCrdsProps } from '../constructs/metallb';
import { MetalLbCrds } from '../constructs/metallb';
import type { ClusterChart } from './cluster-chart';

/** MetalLB's own kinds, and frr-k8s' where it speaks BGP. */
export const metallbCrds: ClusterChart<MetalLbCrdsProps> = {
  number: '10',
  part: 'metallb-crds',
  props: ({ metallb }) => metallb && { bgpBackend: metallb.bgpBackend },
  build(chart, props) {
    new MetalLbCrds(chart, 'crds', props);
  },
};
