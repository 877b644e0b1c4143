import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ApplyAccess, ApplyPlan, RunningCluster } from '../../apply';
import { digestInputs, planApply, readCluster } from '../../apply';
import { loadProfile } from '../../plan/load-profile';
import type { NetworkPlan } from '../../plan';
import { BaseFiles } from '../../profile/base-files';
import { UsageError } from '../../profile/profile-files';
import type { ApplyWay, RenderedCluster } from '../../steps';
import { stepFormat } from '../steps/step-output';
import { findRunningLab } from '../verify/find-lab';
import type { AccessOptions } from './open-access';
import { openLab, openMachines } from './open-access';
import { readSecretFolder } from './read-secrets';

/** The options of `netstack apply`. */
export interface ApplyOptions {
  readonly profiles: string;
  readonly output: string;
  readonly apply: ApplyWay;
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly saveSteps?: string;
  readonly installScript?: string;
  readonly sha256?: string;
  readonly tokenFile?: string;
  readonly upgradePlan?: boolean;
  readonly secrets?: string;
  readonly deadline: number;
}

/** Everything that is known before anything changes. */
export interface PreparedApply {
  readonly cluster: RenderedCluster;
  readonly access: ApplyAccess;
  readonly state: RunningCluster;
  readonly plan: ApplyPlan;
  readonly installScript?: string;
  readonly token?: string;
  readonly secrets: ReadonlyMap<string, string>;
  /** Digest of what the steps were derived from. */
  readonly digest: string;
}

/** Opens the way to the cluster: its running lab, ssh, or this machine. */
export function openAccess(plan: NetworkPlan, options: AccessOptions): ApplyAccess {
  const isNamed = options.ssh !== undefined || options.kubeconfig !== undefined;
  const lab = isNamed ? undefined : findRunningLab(plan.cluster);
  return lab === undefined ? openMachines(plan, options) : openLab(plan, lab);
}

/** Reads what runs and derives the steps. */
export async function prepareApply(
  cluster: RenderedCluster,
  access: ApplyAccess,
  options: ApplyOptions,
): Promise<PreparedApply> {
  const { apply: way } = options;
  const state = await readCluster(cluster, access, way);
  const installScript = readInstallScript(options);
  const token = readToken(options);
  const secrets = readSecrets(state, options);
  const recorded = readRecordedPlan(cluster.plan.cluster, state);
  const plan = planApply(cluster, state, {
    way,
    canInstall: installScript !== undefined,
    keepsVersion: access.isLab === true,
    hasToken: token !== undefined,
    secrets: new Set(secrets.keys()),
    format: stepFormat(cluster.plan.cluster, options),
    ...(recorded && { recorded }),
  });
  return {
    ...{ cluster, access, state, plan, secrets },
    digest: digestInputs(cluster, state),
    ...(installScript !== undefined && { installScript }),
    ...(token !== undefined && { token }),
  };
}

/** The token from a file, or from k3s's own variable. */
function readToken({ tokenFile }: ApplyOptions): string | undefined {
  if (tokenFile === undefined) return process.env['K3S_TOKEN'];
  const token = readFileSync(tokenFile, 'utf8').trim();
  if (token === '') throw new UsageError(`"${tokenFile}" contains no token`);
  return token;
}

/** @throws UsageError where it is not the script that its checksum names */
function readInstallScript({ installScript: file, sha256: sum }: ApplyOptions): string | undefined {
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  const digest = hash('sha256', text, 'hex');
  if (sum !== undefined && digest !== sum.toLowerCase())
    throw new UsageError(`"${file}" has the SHA-256 ${digest} and not ${sum}`);
  return text;
}

function readSecrets(
  { missingSecrets }: RunningCluster,
  { secrets: folder }: ApplyOptions,
): ReadonlyMap<string, string> {
  return folder === undefined ? new Map() : readSecretFolder(folder, missingSecrets);
}

/** The plan of the profile that was applied last. A profile that this version rejects is as good as none. */
function readRecordedPlan(cluster: string, { record }: RunningCluster): NetworkPlan | undefined {
  if (record === undefined) return undefined;
  const bases = new BaseFiles();
  if (record.base !== undefined) bases.add(record.base.file, record.base.content);
  const { plan, diagnostics } = loadProfile(`${cluster}.yaml`, record.profile, bases);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : plan;
}
