import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, formatTitle } from '../../objects/live-objects';

/** How the API server calls a webhook. */
interface ClientConfig {
  readonly caBundle?: string;
}

interface WebhookConfiguration {
  readonly metadata: ObjectMeta;
  readonly webhooks?: readonly { readonly name: string; readonly clientConfig: ClientConfig }[];
}

interface Crd {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly conversion?: {
      readonly strategy?: string;
      readonly webhook?: { readonly clientConfig?: ClientConfig };
    };
  };
}

/** A workload that serves webhooks and writes its CA into their configuration. */
interface WebhookServer {
  readonly configuration: string;
  /** `metallb.io` */
  readonly group: string;
  readonly deployment: string;
  /** What the API server rejects without the CA. */
  readonly refused: string;
}

const CONTROLLER: WebhookServer = {
  configuration: 'metallb-webhook-configuration',
  group: 'metallb.io',
  deployment: 'controller',
  refused: 'every new or changed pool, advertisement, peer and community',
};

const FRR_K8S: WebhookServer = {
  configuration: 'frr-k8s-validating-webhook-configuration',
  group: 'frrk8s.metallb.io',
  deployment: 'frr-k8s-statuscleaner',
  refused: "every FRRConfiguration, including MetalLB's own",
};

/** The CA of MetalLB's webhooks. */
export const metallbWebhooks: ClusterCheck = {
  id: 'metallb-webhooks',
  scope: 'cluster',
  title: "the API server has the CA of MetalLB's webhooks",
  why: "MetalLB's controller writes its CA after its start. Until then the API server rejects MetalLB's configuration, so manifests applied at once lack their pools.",
  applies: ({ metallb }) => metallb !== undefined,
  async *observe({ plan, cluster }: VerifyContext) {
    const servers = plan.metallb?.bgpBackend === 'frr-k8s' ? [CONTROLLER, FRR_K8S] : [CONTROLLER];
    const api = 'admissionregistration.k8s.io/v1';
    const configurations =
      (await readList<WebhookConfiguration>(cluster, api, 'ValidatingWebhookConfiguration')) ?? [];
    const crds = (await readList<Crd>(cluster, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition')) ?? [];
    for (const server of servers) {
      yield compareValidation(
        configurations.find((one) => isNamed(one, server.configuration)),
        server,
      );
      const converted = crds.filter(
        ({ metadata, spec }) =>
          metadata.name.endsWith(`.${server.group}`) && spec.conversion?.strategy === 'Webhook',
      );
      for (const crd of converted) yield compareConversion(crd, server);
    }
  },
};

function compareValidation(live: WebhookConfiguration | undefined, server: WebhookServer): Observation {
  const { configuration, refused } = server;
  const subject = `caBundle of ${formatTitle('ValidatingWebhookConfiguration', { name: configuration })}`;
  const planned = 'a CA for each webhook';
  if (live === undefined)
    return fail({
      ...{ subject, planned, found: 'no such object', next: formatNext(server) },
      components: ['metallb'],
      why: 'Without it the API server accepts invalid configuration, and MetalLB continues with the last valid one.',
    });
  const webhooks = live.webhooks ?? [];
  const without = webhooks.filter(({ clientConfig }) => !clientConfig.caBundle).map(({ name }) => name);
  return passIf(without.length === 0, {
    subject,
    components: ['metallb'],
    found: without.length === 0 ? planned : `no CA for ${without.join(', ')}`,
    planned,
    why: `The API server cannot verify ${server.deployment} and rejects ${refused}.`,
    next: formatNext(server),
  });
}

function compareConversion({ metadata, spec }: Crd, server: WebhookServer): Observation {
  const isSet = Boolean(spec.conversion?.webhook?.clientConfig?.caBundle);
  return passIf(isSet, {
    subject: `caBundle of the conversion of ${formatTitle('CustomResourceDefinition', metadata)}`,
    components: ['metallb'],
    found: isSet ? 'set' : 'not set',
    planned: 'set',
    why: `The API server cannot verify ${server.deployment}: objects of an older API version can be neither read nor written.`,
    next: formatNext(server),
  });
}

function formatNext({ deployment }: WebhookServer): string {
  return `kubectl -n metallb-system rollout restart deployment/${deployment}; wait for it, then apply the manifests again; its log contains the error`;
}
