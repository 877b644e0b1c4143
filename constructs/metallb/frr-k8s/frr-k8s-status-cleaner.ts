import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { resourceRequirements } from '../../resources';
import { Access } from '../access';
import { fromField } from '../arguments';
import type { MetalLbSettings } from '../metallb-props';
import { AS_NOBODY, confined } from '../security';
import { CONTROL_PLANE, scheduling } from '../workload-options';
import { FRR_K8S_RESOURCES } from './daemon-containers';
import { statusCleanerClusterRules, statusCleanerNamespaceRules } from './frr-k8s-access';
import { FRR_K8S_NAMES, frrK8sLabels, frrK8sSelector } from './identity';

/** Port on its node at which the status cleaner answers the API server. */
const WEBHOOK_PORT = 19443;

/** The one pod that checks FRR configurations and forgets nodes that are gone. */
export class FrrK8sStatusCleaner extends Construct {
  public readonly access: Access;
  public readonly deployment: k8s.KubeDeployment;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id);
    this.access = new Access(this, 'access', {
      ...this.metadata(),
      inNamespace: statusCleanerNamespaceRules(),
      inCluster: statusCleanerClusterRules(),
    });
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.metadata(),
      spec: {
        revisionHistoryLimit: 3,
        selector: { matchLabels: frrK8sSelector('statuscleaner') },
        // Its port is the node's: a second one cannot stand beside it.
        strategy: { type: 'Recreate' },
        template: { metadata: { labels: frrK8sLabels('statuscleaner') }, spec: this.podSpec() },
      },
    });
  }

  private podSpec(): k8s.PodSpec {
    return {
      serviceAccountName: FRR_K8S_NAMES.statuscleaner,
      // It is reached even where the pods' network waits for BGP.
      hostNetwork: true,
      securityContext: AS_NOBODY,
      terminationGracePeriodSeconds: 10,
      ...scheduling(this.settings.frrK8s.statusCleaner ?? {}, CONTROL_PLANE),
      containers: [this.container()],
      volumes: [{ name: 'cert', secret: { secretName: FRR_K8S_NAMES.webhookSecret } }],
    };
  }

  private container(): k8s.Container {
    const { images, logLevel, frrK8s } = this.settings;
    const httpGet = { path: '/healthz', port: k8s.IntOrString.fromString('webhook'), scheme: 'HTTPS' };
    const daemonPods = Object.entries(frrK8sSelector('daemon')).map(([key, value]) => `${key}=${value}`);
    return {
      name: 'frr-k8s-statuscleaner',
      image: images.frrK8s,
      command: ['/statuscleaner'],
      args: [
        `--webhook-port=${WEBHOOK_PORT}`,
        `--log-level=${logLevel}`,
        '--namespace=$(NAMESPACE)',
        `--frrk8s-selector=${daemonPods.join(',')}`,
      ],
      env: [fromField('NAMESPACE', 'metadata.namespace')],
      ports: [{ name: 'webhook', containerPort: WEBHOOK_PORT }],
      resources: resourceRequirements(frrK8s.statusCleaner?.resources ?? FRR_K8S_RESOURCES),
      securityContext: confined(),
      // It answers once the kubelet has brought the certificate, which may take more than a minute.
      startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 150 },
      livenessProbe: { httpGet, periodSeconds: 20 },
      readinessProbe: { httpGet },
      volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
    };
  }

  private metadata() {
    return {
      name: FRR_K8S_NAMES.statuscleaner,
      namespace: this.settings.namespace,
      labels: frrK8sLabels('statuscleaner'),
    };
  }
}
