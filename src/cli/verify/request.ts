import { sampleImage } from '../../../constructs/samples/sample-pod';
import { FLANNEL_CONF_FILE } from '../../k3s';
import type { NetworkPlan } from '../../plan';
import { findNearest } from '../../diagnostics';
import { ChartCache } from '../../synth/chart-cache';
import { clusterFiles } from '../../synth/cluster-files';
import type { Check, Selection, Vantage, Verification } from '../../verify';
import { CHECKS, LocalVantage, selected, SshVantage, thisMachine, unknownNames } from '../../verify';
import { UsageError } from '../../profile/profile-files';
import { findRunningLab } from './find-lab';
import { LabVantage, rehearsalOf, rehearsedPlan } from './lab-vantage';

/** How a look at a cluster is asked for. */
export interface VerifyOptions {
  readonly profiles: string;
  readonly output: string;
  readonly format: 'human' | 'json';
  /** Seconds from one look to the next. */
  readonly watch?: number;
  readonly probe?: boolean;
  readonly probeImage?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Who to log in as on every node; true: whom ssh's own configuration names. */
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
  readonly verbose?: boolean;
}

/** The checks that were asked for. @throws UsageError where one is not known */
export function checksOf({ only, skip }: VerifyOptions): readonly Check[] {
  const selection: Selection = { ...(only && { only }), ...(skip && { skip }) };
  const [unknown] = unknownNames(CHECKS, selection);
  if (unknown !== undefined) throw new UsageError(`there is no check "${unknown}"${meant(unknown)}`);
  return selected(CHECKS, selection);
}

function meant(unknown: string): string {
  const names = [...new Set(CHECKS.flatMap(({ id, scope }) => [id, scope]))];
  const name = findNearest(unknown, names);
  return name === undefined ? '' : `: did you mean "${name}"?`;
}

/** One look: what is compared with what, and from where. */
export interface VerifyRequest {
  readonly on: Verification;
  readonly vantage: Vantage;
  /** What synth would write now, by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Opens whatever the cluster can be seen from: its running lab, ssh, or this machine as it is. */
export function openVerification(
  plan: NetworkPlan,
  options: VerifyOptions,
  interrupt: AbortSignal,
): VerifyRequest {
  const { files, manifests } = clusterFiles(plan, new ChartCache());
  const lab =
    options.ssh === undefined && options.kubeconfig === undefined ? findRunningLab(plan.cluster) : undefined;
  const vantage = lab === undefined ? ownVantage(plan, options) : new LabVantage(lab);
  const nodeFiles = plan.nodes.map(({ name }) => [name, files.get(`k3s/${name}.yml`) ?? ''] as const);
  const flannelConf = files.get(`k3s/${FLANNEL_CONF_FILE}`);
  const on = {
    plan: lab === undefined ? plan : rehearsedPlan(plan, lab),
    nodeFiles: new Map(nodeFiles),
    manifests: new Map(manifests.map((manifest) => [manifest.file, manifest])),
    ...(flannelConf !== undefined && { flannelConf }),
    probe: options.probe === true,
    probeImage: options.probeImage ?? sampleImage(),
    kubectl: vantage.kubectl,
    interrupt,
    cluster: vantage.cluster,
    node: (name: string) => vantage.node(name),
    get lan() {
      return vantage.lan;
    },
    ...(lab && { rehearsal: rehearsalOf(lab) }),
  };
  return { on, vantage, files };
}

function ownVantage(plan: NetworkPlan, { ssh, kubeconfig }: VerifyOptions): Vantage {
  const machine = thisMachine();
  if (ssh === undefined) return new LocalVantage(plan, machine, kubeconfig);
  return new SshVantage(plan, machine, ssh === true ? undefined : ssh.replace(/@$/, ''), kubeconfig);
}
