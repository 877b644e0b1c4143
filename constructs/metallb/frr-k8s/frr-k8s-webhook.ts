import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FRR_K8S_NAMES, frrK8sLabels, frrK8sSelector } from './identity';

/** The check of FRRConfigurations, MetalLB's own and those that others add. The status cleaner answers. */
export class FrrK8sWebhook extends Construct {
  public readonly secret: k8s.KubeSecret;
  public readonly service: k8s.KubeService;
  public readonly configuration: k8s.KubeValidatingWebhookConfiguration;

  constructor(scope: Construct, id: string, namespace: string) {
    super(scope, id);
    const labels = frrK8sLabels('statuscleaner');
    // Without data, so that to apply it again does not wipe the certificate that is written into it.
    this.secret = new k8s.KubeSecret(this, 'secret', {
      metadata: { name: FRR_K8S_NAMES.webhookSecret, namespace, labels },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata: { name: FRR_K8S_NAMES.webhookService, namespace, labels },
      spec: {
        selector: frrK8sSelector('statuscleaner'),
        ports: [{ port: 443, targetPort: k8s.IntOrString.fromString('webhook') }],
      },
    });
    this.configuration = new k8s.KubeValidatingWebhookConfiguration(this, 'configuration', {
      metadata: { name: FRR_K8S_NAMES.webhookConfiguration, labels },
      webhooks: [webhook(namespace)],
    });
  }
}

function webhook(namespace: string): k8s.ValidatingWebhook {
  return {
    name: 'frrconfigurationsvalidationwebhook.metallb.io',
    admissionReviewVersions: ['v1'],
    clientConfig: {
      service: {
        name: FRR_K8S_NAMES.webhookService,
        namespace,
        path: '/validate-frrk8s-metallb-io-v1beta1-frrconfiguration',
      },
    },
    failurePolicy: 'Fail',
    rules: [
      {
        apiGroups: ['frrk8s.metallb.io'],
        apiVersions: ['v1beta1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['frrconfigurations'],
        // As the API server writes it anyway: kubectl would patch the list of rules at every apply.
        scope: '*',
      },
    ],
    sideEffects: 'None',
  };
}
