import { readRunning } from '../../apply';
import type { NetworkPlan } from '../../plan';
import { loadProfile } from '../../plan/load-profile';
import type { BaseFiles } from '../../profile/base-files';
import type { CheckedProfile } from '../../rules/check-profile';
import { compareRunning } from '../../rules/compare-running';
import { compareDiagnostics } from '../../diagnostics';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { AccessOptions } from '../apply/open-access';
import { openAccess } from '../apply/request';
import { readFileSync } from 'node:fs';

/** Adds to a profile's diagnostics what the comparison with its running cluster finds. */
export async function checkRunningCluster(
  checked: CheckedProfile & { readonly plan: NetworkPlan },
  bases: BaseFiles,
  options: AccessOptions,
): Promise<CheckedProfile> {
  const { file, plan } = checked;
  const access = openAccess(plan, options);
  try {
    const running = await readRunning(access.kubectl);
    const rendered = renderCluster(plan, new ChartCache()).manifests.flatMap(({ objects }) => objects);
    const loaded = loadProfile(file, readFileSync(file, 'utf8'), bases);
    const found = compareRunning({ plan, source: loaded.source, rendered, running }).map(
      ({ rule, path, message, hint }) =>
        loaded.diagnose({ path, rule: rule.id, severity: rule.severity, message, hint }),
    );
    const diagnostics = [...checked.diagnostics, ...found].sort(compareDiagnostics);
    return { ...checked, diagnostics };
  } finally {
    await access.close();
  }
}
