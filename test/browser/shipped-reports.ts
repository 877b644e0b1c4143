import { readdirSync } from 'node:fs';
import type { Scene } from '../../src/report/drawing/scene';
import { renderHtml } from '../../src/report/formats/html';
import type { NetworkReport } from '../../src/report/network-report';
import { createReport, drawReport, listScenes } from '../../src/report/network-report';
import type { VerifyResult } from '../../src/report/verified/verify-result';
import { parseVerifyResult } from '../../src/report/verified/verify-result';
import { checkProfile } from '../../src/rules/check-profile';

/** The names of the profiles that k3s-netstack ships. */
export const CLUSTERS: readonly string[] = readdirSync('profiles')
  .flatMap((file) => /^([^_].*)\.yaml$/.exec(file)?.[1] ?? [])
  .sort();

/** What `verify` saw: checks of several hops failed. */
export const FAILED: VerifyResult = parseVerifyResult(
  JSON.stringify({
    findings: [
      ...['lan-address', 'flannel-device', 'overlay-ping', 'wireguard-peers', 'flannel-routes'],
      ...['coredns-answers', 'coredns-forwards', 'sole-owners', 'service-rules', 'sample-answers'],
      ...['free-addresses', 'load-balancer-addresses', 'other-load-balancers', 'metallb-announced'],
      ...['k3s-version', 'busy-ports'],
    ].map((check) => ({ check, target: 'cluster', outcome: 'failed', found: 'one', planned: 'another' })),
    groups: [{ causes: [0, 1], effects: [2] }],
  }),
);

function reportOf(cluster: string, verified?: VerifyResult): NetworkReport {
  const { plan, diagnostics } = checkProfile(`profiles/${cluster}.yaml`);
  if (plan === undefined) throw new Error(`${cluster} has errors`);
  return createReport(plan, diagnostics, verified);
}

/** The page of a shipped cluster's report. */
export function renderPage(cluster: string, verified?: VerifyResult): string {
  const report = reportOf(cluster, verified);
  return renderHtml(report, drawReport(report));
}

/** The drawings of a shipped cluster's report. */
export function drawCluster(cluster: string, verified?: VerifyResult): readonly Scene[] {
  return listScenes(drawReport(reportOf(cluster, verified)));
}
