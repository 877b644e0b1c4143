import type { Takeover } from '../../adopt';
import type { ApplyAccess } from '../../apply';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { RenderedCluster } from '../../steps';
import { formatSteps } from '../../steps';
import { visibleLines } from '../../terminal/visible';
import { confirm } from '../apply/confirm';
import { formatCall } from '../apply/format-call';
import { openAccess } from '../apply/request';
import { formatRefusal, readTakeover, takeOver } from '../apply/take-over';
import { stepFormat } from '../steps/step-output';

/** The options of `netstack adopt`. */
export interface AdoptOptions {
  readonly profiles: string;
  readonly output: string;
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

const STATUS = { ok: 0, failed: 1, changes: 2 };

/** Shows the steps that hand over what runs, and executes them after a confirmation. */
export async function adopt(named: string, options: AdoptOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([named], options.profiles);
  const checked = checkCluster(file);
  const { plan } = checked;
  if (plan === undefined) {
    printDiagnostics(checked.diagnostics, io.stderr);
    return STATUS.failed;
  }
  const cluster = renderCluster(plan, new ChartCache());
  const access = openAccess(plan, options);
  const say = (line: string) => io.stderr.write(`${visibleLines(line)}\n`);
  try {
    say(`adopt ${plan.cluster} ${access.title}`);
    const takeover = await readTakeover(file, cluster, access);
    return await handOver({ named, takeover, cluster, access, options, io, say });
  } finally {
    await access.close();
  }
}

interface AdoptCall {
  /** The cluster or profile, as the user named it. */
  readonly named: string;
  readonly takeover: Takeover;
  readonly cluster: RenderedCluster;
  readonly access: ApplyAccess;
  readonly options: AdoptOptions;
  readonly io: CommandIo;
  readonly say: (line: string) => void;
}

async function handOver({ named, takeover, cluster, access, options, io, say }: AdoptCall): Promise<number> {
  const { steps, refusals } = takeover;
  const name = cluster.plan.cluster;
  io.stdout.write(refusals.map(formatRefusal).join(''));
  if (refusals.length > 0) return STATUS.failed;
  if (steps.length === 0) {
    io.stdout.write('Nothing to hand over: no other installation runs.\n');
    return STATUS.ok;
  }
  const format = stepFormat(name, options);
  io.stdout.write(formatSteps(steps, format));
  if (options.dryRun === true) return STATUS.changes;
  if (options.yes !== true && !(await confirm('Execute these steps?', io))) return STATUS.changes;
  const again = formatCall('adopt', named, options);
  if (!(await takeOver(steps, { cluster, access, folder: format.folder, say, again }))) return STATUS.failed;
  say(`handed over; next: ${formatCall('apply', named, options)}`);
  return STATUS.ok;
}
