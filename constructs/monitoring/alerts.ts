import type { MonitoredAddress, MonitoredPeer, MonitoredPool, MonitoringProps } from './monitoring-props';
import { JOBS } from './jobs';

/** An alerting rule of Prometheus. */
export interface Alert {
  readonly alert: string;
  /** An expression of PromQL. */
  readonly expr: string;
  /** How long the expression has a result before the alert fires. */
  readonly for: string;
  readonly labels: { readonly severity: 'critical' | 'warning' };
  readonly annotations: { readonly summary: string; readonly description: string };
}

type Definition = readonly [
  alert: string,
  severity: 'critical' | 'warning',
  pending: string,
  expr: string,
  summary: string,
  description: string,
];

/** Rules by the component that they are for. */
export function listAlerts(props: MonitoringProps): Readonly<Record<string, readonly Alert[]>> {
  const { coredns, traefik, metallb } = props;
  return {
    ...(coredns && { coredns: corednsAlerts(coredns.namespace).map(toAlert) }),
    ...(traefik && { traefik: traefikAlerts(traefik).map(toAlert) }),
    ...(metallb && { metallb: metallbAlerts(metallb).map(toAlert) }),
  };
}

/** @see https://coredns.io/plugins/metrics/ */
function corednsAlerts(namespace: string): readonly Definition[] {
  const job = `job="${namespace}/${JOBS.coredns}"`;
  const responses = (labels: string) => `sum(rate(coredns_dns_responses_total{${labels}}[5m]))`;
  return [
    [
      ...(['CoreDnsDown', 'critical', '5m', `absent(up{${job}} == 1)`] as const),
      'No CoreDNS pod answers Prometheus',
      'Pods cannot resolve names. Check the pods of kube-system with the label k8s-app=kube-dns.',
    ],
    [
      ...(['CoreDnsPanics', 'warning', '0m', `increase(coredns_panics_total{${job}}[10m]) > 0`] as const),
      'CoreDNS panicked in {{ $labels.pod }}',
      'The query of the panic failed. The log of the pod has the stack trace.',
    ],
    [
      ...(['CoreDnsErrors', 'warning', '10m'] as const),
      `${responses(`${job},rcode="SERVFAIL"`)} / ${responses(job)} > 0.05`,
      'CoreDNS answers more than 5% of the queries with SERVFAIL',
      'The name servers that CoreDNS forwards to do not answer, or the API server is unreachable.',
    ],
    [
      ...(['CoreDnsForwardFailures', 'warning', '10m'] as const),
      `rate(coredns_proxy_healthcheck_failures_total{${job},proxy_name="forward"}[5m]) > 0`,
      'CoreDNS cannot reach the name server {{ $labels.to }}',
      'CoreDNS forwards to the other servers meanwhile. Check the server and the route to it.',
    ],
    [
      ...(['CoreDnsForwardBroken', 'critical', '5m'] as const),
      `increase(coredns_forward_healthcheck_broken_total{${job}}[5m]) > 0`,
      'CoreDNS reaches none of the name servers of a forward',
      'CoreDNS selects a server at random, and most queries fail.',
    ],
    [
      ...(['CoreDnsReloadFailed', 'warning', '0m'] as const),
      `increase(coredns_reload_failed_total{${job}}[15m]) > 0`,
      'CoreDNS cannot load its changed Corefile',
      'CoreDNS keeps its previous configuration, and crash-loops at its next start.',
    ],
  ];
}

/** @see https://doc.traefik.io/traefik/reference/install-configuration/observability/metrics/ */
function traefikAlerts({ namespace, certificateDays }: NonNullable<MonitoringProps['traefik']>) {
  const job = `job="${namespace}/${JOBS.traefik}"`;
  const alerts: readonly Definition[] = [
    [
      ...(['TraefikDown', 'critical', '5m', `absent(up{${job}} == 1)`] as const),
      'No Traefik pod answers Prometheus',
      'Ingresses, IngressRoutes and HTTPRoutes are not served.',
    ],
    [
      ...(['CertificateExpires', 'warning', '1h'] as const),
      `min by (cn, sans) (traefik_tls_certs_not_after{${job}} - time()) / 86400 < ${certificateDays}`,
      `The certificate of {{ $labels.cn }} expires in less than ${certificateDays} days`,
      'Names: {{ $labels.sans }}. Renew the certificate, or check the log of Traefik for its certificate resolver.',
    ],
  ];
  return alerts;
}

/** @see https://metallb.io/prometheus-metrics/ */
function metallbAlerts(metallb: NonNullable<MonitoringProps['metallb']>): readonly Definition[] {
  const { pools, peers, addresses, bgpBackend } = metallb;
  return [
    [
      ...(['MetalLbControllerDown', 'warning', '10m', `absent(up{job="${JOBS.controller}"} == 1)`] as const),
      "MetalLB's controller does not answer Prometheus",
      'New Services get no address; addresses that are assigned stay.',
    ],
    [
      ...(['MetalLbSpeakerDown', 'warning', '10m', `up{job="${JOBS.speaker}"} == 0`] as const),
      "MetalLB's speaker {{ $labels.pod }} does not answer Prometheus",
      'Its node announces no address. Check the pod.',
    ],
    ...pools.map(poolAlert),
    ...peers.map((peer) => peerAlert(peer, bgpBackend)),
    ...addresses.map(announcerAlert),
  ];
}

function poolAlert({ name, size, threshold }: MonitoredPool): Definition {
  return [
    ...(['MetalLbPoolNearlyFull', 'warning', '15m'] as const),
    `max by (pool) (metallb_allocator_addresses_in_use_total{job="${JOBS.controller}",pool="${name}"}) >= ${threshold}`,
    `{{ $value }} of the ${size} addresses of pool ${name} are in use`,
    'Services get no address when the pool is full. Add addresses to the pool.',
  ];
}

/** FRR and the native implementation name the peer by its address; with its port, where the metric has one. */
function peerAlert({ name, address }: MonitoredPeer, backend: 'native' | 'frr-k8s'): Definition {
  const metric =
    backend === 'native'
      ? `metallb_bgp_session_up{job="${JOBS.speaker}"`
      : `frrk8s_bgp_session_up{job="${JOBS.frrK8s}"`;
  const pattern = `\\\\[?${address.replace(/[.]/g, '\\\\.')}(\\\\]?:[0-9]+)?`;
  return [
    ...(['BgpSessionDown', 'critical', '2m', `${metric},peer=~"${pattern}"} == 0`] as const),
    `The BGP session with ${name} (${address}) is down on {{ $labels.pod }}`,
    'The peer does not route the addresses of Services to this node.',
  ];
}

function announcerAlert({ address, service }: MonitoredAddress): Definition {
  return [
    ...(['NoAnnouncer', 'critical', '5m'] as const),
    `absent(metallb_speaker_announced{job="${JOBS.speaker}",ip="${address}"} == 1)`,
    `No node announces ${address} of Service ${service}`,
    'Clients cannot reach the address. Check that a pod of the Service is ready, and the log of the speakers.',
  ];
}

function toAlert([alert, severity, pending, expr, summary, description]: Definition): Alert {
  return { alert, expr, for: pending, labels: { severity }, annotations: { summary, description } };
}
