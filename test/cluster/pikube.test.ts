import { expect, it } from 'vitest';
import { expectAppliesTwice } from './lab/apply-twice';
import { describeBundle } from './lab/bundle-tests';
import { CLUSTER_FAULTS } from './lab/cluster-faults';
import { describeLab } from './lab/describe-lab';
import { eventually, expectHealthy, expectNothingForbidden } from './lab/expectations';
import { announcerOf, cutUnderLoad, nodeNames } from './lab/fail-over';
import { describeFaults } from './lab/fault-tests';
import { describeHealthyRuns } from './lab/healthy-runs';
import { NODE_FAULTS } from './lab/node-faults';
import { OBJECT_FAULTS } from './lab/object-faults';
import { REPORTED_CLUSTER_FAULTS } from './lab/reported-cluster-faults';
import { REPORTED_NODE_FAULTS } from './lab/reported-node-faults';
import { appliedObjects, marks, podsOf } from './lab/objects';
import { netstack } from './lab/netstack';
import { expectImportsBack } from './lab/import-back';
import { expectPikubeTraffic } from './lab/pikube-traffic';
import type { RunningLab } from './lab/running-lab';

describeLab('pikube', 'profiles/pikube.yaml', {}, (lab) => {
  it('carries the traffic of its samples', () => expectPikubeTraffic(lab()));

  it('is as planned, and verify passes', async () => {
    await expectHealthy(lab());
    await expectHealthy(lab(), '--probe');
  });

  describeHealthyRuns(lab);

  describeBundle(lab);

  it('is imported as its own profile', () => expectImportsBack(lab()));

  it('needs no more than it is permitted', () => expectNothingForbidden(lab()));

  it('is applied by kubectl twice, and the second time nothing moves', () => expectAppliesTwice(lab()));

  describeFaults(
    [
      ...[...NODE_FAULTS, ...CLUSTER_FAULTS, ...OBJECT_FAULTS],
      ...[...REPORTED_NODE_FAULTS, ...REPORTED_CLUSTER_FAULTS],
    ],
    lab,
  );

  it('says which image cannot be pulled, and why', async () => {
    const image = 'docker.io/traefik/whoami:v0.0.0-none';
    const status = () => netstack('lab', 'status', lab().cluster);
    expect((await status()).stdout).toContain('\neverything runs\n');
    await lab().kubectl('create', 'deployment', 'unpulled', `--image=${image}`);
    await eventually(async () => {
      const said = await status();
      expect(said.status).toBe(1);
      expect(said.stdout).toMatch(
        /^ {2}docker\.io\/traefik\/whoami:v0\.0\.0-none: (ErrImagePull|ImagePullBackOff) \(default\/unpulled-\S+\): .*failed to pull/m,
      );
    }, 60);
    await lab().kubectl('delete', 'deployment', 'unpulled', '--wait');
  });

  it('answers from another node when the one that announces loses its link', async () => {
    const address = '10.0.0.101';
    const announcer = await announcerOf(lab(), address);
    const [other = ''] = (await nodeNames(lab())).filter((name) => name !== announcer && name !== 'pi1');
    await moveEcho(lab(), other);
    const seconds = await cutUnderLoad(lab(), announcer, `http://${address}:8080/`, 45);
    console.log(`fail-over from ${announcer}: ${seconds.toFixed(1)} s`);
    await eventually(() => expectHealthy(lab()), 180);
  });

  it('is the same after its server restarted', async () => {
    const objects = marks(await appliedObjects(lab()), 'uid');
    const pods = marks(await podsOf(lab()), 'uid');
    await lab().shell('pi1', "kill $(pgrep -of '^/[^ ]*/k3s server')");
    await eventually(async () => {
      expect((await lab().kubectl('get', '--raw', '/readyz')).trim()).toBe('ok');
      await expectHealthy(lab());
    }, 180);
    expect(marks(await appliedObjects(lab()), 'uid')).toEqual(objects);
    expect(marks(await podsOf(lab()), 'uid')).toEqual(pods);
  });
});

/** The pod behind the address runs elsewhere: what is measured is the announcement. */
async function moveEcho(lab: RunningLab, node: string): Promise<void> {
  const template = { spec: { nodeSelector: { 'kubernetes.io/hostname': node } } };
  const patch = JSON.stringify({ spec: { template } });
  await lab.kubectl('-n', 'samples', 'patch', 'deployment', 'echo', '--patch', patch);
  await lab.kubectl('-n', 'samples', 'rollout', 'status', 'deployment/echo', '--timeout=2m');
}
