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

describe('what k3s applies by itself', () => {
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

  it('holds once it was applied, whatever went before, and whether or not that was said', async () => {
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

  it('names a file that was refused, at first or after a change', async () => {
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
      'k3s-addons: Addon kube-system/new: not applied, not applied',
      'k3s-addons: Addon kube-system/changed: not applied: ApplyManifestFailed!, not applied',
    ]);
  });
});

describe('what k3s installs by Helm', () => {
  const PACKAGED = 'profiles/single-node.yaml';
  const own = { annotations: { [OWNER]: 'traefik' } };

  async function said(fake: FakeCluster, profile?: string): Promise<readonly string[]> {
    const findings = await findingsOf(fake, 'cluster', profile);
    return findings.flatMap((one) =>
      one.check === 'helm-charts' && one.outcome !== 'not looked'
        ? [`${one.outcome}: ${one.looked}: ${one.found}`]
        : [],
    );
  }

  function job(fake: FakeCluster, name: string, status: object): void {
    listOf(fake, 'batch/v1', 'Job').push({
      metadata: { name, namespace: 'kube-system' },
      status: { ...status },
    });
  }

  it('is there once its Jobs have succeeded', async () => {
    const fake = pikube();
    add(fake, 'HelmChart', { name: 'traefik-crd', ...own });
    add(fake, 'HelmChart', own, { status: { jobName: 'helm-install-traefik' } });
    add(fake, 'HelmChartConfig', {});
    job(fake, 'helm-install-traefik', { succeeded: 1, failed: 2 });
    expect(await said(fake, PACKAGED)).toEqual([
      'holds: HelmChart kube-system/traefik-crd: installed',
      'holds: HelmChart kube-system/traefik: installed',
    ]);
  });

  it('fails with a Job that fails or waits, and with what its pods say', async () => {
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
    expect(await said(fake, PACKAGED)).toEqual([
      'fails: HelmChart kube-system/traefik-crd: no such object',
      'fails: HelmChart kube-system/traefik: Job helm-install-traefik has failed 3 times (Error, status 1)',
      'fails: HelmChart kube-system/other: Job helm-install-other has not ended (ImagePullBackOff)',
    ]);
  });

  it('fails where its controller gave up, and not where it was let go of', async () => {
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
      'helm-charts: HelmChart default/mine: too many retries, not installed',
    ]);
  });

  it('names a HelmChartConfig that nobody reads', async () => {
    const fake = pikube();
    add(fake, 'HelmChartConfig', {});
    add(fake, 'HelmChartConfig', { namespace: 'traefik' });
    expect(await failures(fake, 'cluster')).toEqual([
      'helm-charts: HelmChartConfig kube-system/traefik: there is no HelmChart traefik in kube-system: nobody reads it, not a HelmChart of its name, in its namespace',
      'helm-charts: HelmChartConfig traefik/traefik: there is no HelmChart traefik in traefik: nobody reads it, not a HelmChart of its name, in its namespace',
    ]);
  });
});

describe('parts that are switched off', () => {
  it("are k3s's own, and not what a user has brought under their names", async () => {
    const fake = pikube();
    deployment(fake, 'traefik', { [OWNER]: 'mine' });
    expect(await failures(fake, 'cluster')).toEqual([]);
    deployment(fake, 'traefik', { 'meta.helm.sh/release-name': 'traefik' });
    listOf(fake, 'k3s.cattle.io/v1', 'Addon').push({
      metadata: { name: 'traefik', namespace: 'kube-system' },
      spec: { checksum: 'a1' },
    });
    expect(await failures(fake, 'cluster')).toEqual([
      'packaged-parts-off: Addon kube-system/traefik: it is there, not k3s is told to leave this part out',
      'packaged-parts-off: Deployment kube-system/traefik: it is there, not k3s is told to leave this part out',
    ]);
  });

  it('leave no room for a second Traefik, by whatever name', async () => {
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
      'packaged-parts-off: HelmChart web/traefik: it is there, and installs a second Traefik, not one Traefik, in traefik',
      'packaged-parts-off: HelmChart kube-system/edge: it is there, and installs a second Traefik, not one Traefik, in traefik',
    ]);
  });

  it('leave a Traefik to the user where the profile has none', async () => {
    const fake = pikube();
    add(fake, 'HelmChart', {});
    deployment(fake, 'traefik', { 'meta.helm.sh/release-name': 'traefik' });
    const findings = await findingsOf(fake, 'cluster', 'profiles/own-cni.yaml');
    const parts = findings.filter(({ check }) => check === 'packaged-parts-off');
    expect(parts.map(({ outcome, looked }) => `${outcome}: ${looked}`)).toEqual([
      'holds: servicelb, traefik, svclb DaemonSets',
    ]);
  });
});
