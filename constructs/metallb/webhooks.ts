import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { installLabels, NAMES, podSelector } from './identity';

/** The port of the webhook in the controller's pod. */
export const WEBHOOK_PORT = 9443;

/** The objects that the controller validates. */
const CHECKED: readonly {
  readonly name: string;
  readonly kind: string;
  readonly resource: string;
  readonly version?: string;
  readonly operations?: readonly string[];
}[] = [
  { name: 'bgppeers', kind: 'bgppeer', resource: 'bgppeers', version: 'v1beta2' },
  // The controller refuses to delete a BFDProfile that a BGPPeer refers to.
  { name: 'bfdprofile', kind: 'bfdprofile', resource: 'bfdprofiles', operations: ['CREATE', 'DELETE'] },
  { name: 'bgpadvertisement', kind: 'bgpadvertisement', resource: 'bgpadvertisements' },
  { name: 'community', kind: 'community', resource: 'communities' },
  { name: 'ipaddresspool', kind: 'ipaddresspool', resource: 'ipaddresspools' },
  { name: 'l2advertisement', kind: 'l2advertisement', resource: 'l2advertisements' },
];

/**
 * The validating webhook of MetalLB's configuration. The API server refuses invalid objects, and all objects while the
 * controller does not respond.
 *
 * The Secret's data and the `caBundle` fields are not set here: the controller writes them, and applying the manifest
 * again must not remove them.
 */
export class MetalLbWebhooks extends Construct {
  public readonly service: k8s.KubeService;
  public readonly secret: k8s.KubeSecret;
  public readonly configuration: k8s.KubeValidatingWebhookConfiguration;

  constructor(
    scope: Construct,
    id: string,
    private readonly namespace: string,
  ) {
    super(scope, id);
    const labels = installLabels('controller');
    this.secret = new k8s.KubeSecret(this, 'secret', {
      metadata: { name: NAMES.webhookSecret, namespace, labels },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata: { name: NAMES.webhookService, namespace, labels },
      spec: {
        selector: podSelector('controller'),
        ports: [{ port: 443, targetPort: k8s.IntOrString.fromNumber(WEBHOOK_PORT) }],
      },
    });
    this.configuration = new k8s.KubeValidatingWebhookConfiguration(this, 'configuration', {
      metadata: { name: NAMES.webhookConfiguration, labels },
      webhooks: CHECKED.map((checked) => this.webhook(checked)),
    });
  }

  private webhook(checked: (typeof CHECKED)[number]): k8s.ValidatingWebhook {
    const { name, kind, resource, version = 'v1beta1', operations = ['CREATE', 'UPDATE'] } = checked;
    const path = `/validate-metallb-io-${version}-${kind}`;
    return {
      name: `${name}validationwebhook.metallb.io`,
      admissionReviewVersions: ['v1'],
      clientConfig: { service: { name: NAMES.webhookService, namespace: this.namespace, path } },
      failurePolicy: 'Fail',
      rules: [
        {
          apiGroups: ['metallb.io'],
          apiVersions: [version],
          operations: [...operations],
          resources: [resource],
          // The API server sets this default. Without it kubectl would patch the list of rules at every apply.
          scope: '*',
        },
      ],
      sideEffects: 'None',
    };
  }
}
