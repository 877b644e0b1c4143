import { describe, expect, it } from 'vitest';
import { conversionOf, failures, find, findingsOf, listOf, pikube } from './fake-cluster';

const API = 'admissionregistration.k8s.io/v1';

const NAME = 'metallb-webhook-configuration';

describe("MetalLB's configuration", () => {
  it('names every kind of object that nobody planned', async () => {
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
      'metallb-surplus: L2Advertisement metallb-system/mine: it is there, not nothing of that name',
      'metallb-surplus: BGPAdvertisement metallb-system/mine: it is there, not nothing of that name',
      'metallb-surplus: BGPPeer metallb-system/mine: it is there, not nothing of that name',
      'metallb-surplus: BFDProfile metallb-system/mine: it is there, not nothing of that name',
      'metallb-surplus: Community metallb-system/mine: it is there, not nothing of that name',
    ]);
    const next = (await findingsOf(fake, 'cluster')).flatMap((one) => ('next' in one ? [one.next] : []));
    expect(next.at(-1)).toBe(
      'write it into the profile, or kubectl -n metallb-system delete communities.metallb.io mine',
    );
  });

  it('knows the one Community that its aliases are in', async () => {
    const fake = pikube();
    listOf(fake, 'metallb.io/v1beta1', 'Community').push({
      metadata: { name: 'communities', namespace: 'metallb-system' },
    });
    const surplus = async (profile?: string) =>
      (await findingsOf(fake, 'cluster', profile)).filter(
        ({ check, outcome, looked }) =>
          check === 'metallb-surplus' && outcome === 'fails' && looked.startsWith('Community'),
      ).length;
    expect(await surplus()).toBe(1);
    expect(await surplus('test/verify/cluster/community.yaml')).toBe(0);
  });
});

describe("MetalLB's webhooks", () => {
  it('fail without the authority of their certificate, and say what follows', async () => {
    const fake = pikube();
    const { webhooks } = find(fake, API, 'ValidatingWebhookConfiguration', NAME) as unknown as {
      webhooks: { name: string; clientConfig: { caBundle?: string } }[];
    };
    const [peers, , , , pools] = webhooks;
    delete peers?.clientConfig.caBundle;
    Object.assign(pools?.clientConfig ?? {}, { caBundle: '' });
    delete conversionOf(fake, 'bgppeers.metallb.io').caBundle;
    expect(await failures(fake, 'cluster')).toEqual([
      'metallb-webhooks: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration: none for bgppeersvalidationwebhook.metallb.io, ipaddresspoolvalidationwebhook.metallb.io, not one for each webhook',
      'metallb-webhooks: caBundle of the conversion of CustomResourceDefinition bgppeers.metallb.io: none, not there',
    ]);
    const failed = (await findingsOf(fake, 'cluster')).filter(({ outcome }) => outcome === 'fails');
    expect(failed[0]).toMatchObject({
      why: 'The API server does not believe controller, and refuses every new or changed pool, advertisement, peer and community.',
      next: 'kubectl -n metallb-system rollout restart deployment/controller and rollout status, then apply the manifests again; its log says what it lacks',
    });
  });

  it('fail where nobody asks them', async () => {
    const fake = pikube();
    const list = listOf(fake, API, 'ValidatingWebhookConfiguration');
    list.splice(list.indexOf(find(fake, API, 'ValidatingWebhookConfiguration', NAME)), 1);
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: ValidatingWebhookConfiguration metallb-webhook-configuration: no such object, not as the manifest has it',
      'metallb-webhooks: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration: no such object, not one for each webhook',
    ]);
  });

  it("are frr-k8s's too where it is there", async () => {
    const findings = await findingsOf(pikube(), 'cluster', 'profiles/rack-bgp.yaml');
    const webhooks = findings.filter(({ check }) => check === 'metallb-webhooks');
    expect(webhooks.map(({ looked, outcome }) => `${outcome}: ${looked}`)).toEqual([
      'holds: caBundle of ValidatingWebhookConfiguration metallb-webhook-configuration',
      'holds: caBundle of the conversion of CustomResourceDefinition bgppeers.metallb.io',
      'fails: caBundle of ValidatingWebhookConfiguration frr-k8s-validating-webhook-configuration',
    ]);
  });
});
