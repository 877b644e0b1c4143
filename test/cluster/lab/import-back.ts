import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { loadProfile } from '../../../src/plan/load-profile';
import { ChartCache } from '../../../src/synth/chart-cache';
import { renderCluster } from '../../../src/synth/cluster-files';
import { sortObjects } from '../../import/sort-objects';
import { netstack, expectOutput } from './netstack';
import type { RunningLab } from './running-lab';

/** What lab status lists in place of parts of a profile, and the values that run. */
const SUBSTITUTIONS: readonly (readonly [difference: RegExp, path: readonly string[], value: unknown])[] = [
  [/no WireGuard: flannel is host-gw/, ['flannel'], { backend: 'host-gw' }],
  [/no IPVS: kube-proxy is in iptables mode/, ['kubeProxy'], { mode: 'iptables' }],
  [/and kube-proxy replaces what yours does for Services/, ['kubeProxy'], { mode: 'iptables' }],
  [/no Prometheus Operator runs/, ['monitoring'], {}],
];

/**
 * The profile that is imported from the running lab equals the lab's own, up to comments, defaults, reserved ranges,
 * silenced rules, the release and the substitutions of the lab.
 */
export async function expectImportsBack(lab: RunningLab): Promise<void> {
  const original = parseDocument(readFileSync(lab.profile, 'utf8'));
  const status = await netstack('lab', 'status', lab.cluster, '--format', 'json');
  const { differences } = JSON.parse(status.stdout) as { differences: readonly string[] };
  for (const [difference, path, value] of SUBSTITUTIONS) {
    if (!differences.some((text) => difference.test(text))) continue;
    const ipv6Masq = original.getIn([...path, 'ipv6Masq']);
    original.setIn(path, ipv6Masq === undefined ? value : { ...(value as object), ipv6Masq });
  }
  const release = String(original.get('k3sVersion'));
  const words = ['import', lab.cluster, '--lab', lab.cluster, '--output', '-', '--k3s-version', release];
  const imported = expectOutput(await netstack(...words), 'import');
  expect(describe(imported)).toEqual(describe(original.toString()));
}

/** A profile by what it decides: every rendered object and flag, and the LAN. */
function describe(profile: string): unknown {
  const { plan, diagnostics } = loadProfile('test.yaml', profile);
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { cidr, gateway, mtu } = plan.lan;
  const rendered = [...renderCluster(plan, new ChartCache()).files].map(([file, text]) => [
    file,
    file.endsWith('.yaml')
      ? sortObjects(text, plan.serviceCidr[0]?.family ?? 4)
      : file.endsWith('.yml')
        ? (parse(text) as unknown)
        : text,
  ]);
  return {
    lan: { cidr: cidr.map(String), gateway: gateway.map(String), mtu },
    files: Object.fromEntries(rendered as [string, unknown][]),
  };
}
