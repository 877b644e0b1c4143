import { describe, expect, it } from 'vitest';
import type { FakeCluster } from './fake-cluster';
import { failures, findingsOf, listOf, pikube } from './fake-cluster';

const OWNER = 'objectset.rio.cattle.io/owner-name';

function add(
  fake: FakeCluster,
  kind: 'HelmChart' | 'HelmChartConfig',
  object: object,
  rest: object = {},
): void {
  listOf(fake, 'helm.cattle.io/v1', kind).push({
    ...rest,
    metadata: { name: 'traefik', namespace: 'kube-system', ...object },
  });
}

function deployment(fake: FakeCluster, name: string, annotations: Record<string, string>): void {
  listOf(fake, 'apps/v1', 'Deployment').push({ metadata: { name, namespace: 'kube-system', annotations } });
}

describe('files of the auto-deploy directory', () => {
  const addon = (name: string, checksum: string | undefined, time: string) => ({
    metadata: { name, namespace: 'kube-system', managedFields: [{ time }] },
    spec: { source: `/manifests/${name}.yaml`, ...(checksum && { checksum }) },
  });
  const event = (name: string, reason: string, lastTimestamp: string) => ({
    metadata: { name: `${name}.${reason}`, namespace: 'kube-system' },
    involvedObject: { kind: 'Addon', name, namespace: 'kube-system' },
    ...{
      type: reason.endsWith('Failed') ? 'Warning' : 'Normal',
      reason,
      message: `${reason}!`,
      lastTimestamp,
    },
  });

  it('pass once k3s applied them, with or without an event', async () => {
    const fake = pikube();
    listOf(fake, 'k3s.cattle.io/v1', 'Addon').push(
      addon('pools', 'a1', '2026-01-01T10:00:20Z'),
      addon('quiet', 'b2', '2026-01-01T10:00:20Z'),
    );
    listOf(fake, 'v1', 'Event').push(
      event('pools', 'ApplyManifestFailed', '2026-01-01T10:00:09Z'),
      event('pools', 'AppliedManifest', '2026-01-01T10:00:19Z'),
      event('quiet', 'ApplyManifestFailed', '2026-01-01T10:00:09Z'),
    );
    expect(await failures(fake, 'cluster')).toEqual([]);
  });

  it('fail for a rejected file, when created or after a change', async () => {
    const fake = pikube();
    listOf(fake, 'k3s.cattle.io/v1', 'Addon').push(
      addon('new', undefined, '2026-01-01T10:00:00Z'),
      addon('changed', 'c3', '2026-01-01T10:00:00Z'),
    );
    listOf(fake, 'v1', 'Event').push(
      event('changed', 'ApplyManifestFailed', '2026-01-01T11:00:00Z'),
      event('changed', 'ApplyingManifest', '2026-01-01T11:00:00Z'),
    );
    expect(await failures(fake, 'cluster')).toEqual([
      'k3s-addons: Addon kube-system/new: not applied; planned applied',
      'k3s-addons: Addon kube-system/changed: not applied: ApplyManifestFailed!; planned applied',
    ]);
  });
});

