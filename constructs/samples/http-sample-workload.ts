import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { HttpSampleProps, SamplePods } from './http-sample-props';
import { sampleIdentity, sampleMetadata } from './sample-identity';
import { SAMPLE_PORT, sampleDeployment, sampleImage, denyPrivileges } from './sample-pod';

/** The props of a sample that concern its pods. */
export type HttpSampleWorkloadProps = SamplePods &
  Pick<HttpSampleProps, 'image'> & {
    /**
     * The name of the Secret (kubernetes.io/tls) whose certificate the pods serve.
     *
     * @default - the pods serve HTTP without TLS
     */
    readonly tlsSecret?: string;
  };

/** The folder of the certificate that the pods serve. */
const TLS_FOLDER = '/tls';

/** The pods of a sample. */
export class HttpSampleWorkload extends Construct {
  public readonly deployment: k8s.KubeDeployment;

  constructor(scope: Construct, id: string, props: HttpSampleWorkloadProps) {
    super(scope, id);
    const secretName = props.tlsSecret;
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: sampleMetadata(props),
      spec: sampleDeployment(
        props,
        sampleIdentity(props),
        container(props.image, secretName !== undefined),
        secretName === undefined ? [] : [{ name: 'tls', secret: { secretName } }],
      ),
    });
  }
}

function container(image = sampleImage(), servesTls: boolean): Omit<k8s.Container, 'resources'> {
  const port = k8s.IntOrString.fromString('http');
  const health = { httpGet: { path: '/health', port, ...(servesTls && { scheme: 'HTTPS' }) } };
  const files = [`--cert=${TLS_FOLDER}/tls.crt`, `--key=${TLS_FOLDER}/tls.key`];
  return {
    name: 'http',
    image,
    ...(servesTls && { args: files }),
    env: [{ name: 'WHOAMI_PORT_NUMBER', value: String(SAMPLE_PORT) }],
    ports: [{ name: 'http', containerPort: SAMPLE_PORT }],
    readinessProbe: health,
    livenessProbe: { ...health, initialDelaySeconds: 5 },
    securityContext: denyPrivileges(),
    ...(servesTls && { volumeMounts: [{ name: 'tls', mountPath: TLS_FOLDER, readOnly: true }] }),
  };
}
