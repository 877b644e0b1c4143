import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Takeover, AdoptRefusal } from '../../adopt';
import { planTakeover } from '../../adopt';
import type { ApplyAccess } from '../../apply';
import { readRunning, runSteps, StepError } from '../../apply';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import type { NetworkPlan } from '../../plan';
import { loadProfile } from '../../plan/load-profile';
import { findProfileFiles } from '../../profile/profile-files';
import { compareRunning } from '../../rules/compare-running';
import type { RunningObjects } from '../../running';
import { checkCluster } from '../../synth/check-objects';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { RenderedCluster } from '../../steps';
import { formatSteps } from '../../steps';
import { quoteCommand } from '../../terminal/quote-command';
import { visible, visibleLines } from '../../terminal/visible';
import { confirm } from '../apply/confirm';
import { openAccess } from '../apply/request';

/** The options of `netstack adopt`. */
export interface AdoptOptions {
  readonly profiles: string;
  readonly output: string;
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly script?: boolean;
}

const STATUS = { ok: 0, failed: 1, changes: 2 };

/** Findings of `validate --live` that the steps resolve. All other errors stop the handover before it begins. */
const RESOLVED = [
  ...['live-metallb-installed', 'live-traefik-installed', 'live-immutable-field', 'live-webhook-owner'],
  ...['live-helm-chart-config-owner', 'live-address-taken'],
];

/** Shows the steps that hand over what runs, and executes them after a confirmation. */
export async function adopt(named: string, options: AdoptOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([named], options.profiles);
  const checked = checkCluster(file);
  const { plan } = checked;
  if (plan === undefined) {
    io.stderr.write(formatDiagnostics(checked.diagnostics, colorsFor(io.stderr)));
    return STATUS.failed;
  }
  const cluster = renderCluster(plan, new ChartCache());
  const access = openAccess(plan, options);
  const say = (line: string) => io.stderr.write(`${visibleLines(line)}\n`);
  try {
    say(`adopt ${plan.cluster} ${access.title}`);
    const running = await readRunning(access.kubectl);
    const takeover = planTakeover(cluster, running);
    const refusals = [...takeover.refusals, ...refuseFindings({ file, plan, cluster, running })];
    return await handOver({ takeover: { ...takeover, refusals }, cluster, access, options, io, say });
  } finally {
    await access.close();
  }
}

interface AdoptCall {
  readonly takeover: Takeover;
  readonly cluster: RenderedCluster;
  readonly access: ApplyAccess;
  readonly options: AdoptOptions;
  readonly io: CommandIo;
  readonly say: (line: string) => void;
}

async function handOver(call: AdoptCall): Promise<number> {
  const { takeover, cluster, access, options, io, say } = call;
  const { steps, refusals } = takeover;
  const name = cluster.plan.cluster;
  io.stdout.write(refusals.map(formatRefusal).join(''));
  if (refusals.length > 0) return STATUS.failed;
  if (steps.length === 0) {
    io.stdout.write('Nothing to hand over: no other installation runs.\n');
    return STATUS.ok;
  }
  io.stdout.write(formatSteps(steps, { folder: join(options.output, name), ...userOf(options) }));
  if (options.dryRun === true || options.script === true) return STATUS.changes;
  if (options.yes !== true && !(await confirm('Execute these steps?', io))) return STATUS.changes;
  try {
    await runSteps(steps, { access, cluster, secrets: new Map(), renew: () => Promise.resolve(), say });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(`failed: ${error.message}`);
    say(`the pods that ran keep running; run ${quoteCommand(['netstack', 'adopt', name])} again to continue`);
    return STATUS.failed;
  }
  say(`handed over; next: ${quoteCommand(['netstack', 'apply', name])}`);
  return STATUS.ok;
}

function userOf({ ssh }: AdoptOptions): { readonly user?: string } {
  return typeof ssh === 'string' ? { user: ssh.replace(/@$/, '') } : {};
}

function formatRefusal({ reason, remedy }: AdoptRefusal): string {
  return `Refused: ${visible(reason)}\n${remedy.map((line) => `    ${visible(line)}\n`).join('')}\n`;
}

interface LiveState {
  readonly file: string;
  readonly plan: NetworkPlan;
  readonly cluster: RenderedCluster;
  readonly running: RunningObjects;
}

/** Errors of the comparison that no step resolves, such as the address of a Service that is not handed over. */
function refuseFindings({ file, plan, cluster, running }: LiveState): readonly AdoptRefusal[] {
  const { source } = loadProfile(file, readFileSync(file, 'utf8'));
  const rendered = cluster.manifests.flatMap(({ objects }) => objects);
  return compareRunning({ plan, source, rendered, running })
    .filter(
      ({ rule, hint }) =>
        rule.severity === 'error' && !(RESOLVED.includes(rule.id) && hint.includes('adopt')),
    )
    .map(({ message, hint }) => ({ reason: message, remedy: [hint] }));
}