describe('HelmCharts', () => {
  const PACKAGED = 'profiles/single-node.yaml';
  const own = { annotations: { [OWNER]: 'traefik' } };

  async function message(fake: FakeCluster, profile?: string): Promise<readonly string[]> {
    const findings = await findingsOf(fake, 'cluster', profile);
    return findings.flatMap((one) =>
      one.check === 'helm-charts' && one.outcome !== 'skipped'
        ? [`${one.outcome}: ${one.subject}: ${one.found}`]
        : [],
    );
  }

  function job(fake: FakeCluster, name: string, status: object): void {
    listOf(fake, 'batch/v1', 'Job').push({
      metadata: { name, namespace: 'kube-system' },
      status: { ...status },
    });
  }

  it('pass once their Jobs succeeded', async () => {
    const fake = pikube();
    add(fake, 'HelmChart', { name: 'traefik-crd', ...own });
    add(fake, 'HelmChart', own, { status: { jobName: 'helm-install-traefik' } });
    add(fake, 'HelmChartConfig', {});
    job(fake, 'helm-install-traefik', { succeeded: 1, failed: 2 });
    expect(await message(fake, PACKAGED)).toEqual([
      'passed: HelmChart kube-system/traefik-crd: installed',
      'passed: HelmChart kube-system/traefik: installed',
    ]);
  });

  it("fail with a Job that fails or waits, and report its pods' reason", async () => {
    const fake = pikube();
    add(fake, 'HelmChart', own);
    add(fake, 'HelmChart', { name: 'other' });
    job(fake, 'helm-install-traefik', { failed: 3 });
    job(fake, 'helm-install-other', {});
    const pod = (name: string, state: object, lastState: object = {}) =>
      listOf(fake, 'v1', 'Pod').push({
        metadata: { name: `${name}-x`, namespace: 'kube-system', labels: { 'job-name': name } },
        status: { containerStatuses: [{ state, lastState }] },
      });
    pod('helm-install-traefik', { terminated: { reason: 'Error', exitCode: 1 } });
    pod('helm-install-other', { waiting: { reason: 'ImagePullBackOff' } });
    expect(await message(fake, PACKAGED)).toEqual([
      'failed: HelmChart kube-system/traefik-crd: no such object',
      'failed: HelmChart kube-system/traefik: Job helm-install-traefik has failed 3 times (Error, exit status 1)',
      'failed: HelmChart kube-system/other: Job helm-install-other has not completed (ImagePullBackOff)',
    ]);
  });

  it('fail where the controller reports a failure, unless the chart is unmanaged', async () => {
    const fake = pikube();
    const conditions = [
      { type: 'Failed', status: 'True', reason: 'Job failed', message: 'too many retries' },
    ];
    add(fake, 'HelmChart', { name: 'mine', namespace: 'default' }, { status: { conditions } });
    add(
      fake,
      'HelmChart',
      { name: 'gone', deletionTimestamp: '2026-01-01T10:00:00Z' },
      { status: { conditions } },
    );
    expect(await failures(fake, 'cluster')).toEqual([
      'helm-charts: HelmChart default/mine: too many retries; planned installed',
    ]);
  });

  it('fail for a HelmChartConfig without a HelmChart', async () => {
    const fake = pikube();
    add(fake, 'HelmChartConfig', {});
    add(fake, 'HelmChartConfig', { namespace: 'traefik' });
    expect(await failures(fake, 'cluster')).toEqual([
      'helm-charts: HelmChartConfig kube-system/traefik: no HelmChart traefik in kube-system: k3s ignores it; planned a HelmChart of the same name and namespace',
      'helm-charts: HelmChartConfig traefik/traefik: no HelmChart traefik in traefik: k3s ignores it; planned a HelmChart of the same name and namespace',
    ]);
  });
});

describe('disabled components', () => {
  it("fail for objects of k3s, and pass for a user's objects of the same name", async () => {
    const fake = pikube();
    deployment(fake, 'traefik', { [OWNER]: 'mine' });
    expect(await failures(fake, 'cluster')).toEqual([]);
    deployment(fake, 'traefik', { 'meta.helm.sh/release-name': 'traefik' });
    listOf(fake, 'k3s.cattle.io/v1', 'Addon').push({
      metadata: { name: 'traefik', namespace: 'kube-system' },
      spec: { checksum: 'a1' },
    });
    expect(await failures(fake, 'cluster')).toEqual([
      'packaged-parts-off: Addon kube-system/traefik: the object exists; planned no object: k3s disables this component',
      'packaged-parts-off: Deployment kube-system/traefik: the object exists; planned no object: k3s disables this component',
    ]);
  });

  it('fail for a second Traefik under any name', async () => {
    const fake = pikube();
    add(fake, 'HelmChart', { namespace: 'web' });
    add(
      fake,
      'HelmChart',
      { name: 'edge' },
      { spec: { chart: 'https://charts.example/traefik-41.3.0.tgz' } },
    );
    add(fake, 'HelmChart', { name: 'forward-auth' }, { spec: { chart: 'traefik-forward-auth' } });
    expect(await failures(fake, 'cluster')).toEqual([
      'packaged-parts-off: HelmChart web/traefik: the chart installs a second Traefik; planned one Traefik, in traefik',
      'packaged-parts-off: HelmChart kube-system/edge: the chart installs a second Traefik; planned one Traefik, in traefik',
    ]);
  });

  it("pass for the user's Traefik where the profile has none", async () => {
    const fake = pikube();
    add(fake, 'HelmChart', {});
    deployment(fake, 'traefik', { 'meta.helm.sh/release-name': 'traefik' });
    const findings = await findingsOf(fake, 'cluster', 'profiles/own-cni.yaml');
    const parts = findings.filter(({ check }) => check === 'packaged-parts-off');
    expect(parts.map(({ outcome, subject }) => `${outcome}: ${subject}`)).toEqual([
      'passed: servicelb, traefik, svclb DaemonSets',
    ]);
  });
});
