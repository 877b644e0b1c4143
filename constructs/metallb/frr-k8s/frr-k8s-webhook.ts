import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FRR_K8S_NAMES, frrK8sLabels, frrK8sSelector } from './identity';

/** The validating webhook of FRRConfigurations, served by the status cleaner. */
export class FrrK8sWebhook extends Construct {
  public readonly secret: k8s.KubeSecret;
  public readonly service: k8s.KubeService;
  public readonly configuration: k8s.KubeValidatingWebhookConfiguration;

  constructor(scope: Construct, id: string, namespace: string) {
    super(scope, id);
    const labels = frrK8sLabels('statuscleaner');
    // Without data: applying the manifest again must not remove the certificate that the status cleaner has written.
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
        // The API server sets this default. Without it kubectl would patch the list of rules at every apply.
        scope: '*',
      },
    ],
    sideEffects: 'None',
  };
}
