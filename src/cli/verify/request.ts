import { sampleImage } from '../../../constructs/samples/sample-pod';
import { FLANNEL_CONF_FILE } from '../../k3s';
import type { NetworkPlan } from '../../plan';
import { findNearest } from '../../diagnostics';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { Check, Selection, ClusterAccess, VerifyContext } from '../../verify';
import {
  ALL_CHECKS,
  CHECKS,
  PRE_CHECKS,
  LocalAccess,
  selectChecks,
  SshAccess,
  readLocalMachine,
  findUnknownNames,
} from '../../verify';
import type { Bundle, RecordedLab } from '../../verify/bundle';
import { BundleAccess } from '../../verify/bundle';
import { UsageError } from '../../profile/profile-files';
import { findRunningLab } from './find-lab';
import { describeLab, LabAccess, deriveRehearsal, derivePlanOfLab } from './lab-access';

/** The options of `netstack verify`. */
export interface VerifyOptions {
  readonly profiles: string;
  readonly output: string;
  readonly format: 'human' | 'json' | 'junit';
  /** Seconds to repeat the run for, until every check passes. */
  readonly wait?: number;
  /** Whether to print one line per cause only. */
  readonly quiet?: boolean;
  /** Seconds between two runs. */
  readonly watch?: number;
  readonly probe?: boolean;
  readonly probeImage?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** The user to log in as on every node; true: the one of ssh's configuration. */
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
  /** File to write everything to that was read, without secrets. */
  readonly bundle?: string;
  /** Bundle to read in place of the cluster. */
  readonly from?: string;
  /** Whether k3s is not installed yet. */
  readonly pre?: boolean;
  readonly verbose?: boolean;
  /** Whether to print the findings that follow from a cause in full. */
  readonly all?: boolean;
}

/** The selected checks, of those that a bundle has readings of. @throws UsageError where a name is unknown */
export function findChecks(options: VerifyOptions, recorded?: readonly string[]): readonly Check[] {
  const { only, skip } = options;
  const all = listChecks(options, recorded);
  const selection: Selection = { ...(only && { only }), ...(skip && { skip }) };
  const [unknown] = findUnknownNames(all, selection);
  if (unknown !== undefined)
    throw new UsageError(`there is no check "${unknown}"${formatNearest(unknown, all)}`);
  return selectChecks(all, selection);
}

/** The checks of a running cluster, those before the installation, or those of a bundle. */
function listChecks({ pre }: VerifyOptions, recorded: readonly string[] | undefined): readonly Check[] {
  if (recorded !== undefined) return ALL_CHECKS.filter(({ id }) => recorded.includes(id));
  return pre === true ? PRE_CHECKS : CHECKS;
}

function formatNearest(unknown: string, checks: readonly Check[]): string {
  const names = [...new Set(checks.flatMap(({ id, scope }) => [id, scope]))];
  const name = findNearest(unknown, names);
  return name === undefined ? '' : `: did you mean "${name}"?`;
}

/** An open connection to the cluster, and what to compare it with. */
export interface VerifyRequest {
  readonly context: VerifyContext;
  readonly access: ClusterAccess;
  /** The files that synth would write now, by path in the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** How the lab differs from the profile. @default - it is the real cluster */
  readonly lab?: RecordedLab;
}

/** Opens the access to the cluster: a bundle, its running lab, ssh, or this machine. */
export function openVerification(
  plan: NetworkPlan,
  options: VerifyOptions,
  interrupt: AbortSignal,
  bundle?: Bundle,
): VerifyRequest {
  const { files, manifests } = renderCluster(plan, new ChartCache());
  const { access, lab } = openAccess(plan, options, bundle);
  const nodeFiles = plan.nodes.map(({ name }) => [name, files.get(`k3s/${name}.yml`) ?? ''] as const);
  const flannelConf = files.get(`k3s/${FLANNEL_CONF_FILE}`);
  const context = {
    plan: lab === undefined ? plan : derivePlanOfLab(plan, lab),
    nodeFiles: new Map(nodeFiles),
    manifests: new Map(manifests.map((manifest) => [manifest.file, manifest])),
    ...(flannelConf !== undefined && { flannelConf }),
    probe: options.probe === true,
    probeImage: options.probeImage ?? sampleImage(),
    ...(bundle === undefined ? { kubectl: access.kubectl } : { readAt: new Date(bundle.createdAt) }),
    interrupt,
    beforeInstall: options.pre === true || bundle?.beforeInstall === true,
    cluster: access.cluster,
    node: (name: string) => access.node(name),
    get lan() {
      return access.lan;
    },
    ...(lab && { rehearsal: deriveRehearsal(lab) }),
  };
  return { context, access, files, ...(lab && { lab }) };
}

function openAccess(
  plan: NetworkPlan,
  options: VerifyOptions,
  bundle: Bundle | undefined,
): Pick<VerifyRequest, 'access' | 'lab'> {
  if (bundle !== undefined)
    return { access: new BundleAccess(bundle), ...(bundle.lab && { lab: bundle.lab }) };
  const isReal = options.ssh !== undefined || options.kubeconfig !== undefined;
  const lab = isReal ? undefined : findRunningLab(plan.cluster);
  if (lab === undefined) return { access: openOwnAccess(plan, options) };
  return { access: new LabAccess(lab), lab: describeLab(lab) };
}

function openOwnAccess(plan: NetworkPlan, { ssh, kubeconfig }: VerifyOptions): ClusterAccess {
  const machine = readLocalMachine();
  if (ssh === undefined) return new LocalAccess(plan, machine, kubeconfig);
  return new SshAccess(plan, machine, ssh === true ? undefined : ssh.replace(/@$/, ''), kubeconfig);
}
