import { describe, expect, it } from 'vitest';
import { conversionOf, failures, find, findingsOf, listOf, pikube } from './fake-cluster';

const API = 'admissionregistration.k8s.io/v1';

const NAME = 'metallb-webhook-configuration';

describe("MetalLB's configuration", () => {
  it('fails for every kind of object that the plan lacks', async () => {
    const fake = pikube();
    for (const [version, kind] of [
      ['v1beta1', 'L2Advertisement'],
      ['v1beta1', 'BGPAdvertisement'],
      ['v1beta2', 'BGPPeer'],
      ['v1beta1', 'BFDProfile'],
      ['v1beta1', 'Community'],
    ] as const)
      listOf(fake, `metallb.io/${version}`, kind).push({
        metadata: { name: 'mine', namespace: 'metallb-system' },
      });
    expect(await failures(fake, 'cluster')).toEqual([
      'metallb-surplus: L2Advertisement metallb-system/mine: the object exists; planned no object of that name',
      'metallb-surplus: BGPAdvertisement metallb-system/mine: the object exists; planned no object of that name',
      'metallb-surplus: BGPPeer metallb-system/mine: the object exists; planned no object of that name',
      'metallb-surplus: BFDProfile metallb-system/mine: the object exists; planned no object of that name',
      'metallb-surplus: Community metallb-system/mine: the object exists; planned no object of that name',
    ]);
    const next = (await findingsOf(fake, 'cluster')).flatMap((one) => ('next' in one ? [one.next] : []));
    expect(next.at(-1)).toBe(
      'add it to the profile, or kubectl -n metallb-system delete communities.metallb.io mine',
    );
  });

  it('passes with the one Community for all aliases', async () => {
    const fake = pikube();
    listOf(fake, 'metallb.io/v1beta1', 'Community').push({
      metadata: { name: 'communities', namespace: 'metallb-system' },
    });
    const surplus = async (profile?: string) =>
      (await findingsOf(fake, 'cluster', profile)).filter(
        ({ check, outcome, subject }) =>
          check === 'metallb-surplus' && outcome === 'failed' && subject.startsWith('Community'),
      ).length;
    expect(await surplus()).toBe(1);
    expect(await surplus('test/verify/cluster/community.yaml')).toBe(0);
  });
});

describe("MetalLB's webhooks", () => {
  it('fail without a CA and report the consequence', async () => {
    const fake = pikube();
    const { webhooks } = find(fake, API, 'ValidatingWebhookConfiguration', NAME) as unknown as {
      webhooks: { name: string; clientConfig: { caBundle?: string } }[];
    };
    const [peers, , , , pools] = webhooks;
    delete peers?.clientConfig.caBundle;
    Object.assign(pools?.clientConfig ?? {}, { caBundle: '' });
    delete conversionOf(fake, 'bgppeers.metallb.io').caBundle;
    expect(await failures(fake, 'cluster')).toEqual([
      'metallb-webhooks: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration: no CA for bgppeersvalidationwebhook.metallb.io, ipaddresspoolvalidationwebhook.metallb.io; planned a CA for each webhook',
      'metallb-webhooks: caBundle of the conversion of CustomResourceDefinition bgppeers.metallb.io: not set; planned set',
    ]);
    const failed = (await findingsOf(fake, 'cluster')).filter(({ outcome }) => outcome === 'failed');
    expect(failed[0]).toMatchObject({
      why: 'The API server cannot verify controller and rejects every new or changed pool, advertisement, peer and community.',
      next: 'kubectl -n metallb-system rollout restart deployment/controller; wait for it, then apply the manifests again; its log contains the error',
    });
  });

  it('fail without their configuration', async () => {
    const fake = pikube();
    const list = listOf(fake, API, 'ValidatingWebhookConfiguration');
    list.splice(list.indexOf(find(fake, API, 'ValidatingWebhookConfiguration', NAME)), 1);
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: ValidatingWebhookConfiguration metallb-webhook-configuration: no such object; planned as in the manifest',
      'metallb-webhooks: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration: no such object; planned a CA for each webhook',
    ]);
  });

  it('include those of frr-k8s with that backend', async () => {
    const findings = await findingsOf(pikube(), 'cluster', 'profiles/rack-bgp.yaml');
    const webhooks = findings.filter(({ check }) => check === 'metallb-webhooks');
    expect(webhooks.map(({ subject, outcome }) => `${outcome}: ${subject}`)).toEqual([
      'passed: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration',
      'passed: caBundle of the conversion of CustomResourceDefinition bgppeers.metallb.io',
      'failed: caBundle of ValidatingWebhookConfiguration frr-k8s-validating-webhook-configuration',
    ]);
  });
});
