import type { ChartKeys } from './chart-generation';
import { PORTS } from './entry-points';
import { TRAEFIK } from './identity';
import type { GatewayOptions } from './gateway-options';
import type { PackagedTraefikProps } from './packaged-traefik-props';
import type { KubernetesIngressOptions, ProviderOptions } from './provider-options';
import type { Values } from './values';

/** The chart's `providers` and `ingressClass`: only the values that the options set. */
export function packagedProviders(
  { kubernetesIngress, kubernetesCRD, kubernetesGateway }: ProviderOptions,
  ingressClassName: string | undefined,
): Values {
  return {
    ingressClass: { ...(kubernetesIngress && ingressClassValues(kubernetesIngress)), name: ingressClassName },
    providers: {
      kubernetesIngress: kubernetesIngress && ingressValues(kubernetesIngress, ingressClassName),
      kubernetesCRD: kubernetesCRD && { ...kubernetesCRD },
      kubernetesGateway: kubernetesGateway && { ...kubernetesGateway },
    },
  };
}

/** A disabled provider must not leave its class: Ingresses would get it, and Traefik would not serve them. */
function ingressClassValues({ enabled, defaultIngressClass }: KubernetesIngressOptions): Values {
  return { enabled, isDefaultClass: defaultIngressClass };
}

function ingressValues(options: KubernetesIngressOptions, ingressClassName = TRAEFIK): Values {
  const { enabled, allowExternalNameServices, defaultIngressClass, publishedService } = options;
  return {
    enabled,
    allowExternalNameServices,
    // Without a class to match, Traefik serves Ingresses that have no class.
    ingressClass: defaultIngressClass === false ? ingressClassName : undefined,
    publishedService: { enabled: publishedService },
  };
}

/** The chart's `gateway`, which the chart creates only while the provider is enabled. */
export function packagedGateway(props: PackagedTraefikProps, keys: ChartKeys): Values | undefined {
  const { gateway, providers } = props;
  if (gateway === undefined || providers?.kubernetesGateway?.enabled !== true) return undefined;
  const namespacePolicy = policyFor(gateway, keys);
  const { certificateSecret } = gateway;
  const certificateRefs = [{ group: '', kind: 'Secret', name: certificateSecret }];
  const websecure = { port: PORTS.websecure, protocol: 'HTTPS', namespacePolicy, certificateRefs };
  return {
    listeners: {
      web: { namespacePolicy },
      websecure: certificateSecret === undefined ? undefined : websecure,
    },
  };
}

function policyFor({ allowedNamespaces = 'All' }: GatewayOptions, keys: ChartKeys): unknown {
  return keys.namespacePolicy === 'word' ? allowedNamespaces : { from: allowedNamespaces };
}
