import type { Rule } from '../../network';
import { at } from '../../network';

export const sampleIngressWithoutTraefik: Rule = {
  id: 'sample-ingress-without-traefik',
  severity: 'warning',
  title: 'A sample has an Ingress of the class traefik, and the cluster has no Traefik',
  why:
    'An Ingress does nothing by itself: a controller has to serve its class. Without one its host is answered by nobody, ' +
    'and it never gets an address.',
  fix: 'Expose the sample by loadBalancer, or let the cluster have a Traefik.',
  *check({ traefik, samples }, source) {
    if (traefik.mode !== 'none') return;
    for (const { ingress } of samples) {
      if (ingress === undefined) continue;
      const path = at(ingress, 'host');
      yield {
        at: path,
        message: `${source.quote(path)} is the host of an Ingress, and the mode of traefik is ${source.quote(at(traefik, 'mode'))} (${source.line(at(traefik, 'mode'))}).`,
        hint: 'Only a controller of your own for the class traefik would serve it. Expose the sample by loadBalancer, or let the cluster have a Traefik.',
      };
    }
  },
};
