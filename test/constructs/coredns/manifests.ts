import { Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import type { CoreDnsCustomProps, CoreDnsProps, ZoneOptions } from '../../../constructs/coredns';
import { CoreDns, CoreDnsCustom } from '../../../constructs/coredns';

export interface CoreDnsObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
  };
  readonly data: Record<string, string>;
  readonly rules: unknown;
  readonly spec: Record<string, unknown>;
}

function synth(add: (scope: Construct) => void): Record<string, CoreDnsObject> {
  const chart = Testing.chart();
  add(chart);
  return Object.fromEntries((Testing.synth(chart) as CoreDnsObject[]).map((object) => [object.kind, object]));
}

/** The ConfigMap for k3s's own CoreDNS. */
export const custom = (props: CoreDnsCustomProps) =>
  synth((scope) => new CoreDnsCustom(scope, 'dns', props))['ConfigMap'];

/** The objects of a standalone CoreDNS, by kind. */
export const standalone = (props: Partial<CoreDnsProps> = {}) =>
  synth((scope) => new CoreDns(scope, 'dns', { clusterDns: ['10.43.0.10'], ...props }));

/** The server block of one zone. */
export const zone = (options: ZoneOptions) => Object.values(custom({ zones: [options] })?.data ?? {})[0];
