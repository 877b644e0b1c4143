import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { findComponents } from '../../causes/find-components';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { formatTitle, readList } from '../../objects/live-objects';
import type { EndpointSlice } from '../../objects/endpoints';
import { hasReadyEndpoint, readEndpointSlices } from '../../objects/endpoints';
import { readServices } from '../../objects/services';

const API = 'admissionregistration.k8s.io/v1';

const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

interface WebhookConfiguration {
  readonly metadata: ObjectMeta;
  readonly webhooks?: readonly Webhook[];
}

interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig: { readonly service?: { readonly name: string; readonly namespace: string } };
  readonly rules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
  }[];
}

/** Admission webhooks of all installations in the cluster. */
export const webhookServices: ClusterCheck = {
  id: 'webhook-services',
  scope: 'cluster',
  title: 'every admission webhook has a Service with ready pods',
  why: 'The API server rejects each object that a webhook has to admit while the webhook does not answer: pods are not created, and configuration is not applied.',
  dependsOn: ['workloads-ready', 'network-policies'],
  async *observe(context: VerifyContext) {
    const { cluster } = context;
    const slices = await readEndpointSlices(cluster);
    const services = (await readServices(cluster)).map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    );
    const failed: Failed[] = [];
    let count = 0;
    for (const kind of KINDS) {
      const list = (await readList<WebhookConfiguration>(cluster, API, kind)) ?? [];
      count += list.length;
      for (const one of list) failed.push(...findUnserved(kind, one, { services, slices, context }));
    }
    yield* failed;
    if (failed.length > 0) return;
    const text = `${count} webhook configurations with ready Services`;
    yield pass({ subject: 'admission webhooks', found: text, planned: text });
  },
};

interface Serving {
  readonly services: readonly string[];
  readonly slices: readonly EndpointSlice[];
  readonly context: VerifyContext;
}

/** Webhooks whose failure the API server ignores do no harm. */
function findUnserved(
  kind: string,
  { metadata, webhooks = [] }: WebhookConfiguration,
  { services, slices, context }: Serving,
): readonly Failed[] {
  const components = findComponents(context.plan, metadata);
  return webhooks.flatMap(({ name, failurePolicy, clientConfig: { service }, rules = [] }) => {
    if (service === undefined || failurePolicy === 'Ignore') return [];
    const title = `${service.namespace}/${service.name}`;
    if (hasReadyEndpoint(slices, service)) return [];
    const isMissing = !services.includes(title);
    const resources = [...new Set(rules.flatMap((rule) => rule.resources ?? []))].join(', ');
    return fail({
      subject: `webhook ${name} of ${formatTitle(kind, metadata)}`,
      found: isMissing ? `no Service ${title}` : `Service ${title} has no ready pod`,
      planned: `a Service with a ready pod: it admits ${resources || 'objects'}`,
      ...(components !== undefined && { components }),
      // Nothing in the network removes a Service; the manifests contain the one of MetalLB.
      ...(isMissing && { dependsOn: components === undefined ? [] : ['objects-as-written'] }),
      next: `repair or reinstall ${service.name}, or ${formatKubectl('delete', kind.toLowerCase(), metadata.name)} where its installation is gone`,
    });
  });
}
