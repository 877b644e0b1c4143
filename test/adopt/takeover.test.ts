import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planTakeover } from '../../src/adopt';
import { RunningObjects } from '../../src/running';
import type { HelmRelease, RunningObject } from '../../src/running';
import { formatSteps } from '../../src/steps';
import type { RenderedCluster } from '../../src/steps';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import { planOf } from '../plan-of';

const BASE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes:
  - { name: pi1, role: server, nodeIp: 10.0.0.11 }
  - { name: pi2, role: agent, nodeIp: 10.0.0.12 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }] }
`;

const STANDALONE = `${BASE}traefik: { mode: standalone, loadBalancerIPs: [10.0.0.100] }\n`;

function render(profile: string): RenderedCluster {
  return renderCluster(planOf(profile, 'home'), new ChartCache());
}

function readRecorded(name: string): RunningObjects {
  const text = readFileSync(`test/fixtures/live/${name}.json`, 'utf8');
  const { objects, releases } = JSON.parse(text) as { objects: unknown; releases: readonly HelmRelease[] };
  return RunningObjects.parse([objects], releases);
}

function withObjects({ all, releases }: RunningObjects, ...more: readonly RunningObject[]): RunningObjects {
  return new RunningObjects([...all, ...more], releases);
}

/** The commands of a handover, without comments. */
function commandsOf(profile: string, running: RunningObjects): readonly string[] {
  const { steps, refusals } = planTakeover(render(profile), running);
  expect(refusals).toEqual([]);
  const text = formatSteps(steps, { folder: 'dist/home' });
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function pod(name: string, node: string, of: RunningObject, owner?: string): RunningObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(of.metadata.namespace !== undefined && { namespace: of.metadata.namespace }),
      labels: { ...of.spec?.template?.metadata?.labels, 'pod-template-hash': 'a' },
      ...(owner !== undefined && { ownerReferences: [{ kind: owner, name: 'x', controller: true }] }),
    },
    spec: { ...of.spec?.template?.spec, nodeName: node },
  };
}

function workloadOf(running: RunningObjects, name: string): RunningObject {
  const found = running.all.find(({ metadata, kind }) => metadata.name === name && kind !== 'Service');
  if (found === undefined) throw new Error(`the cluster has no ${name}`);
  return found;
}

describe('MetalLB from its manifest', () => {
  const running = readRecorded('live-metallb-installed');
  const speaker = workloadOf(running, 'speaker');
  const all = withObjects(
    running,
    pod('speaker-a', 'pi1', speaker, 'DaemonSet'),
    pod('speaker-b', 'pi2', speaker, 'DaemonSet'),
  );

  test('is replaced node by node, and nothing of it is deleted with its pods', () => {
    const lines = commandsOf(BASE, all);
    expect(lines).toContain(
      'kubectl -n metallb-system delete daemonset.apps/speaker --cascade=orphan --ignore-not-found',
    );
    const old = "'app=metallb,component=speaker,app.kubernetes.io/managed-by!=k3s-netstack'";
    const deleted = lines.filter((line) => line.includes('delete pods') && line.includes('nodeName'));
    expect(deleted).toEqual([
      `kubectl -n metallb-system delete pods -l ${old} --field-selector=spec.nodeName=pi1 --ignore-not-found`,
      `kubectl -n metallb-system delete pods -l ${old} --field-selector=spec.nodeName=pi2 --ignore-not-found`,
    ]);
    expect(lines.filter((line) => line.includes(' apply '))).toEqual([
      'kubectl apply -f dist/home/manifests/netstack-00-namespaces.k8s.yaml',
      'kubectl apply -f dist/home/manifests/netstack-10-metallb-crds.k8s.yaml',
      'kubectl apply -f dist/home/manifests/netstack-30-metallb.k8s.yaml',
      'kubectl apply -f dist/home/manifests/netstack-50-metallb-config.k8s.yaml',
    ]);
  });

  test('is saved before it is deleted, so that only the user can read it', () => {
    const lines = commandsOf(BASE, all);
    expect(lines[0]).toBe(
      '(umask 077 && mkdir -p .netstack/adopted/home && kubectl -n metallb-system get deployment.apps/controller -o json > .netstack/adopted/home/deployment-metallb-system-controller.json)',
    );
  });

  test('a run that was killed after the deletion continues with the pods', () => {
    const orphans = withObjects(new RunningObjects([]), pod('speaker-b', 'pi2', speaker));
    const lines = commandsOf(BASE, orphans);
    expect(lines.join('\n')).not.toContain('--cascade=orphan');
    expect(lines.filter((line) => line.includes('nodeName=pi1'))).toEqual([]);
    expect(lines.filter((line) => line.includes('nodeName=pi2'))).toHaveLength(2);
  });

  test('no step deletes a CRD or a Secret, or runs helm', () => {
    for (const name of ['live-metallb-installed', 'live-metallb-installed-helm']) {
      const lines = commandsOf(BASE, readRecorded(name));
      expect(
        lines.filter((line) => /helm uninstall|delete (?:crd|secret|customresource)/.test(line)),
      ).toEqual([]);
    }
  });
});

describe('MetalLB from its chart', () => {
  const running = readRecorded('live-metallb-installed-helm');

  test('Helm forgets the release, whose Secrets stay', () => {
    const lines = commandsOf(BASE, running);
    const label = lines.filter((line) => line.includes(' label '));
    expect(label).toEqual([
      'kubectl -n metallb-system label secrets,configmaps -l owner=helm,name=metallb owner=netstack-adopted --overwrite',
    ]);
  });

  test('accounts and roles that the profile does not render are deleted last', () => {
    const helm = workloadOf(running, 'metallb-controller').metadata;
    const account: RunningObject = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...helm, name: 'metallb-speaker' },
    };
    const lines = commandsOf(BASE, withObjects(running, account));
    expect(lines.at(-1)).toContain('serviceaccount/metallb-speaker');
    expect(lines[2]).toContain('serviceaccount-metallb-system-metallb-speaker.json');
  });

  test('a release of Flux or Argo CD is refused', () => {
    for (const name of ['live-metallb-installed-flux', 'live-metallb-installed-argocd']) {
      const { refusals } = planTakeover(render(BASE), readRecorded(name));
      expect(refusals.length, name).toBeGreaterThan(0);
      expect(refusals[0]?.reason).toMatch(/which would write it again\.$/);
    }
  });

  test('an installation in another namespace is refused', () => {
    const { refusals } = planTakeover(render(BASE), readRecorded('live-metallb-installed-rendered'));
    expect(refusals.map(({ reason }) => reason)).toEqual([
      "MetalLB's controller runs in namespace lb, and the profile renders it in metallb-system.",
      "MetalLB's speaker runs in namespace lb, and the profile renders it in metallb-system.",
    ]);
  });
});

describe('Traefik', () => {
  test('of the same name keeps its pods behind the Service until the new ones are ready', () => {
    const running = readRecorded('live-immutable-field');
    const traefik = workloadOf(running, 'traefik');
    const service: RunningObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'traefik', namespace: 'traefik' },
      spec: { type: 'LoadBalancer', selector: traefik.spec?.template?.metadata?.labels },
    };
    const lines = commandsOf(
      STANDALONE,
      withObjects(running, service, pod('traefik-a', 'pi1', traefik, 'ReplicaSet')),
    );
    const own = lines.filter((line) => line.includes('-n traefik ') && !line.includes(' get '));
    expect(own.map((line) => line.replace(/ -l '[^']*'/, ' -l <old>'))).toEqual([
      'kubectl -n traefik label pods -l <old> netstack-adopted=traefik --overwrite',
      `kubectl -n traefik patch service/traefik --type=merge -p '{"spec":{"selector":{"app.kubernetes.io/name":null,"app.kubernetes.io/instance":null,"netstack-adopted":"traefik"}}}'`,
      'kubectl -n traefik delete deployment.apps/traefik --cascade=orphan --ignore-not-found',
      'kubectl -n traefik delete replicasets.apps -l <old> --cascade=orphan --ignore-not-found',
      'kubectl -n traefik label pods -l <old> app.kubernetes.io/instance=traefik app.kubernetes.io/name=traefik netstack-adopted=traefik --overwrite',
      'kubectl -n traefik rollout status deployment/traefik --timeout=5m',
      'kubectl -n traefik delete replicasets.apps -l <old> --ignore-not-found',
      'kubectl -n traefik delete pods -l <old> --ignore-not-found',
      'kubectl -n traefik delete pods -l netstack-adopted=traefik --ignore-not-found',
    ]);
  });

  test('in another namespace hands its address over by the deletion of its Service', () => {
    const lines = commandsOf(STANDALONE, readRecorded('live-address-taken-traefik'));
    const apply = lines.findIndex((line) => line.includes('-40-traefik'));
    const release = lines.indexOf('kubectl -n ingress delete service/traefik --ignore-not-found');
    const rollout = lines.indexOf('kubectl -n traefik rollout status deployment/traefik --timeout=5m');
    expect(apply).toBeGreaterThan(0);
    expect(rollout).toBeGreaterThan(apply);
    expect(release).toBeGreaterThan(rollout);
    expect(lines.at(-1)).toBe(
      'kubectl -n ingress delete deployment.apps/traefik service/traefik --ignore-not-found',
    );
  });

  test("k3s's own is not touched: apply hands it over", () => {
    const { steps } = planTakeover(render(STANDALONE), readRecorded('live-packaged-component'));
    expect(steps).toEqual([]);
  });
});

describe('objects of one owner', () => {
  test('a HelmChartConfig of the auto-deploy directory is kept, and its file is taken out', () => {
    const profile = `${BASE}traefik: { mode: packaged, httpsRedirect: true }\n`;
    const lines = commandsOf(profile, readRecorded('live-helm-chart-config-owner'));
    expect(lines.filter((line) => line.includes('traefik-config'))).toEqual([
      "ssh -n 10.0.0.11 'sudo sh -c '\\''[ ! -e /var/lib/rancher/k3s/server/manifests/traefik-config.yaml ] || mv /var/lib/rancher/k3s/server/manifests/traefik-config.yaml /var/lib/rancher/k3s/server/manifests/traefik-config.yaml.netstack-adopted'\\'''",
      'kubectl -n kube-system delete addon traefik-config --ignore-not-found',
    ]);
    expect(lines.filter((line) => line.includes('objectset'))).toHaveLength(2);
  });

  test('zones of a coredns-custom that the profile renders under other names are removed', () => {
    const profile = BASE.replace(
      'metallb',
      'coredns: { forward: [{ zone: home.arpa, to: [10.0.0.1] }] }\nmetallb',
    );
    const lines = commandsOf(profile, readRecorded('live-helm-chart-config-owner-coredns'));
    expect(lines.at(-1)).toBe(
      `kubectl -n kube-system patch configmap/coredns-custom --type=merge -p '{"data":{"home.server":null}}'`,
    );
  });
});

test('a cluster of k3s-netstack has nothing to hand over', () => {
  const cluster = render(STANDALONE);
  const running = new RunningObjects(cluster.manifests.flatMap(({ objects }) => objects));
  expect(planTakeover(cluster, running)).toEqual({ steps: [], refusals: [] });
});
