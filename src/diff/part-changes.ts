import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';
import { restartOrder } from './restarts';
import { TRAEFIK_HANDOVER_CONSEQUENCE, traefikHandover } from './traefik-handover';

/** Parts that change hands between k3s and us. What a part leaves behind is listed by its objects. */
export function* partChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  yield* traefik(before, after);
  yield* traefikKind(before, after);
  yield* coredns(before, after);
}

function* traefik(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.traefik.mode, after.traefik.mode];
  if (was === is) return;
  if (was === 'packaged') yield traefikHandedOver(after);
  if (is === 'packaged') yield traefikHandedBack(was, after);
}

/** @see https://docs.k3s.io/installation/packaged-components#using-the---disable-flag */
function traefikHandedOver(after: NetworkPlan): Change {
  return {
    cost: 'interrupts',
    at: ['traefik', 'mode'],
    message: `Traefik was packaged and is to be ${after.traefik.mode}.`,
    consequence: TRAEFIK_HANDOVER_CONSEQUENCE,
    steps: [...traefikHandover(restartOrder(after, false)), 'Apply the new manifests.'],
  };
}

function traefikHandedBack(was: string, after: NetworkPlan): Change {
  return {
    cost: 'interrupts',
    at: ['traefik', 'mode'],
    message: `Traefik was ${was} and is to be packaged.`,
    consequence:
      'Helm refuses objects that are not its own: the IngressClass and the CRDs of the old installation are in its way.',
    steps: [
      'kubectl get ingressroutes,middlewares,tlsoptions,tlsstores -A -o yaml > traefik-objects.yaml',
      'Delete what is listed below, the CRDs last',
      restartOrder(after, false),
      'kubectl apply -f traefik-objects.yaml, when the jobs helm-install-traefik* are done',
    ],
  };
}

function* traefikKind(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const standalone = before.traefik.mode === 'standalone' && after.traefik.mode === 'standalone';
  if (!standalone || before.traefik.kind === after.traefik.kind) return;
  yield {
    cost: 'by-hand',
    at: ['traefik', 'kind'],
    message: `Traefik was a ${before.traefik.kind} and is to be a ${after.traefik.kind}.`,
    consequence: 'The old one keeps running beside the new one until it is deleted.',
    steps: [`Apply, then: kubectl -n traefik delete ${before.traefik.kind.toLowerCase()} traefik`],
  };
}

function* coredns(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.coredns.mode, after.coredns.mode];
  if (was === is) return;
  yield {
    cost: 'interrupts',
    at: ['coredns', 'mode'],
    message: `CoreDNS was ${was} and is to be ${is}.`,
    consequence:
      'Between the end of the old one and the start of the new one no name resolves in the cluster.',
    steps: [
      restartOrder(after, false),
      is === 'packaged' ? 'Delete what is listed below, then wait for deployment/coredns' : 'Apply at once.',
    ],
  };
}
