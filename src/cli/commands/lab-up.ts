import { bringUp, describeExpectedState, refuseBeside } from '../../lab';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import { formatOwnRootCommand, isRoot } from '../../terminal/own-command';
import { formatAnnouncement } from '../lab/announcement';
import { applyManifests } from '../lab/apply-manifests';
import type { LabUpOptions } from '../lab/collect-ingredients';
import { forVerify } from '../lab/collect-ingredients';
import { formatDone, formatResults, judge } from '../lab/outcome';
import type { PreparedLab } from '../lab/prepare-lab';
import { prepareLab } from '../lab/prepare-lab';
import { Stopwatch } from '../lab/stopwatch';

/** Makes a lab of a cluster and waits until everything in it runs. */
export async function labUp(cluster: string, options: LabUpOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = checkCluster(file);
  printDiagnostics(diagnostics, io.stderr);
  if (plan === undefined) return 1;
  // Only root can see what is missing. Another user is told first that root is needed.
  if (isRoot()) refuseBeside(plan.cluster);
  const stopwatch = new Stopwatch(io.stderr);
  const program = [process.execPath, process.argv[1] ?? ''];
  const prepared = await prepareLab(plan, { ...options, file }, program);
  const { layout, k3s } = prepared.bringUp.description;
  const { registries } = options;
  const announced = { layout, k3s: k3s.path, notes: forVerify(plan), ...(registries && { registries }) };
  io.stderr.write(formatAnnouncement(announced));
  const interrupted = () => {
    const down = formatOwnRootCommand(['lab', 'down', plan.cluster]);
    io.stderr.write(`\ninterrupted: "${down}" removes what was made\n`);
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    return await makeLab(prepared, options, stopwatch, io);
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** Returns the exit status. */
async function makeLab(
  { bringUp: request, manifests }: PreparedLab,
  { output: folder, timeout, bare = false }: LabUpOptions,
  stopwatch: Stopwatch,
  io: CommandIo,
): Promise<number> {
  const say = (line: string) => stopwatch.say(line);
  const lab = await bringUp({ ...request, isBare: bare }, say);
  if (bare) {
    say('the machines run, without k3s');
    return 0;
  }
  const waiting = { timeoutSeconds: timeout, say };
  const state = await applyManifests(lab, request, { manifests, folder }, waiting);
  const outcome = judge(state, describeExpectedState(lab));
  for (const line of formatDone(outcome)) say(line);
  io.stdout.write(formatResults(lab.layout, state));
  return outcome.status;
}
