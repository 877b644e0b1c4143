import type { NetworkPlan, Path, Rule, Source } from '../../network';
import { at } from '../../network';

export const sampleHttprouteUnserved: Rule = {
  id: 'sample-httproute-unserved',
  severity: 'error',
  title: 'A sample has an HTTPRoute, and there is no Gateway for it',
  why:
    "An HTTPRoute belongs to a Gateway, here Traefik's. Without Traefik, or with its provider kubernetesGateway off, there " +
    'is no such Gateway and the route waits for ever.',
  fix: 'Set providers.kubernetesGateway: true, or expose the sample another way.',
  *check(plan, source) {
    const reason = reasonOf(plan, source);
    if (reason === undefined) return;
    for (const { httpRoute } of plan.samples) {
      if (httpRoute === undefined) continue;
      const path: Path = at(httpRoute, 'host');
      yield { at: path, message: `${source.quote(path)} is the host of an HTTPRoute, and ${reason}.` };
    }
  },
};

function reasonOf({ traefik }: NetworkPlan, source: Source): string | undefined {
  if (traefik.mode === 'none') return `the mode of traefik is none (${source.line(at(traefik, 'mode'))})`;
  if (traefik.providers.kubernetesGateway) return undefined;
  const path = at(traefik.providers, 'kubernetesGateway');
  return `Traefik's provider kubernetesGateway is off (${source.states(path) ? source.line(path) : 'the default'})`;
}
