import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, titleOf } from '../../objects/live-objects';

/** Whom the API server asks, and how it knows that it is them. */
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

/** A program that writes its own certificate's authority into what the API server asks it by. */
interface Answerer {
  readonly configuration: string;
  /** `metallb.io` */
  readonly group: string;
  readonly deployment: string;
  /** What the API server refuses meanwhile. */
  readonly refused: string;
}

const CONTROLLER: Answerer = {
  configuration: 'metallb-webhook-configuration',
  group: 'metallb.io',
  deployment: 'controller',
  refused: 'every new or changed pool, advertisement, peer and community',
};

const FRR_K8S: Answerer = {
  configuration: 'frr-k8s-validating-webhook-configuration',
  group: 'frrk8s.metallb.io',
  deployment: 'frr-k8s-statuscleaner',
  refused: 'every FRRConfiguration, those by which MetalLB tells FRR its sessions too',
};

/** Whether the API server can ask MetalLB about its configuration. */
export const metallbWebhooks: ClusterCheck = {
  id: 'metallb-webhooks',
  scope: 'cluster',
  title: "the API server knows the certificates of MetalLB's webhooks",
  why: 'The programs write them there once they run. Until then the API server refuses every change of the configuration, and manifests that are applied in one go lack their pools.',
  applies: ({ metallb }) => metallb !== undefined,
  async *look({ plan, cluster }: Verification) {
    const answerers = plan.metallb?.bgpBackend === 'frr-k8s' ? [CONTROLLER, FRR_K8S] : [CONTROLLER];
    const api = 'admissionregistration.k8s.io/v1';
    const configurations =
      (await readList<WebhookConfiguration>(cluster, api, 'ValidatingWebhookConfiguration')) ?? [];
    const crds = (await readList<Crd>(cluster, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition')) ?? [];
    for (const answerer of answerers) {
      yield validated(
        configurations.find((one) => isNamed(one, answerer.configuration)),
        answerer,
      );
      const asking = crds.filter(
        ({ metadata, spec }) =>
          metadata.name.endsWith(`.${answerer.group}`) && spec.conversion?.strategy === 'Webhook',
      );
      for (const crd of asking) yield converted(crd, answerer);
    }
  },
};

function validated(live: WebhookConfiguration | undefined, answerer: Answerer): Observation {
  const { configuration, refused } = answerer;
  const looked = `caBundle of ${titleOf('ValidatingWebhookConfiguration', { name: configuration })}`;
  const planned = 'one for each webhook';
  if (live === undefined)
    return fails({
      ...{ looked, planned, found: 'no such object', next: next(answerer) },
      why: 'Without it the API server takes any configuration, also one that MetalLB cannot use, and MetalLB then goes on with the last good one.',
    });
  const webhooks = live.webhooks ?? [];
  const without = webhooks.filter(({ clientConfig }) => !clientConfig.caBundle).map(({ name }) => name);
  return compared(without.length === 0, {
    looked,
    found: without.length === 0 ? planned : `none for ${without.join(', ')}`,
    planned,
    why: `The API server does not believe ${answerer.deployment}, and refuses ${refused}.`,
    next: next(answerer),
  });
}

function converted({ metadata, spec }: Crd, answerer: Answerer): Observation {
  const there = Boolean(spec.conversion?.webhook?.clientConfig?.caBundle);
  return compared(there, {
    looked: `caBundle of the conversion of ${titleOf('CustomResourceDefinition', metadata)}`,
    found: there ? 'there' : 'none',
    planned: 'there',
    why: `The API server does not believe ${answerer.deployment}: objects of an older version can be neither read nor written.`,
    next: next(answerer),
  });
}

function next({ deployment }: Answerer): string {
  return `kubectl -n metallb-system rollout restart deployment/${deployment} and rollout status, then apply the manifests again; its log says what it lacks`;
}
