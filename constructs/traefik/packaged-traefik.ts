import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { configLabels, TRAEFIK } from './identity';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import { packagedValues } from './packaged-values';

/** The namespace of the packaged components. */
export const PACKAGED_NAMESPACE = 'kube-system';

/**
 * A HelmChartConfig for the Traefik that k3s packages: k3s merges the values over its own and upgrades the release. A
 * cluster can have only one. The keys of the values depend on the version of the chart, which the props name.
 *
 * @see https://docs.k3s.io/networking/networking-services#traefik-ingress-controller
 * @example
 * new PackagedTraefik(chart, 'traefik', { chart: '41', web: { httpsRedirect: true } });
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
