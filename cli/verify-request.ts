import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleImage } from '../constructs/samples/sample-pod';
import { FLANNEL_CONF_FILE } from '../k3s';
import type { NetworkPlan } from '../network';
import { nearest } from '../network';
import { ChartCache } from '../synth/chart-cache';
import { clusterFiles } from '../synth/cluster-files';
import type { Check, Selection, Vantage, Verification } from '../verify';
import { CHECKS, LocalVantage, selected, SshVantage, thisMachine, unknownNames } from '../verify';
import { UsageError } from './profiles';
import { LabVantage, rehearsalOf, rehearsedPlan, runningLab } from './verify-lab';

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
  const name = nearest(unknown, names);
  return name === undefined ? '' : `: did you mean "${name}"?`;
}

/** One look: what is compared with what, and from where. */
export interface VerifyRequest {
  readonly on: Verification;
  readonly vantage: Vantage;
}

/** Opens whatever the cluster can be seen from: its running lab, ssh, or this machine as it is. */
export function openVerification(
  plan: NetworkPlan,
  options: VerifyOptions,
  interrupt: AbortSignal,
): VerifyRequest {
  const { files } = clusterFiles(plan, new ChartCache());
  const lab =
    options.ssh === undefined && options.kubeconfig === undefined ? runningLab(plan.cluster) : undefined;
  const vantage = lab === undefined ? ownVantage(plan, options) : new LabVantage(lab);
  const below = (folder: string, suffix = '') =>
    new Map(
      [...files].flatMap(([path, text]) =>
        path.startsWith(folder) && path.endsWith(suffix)
          ? [[path.slice(folder.length, path.length - suffix.length), text] as const]
          : [],
      ),
    );
  const flannelConf = files.get(`k3s/${FLANNEL_CONF_FILE}`);
  const on = {
    plan: lab === undefined ? plan : rehearsedPlan(plan, lab),
    nodeFiles: below('k3s/', '.yml'),
    manifests: below('manifests/'),
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
  return { on, vantage };
}

function ownVantage(plan: NetworkPlan, { ssh, kubeconfig }: VerifyOptions): Vantage {
  const machine = thisMachine();
  if (ssh === undefined) return new LocalVantage(plan, machine, kubeconfig);
  return new SshVantage(plan, machine, ssh === true ? undefined : ssh.replace(/@$/, ''), kubeconfig);
}

/** The files of `dist/` that are not what the profile says now: somebody may have copied the old ones to nodes. */
export function staleFiles(plan: NetworkPlan, output: string): readonly string[] {
  const folder = join(output, plan.cluster);
  if (!existsSync(folder)) return [];
  const { files } = clusterFiles(plan, new ChartCache());
  return [...files]
    .filter(([name, text]) => {
      const file = join(folder, name);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    })
    .map(([name]) => name);
}
