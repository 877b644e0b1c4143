import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { configLabels, TRAEFIK } from './identity';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import { packagedValues } from './packaged-values';

/** Where k3s keeps its packaged parts. */
export const PACKAGED_NAMESPACE = 'kube-system';

/**
 * The Traefik that k3s packages, tuned by a HelmChartConfig: k3s merges its values over its own and upgrades the
 * release. There can be only one of it in a cluster. Keys moved between the charts that k3s packaged over time, so
 * that it says which one it is for.
 *
 * @see https://docs.k3s.io/networking/networking-services#traefik-ingress-controller
 */
export class PackagedTraefik extends Construct {
  public readonly helmChartConfig: ApiObject;

  constructor(scope: Construct, id: string, props: PackagedTraefikProps) {
    super(scope, id);
    const failurePolicy = props.failurePolicy ?? (props.chart === '41' ? 'retry' : undefined);
    this.helmChartConfig = new ApiObject(this, 'helm-chart-config', {
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChartConfig',
      metadata: { name: TRAEFIK, namespace: PACKAGED_NAMESPACE, labels: configLabels() },
      spec: {
        valuesContent: Yaml.stringify(packagedValues(props)),
        ...(failurePolicy !== undefined && { failurePolicy }),
      },
    });
  }
}
