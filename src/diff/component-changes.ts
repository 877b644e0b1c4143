import type { NetworkPlan } from '../plan/model';
import {
  releasePackagedTraefik,
  run,
  TRAEFIK_HANDOVER_CONSEQUENCE,
  waitForCoreDnsRemoved,
  writeNodeNames,
} from '../steps';
import type { Step } from '../steps';
import type { Change } from './change';

/** Components that change between packaged and standalone. What one of them leaves behind is deleted by its objects. */
export function* findComponentChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  yield* findTraefikChange(before, after);
  yield* findTraefikKindChange(before, after);
  yield* findCoreDnsChange(before, after);
}

/** Whether the old, standalone objects have to be deleted before k3s installs its own component. */
export function returnsToPackaged(before: NetworkPlan, after: NetworkPlan): boolean {
  const components = [
    [before.traefik.mode, after.traefik.mode],
    [before.coredns.mode, after.coredns.mode],
  ];
  return components.some(([was, is]) => was !== 'packaged' && is === 'packaged');
}

function* findTraefikChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.traefik.mode, after.traefik.mode];
  if (was === is) return;
  if (was === 'packaged') yield handOverTraefik(is);
  else if (is === 'packaged') yield handBackTraefik(was);
}

/** @see https://docs.k3s.io/installation/packaged-components#using-the---disable-flag */
function handOverTraefik(mode: string): Change {
  const { beforeRestart, afterRestart } = releasePackagedTraefik();
  return {
    cost: 'interrupts',
    at: ['traefik', 'mode'],
    message: `Traefik changes from packaged to ${mode}.`,
    consequence: TRAEFIK_HANDOVER_CONSEQUENCE,
    restarts: 'servers',
    steps: { 'before-restart': [beforeRestart], 'after-restart': [afterRestart] },
  };
}

const SAVED = 'traefik-objects.yaml';
const SAVED_KINDS = 'ingressroutes,middlewares,tlsoptions,tlsstores';

function handBackTraefik(was: string): Change {
  const job = ['kubectl', '-n', 'kube-system', 'wait'];
  const restore: Step = {
    id: 'restore-traefik-objects',
    title: 'Wait until k3s has installed its Traefik, then apply the saved objects.',
    actions: [
      run(...job, '--for=create', 'job/helm-install-traefik', '--timeout=5m'),
      run(...job, '--for=condition=complete', 'job/helm-install-traefik', '--timeout=10m'),
      run('kubectl', 'apply', '-f', SAVED),
    ],
  };
  return {
    cost: 'interrupts',
    at: ['traefik', 'mode'],
    message: `Traefik changes from ${was} to packaged.`,
    consequence:
      'Helm rejects objects that it did not create: the IngressClass and the CRDs of the old installation have to go first, and every IngressRoute goes with the CRDs.',
    restarts: 'servers',
    steps: { 'before-restart': [saveTraefikObjects()], 'after-restart': [restore] },
  };
}

function saveTraefikObjects(): Step {
  return {
    id: 'save-traefik-objects',
    title: 'Save the objects of Traefik, which go with its CRDs.',
    actions: [
      {
        kind: 'command',
        command: ['kubectl', 'get', SAVED_KINDS, '-A', '-o', 'yaml'],
        output: SAVED,
      },
    ],
  };
}

function* findTraefikKindChange({ traefik: was }: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const { traefik: is } = after;
  if (was.mode !== 'standalone' || is.mode !== 'standalone' || was.kind === is.kind) return;
  yield {
    cost: 'by-hand',
    at: ['traefik', 'kind'],
    message: `Traefik changes from a ${was.kind} to a ${is.kind}.`,
    consequence: 'The old one keeps running beside the new one until it is deleted.',
  };
}

function* findCoreDnsChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.coredns.mode, after.coredns.mode];
  if (was === is) return;
  yield {
    cost: 'interrupts',
    at: ['coredns', 'mode'],
    message: `CoreDNS changes from ${was} to ${is}.`,
    consequence:
      'No name resolves in the cluster between the end of the old CoreDNS and the start of the new one.',
    restarts: 'servers',
    steps: { 'after-restart': coreDnsSteps(was, is) },
  };
}

function coreDnsSteps(was: string, is: string): readonly Step[] {
  if (was === 'packaged') return [waitForCoreDnsRemoved()];
  return is === 'packaged' ? [writeNodeNames()] : [];
}
