import { expect, test } from 'vitest';
import { findingsOf, listOf, pikube } from '../cluster/fake-cluster';

test('nothing in the network causes a webhook without a Service', async () => {
  const fake = pikube();
  const service = { name: 'gone', namespace: 'policy' };
  listOf(fake, 'admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration').push({
    ...{ metadata: { name: 'policy' }, webhooks: [{ name: 'strict.example', clientConfig: { service } }] },
  });
  const found = (await findingsOf(fake, 'cluster')).filter(({ outcome }) => outcome === 'failed');
  expect(found).toMatchObject([{ check: 'webhook-services', dependsOn: [] }]);
});
