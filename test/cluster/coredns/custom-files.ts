import { Testing } from 'cdk8s';
import type { CoreDnsCustomProps, CoreDnsProps } from '../../../constructs';
import { CoreDns, CoreDnsCustom } from '../../../constructs';

type Files = Readonly<Record<string, string>>;

interface ConfigMap {
  readonly kind: string;
  readonly data: Files;
}

/** Files of k3s's own CoreDNS with what it is given; it asks `upstream` instead of the node's resolv.conf. */
export function packagedFiles(props: CoreDnsCustomProps, upstream: string): Files {
  const chart = Testing.chart();
  new CoreDnsCustom(chart, 'dns', props);
  const Corefile = `.:53 {
    errors
    cache 30
    reload
    loadbalance
    import /etc/coredns/custom/*.override
    forward . /etc/resolv.conf
}
import /etc/coredns/custom/*.server
`;
  return asking({ Corefile, ...dataOf(Testing.synth(chart)) }, upstream);
}

/** Files of a standalone CoreDNS, without what needs a cluster or a port that each node has once. */
export function standaloneFiles(props: CoreDnsProps, upstream: string): Files {
  const chart = Testing.chart();
  new CoreDns(chart, 'dns', props);
  const { Corefile = '', ...others } = dataOf(Testing.synth(chart));
  const alone = Corefile.replace(/^ {4}(?:kubernetes|health) .*\{\n(?: {8}.*\n)* {4}\}\n/gm, '').replace(
    /^ {4}(?:ready|prometheus.*|loop)\n/gm,
    '',
  );
  return asking({ Corefile: alone, ...others }, upstream);
}

function asking(files: Files, upstream: string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replaceAll('/etc/resolv.conf', upstream)]),
  );
}

function dataOf(objects: unknown[]): Files {
  return (objects as ConfigMap[]).find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
}
