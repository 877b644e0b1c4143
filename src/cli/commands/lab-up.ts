import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../lab';
import {
  addressesOf,
  allReady,
  bringUp,
  configText,
  LabError,
  LabObserver,
  nodesReady,
  output,
  refuseBeside,
  serverStarted,
  titleOf,
} from '../../lab';
import type { Manifest } from '../../synth/render-chart';
import { listApplyCommands } from '../../steps';
import { quoteCommand } from '../../terminal/quote-command';
import type { CommandIo } from '../../diagnostics/command-io';
import { Stopwatch } from '../lab/stopwatch';
import type { LabUpOptions } from '../lab/collect-ingredients';
import { forVerify } from '../lab/collect-ingredients';
import { prepareLab } from '../lab/prepare-lab';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';

/** Makes a lab of a cluster and waits until everything in it runs. */
export async function labUp(cluster: string, options: LabUpOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = checkProfile(file);
  io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
  if (plan === undefined) return 1;
  if (process.geteuid?.() === 0) refuseBeside(plan.cluster);
  const stopwatch = new Stopwatch(io.stderr);
  const say = (line: string) => stopwatch.say(line);
  const program = [process.execPath, process.argv[1] ?? ''];
  const { bringUp: request, manifests } = await prepareLab(plan, { ...options, file }, program);
  io.stderr.write(announcement(request.description.layout, request.description.k3s.path, options));
  for (const line of forVerify(plan)) io.stderr.write(`  ${line}\n`);
  const interrupted = () => {
    io.stderr.write(`\ninterrupted: "netstack lab down ${plan.cluster}" removes what is there\n`);
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    const lab = await bringUp(request, say);
    await apply(lab, manifests, options, say);
    await allReady(lab, { timeoutSeconds: options.timeout, say });
    say('done');
    io.stdout.write(await results(lab));
    return 0;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** What is not as on hardware, and what the lab adds to the nodes' configs. */
function announcement(
  { cluster, nodes, differences }: Lab['layout'],
  k3s: string,
  { registries }: LabUpOptions,
): string {
  const added = new Map<string, string[]>();
  for (const { name, k3sConfig } of nodes) {
    const text = configText({ token: '(made up)', ...k3sConfig });
    added.set(text, [...(added.get(text) ?? []), name]);
  }
  return [
    `lab of ${cluster} with ${k3s}`,
    ...(differences.length > 0 ? ['  Not as on hardware:', ...differences.map((line) => `    ${line}`)] : []),
    ...[...added].flatMap(([text, names]) => [
      `  90-lab.yaml on ${names.join(', ')}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    ]),
    ...(registries === undefined ? [] : [`  registries.yaml on every node: ${registries}, as it is`]),
    '',
  ].join('\n');
}

async function apply(
  lab: Lab,
  manifests: readonly Manifest[],
  { apply, output: folder, timeout }: LabUpOptions,
  say: (line: string) => void,
): Promise<void> {
  if (apply === 'auto-deploy' && lab.description.standInCni === undefined)
    return saveKubeconfig(lab, timeout, say);
  await nodesReady(lab, { timeoutSeconds: timeout, say });
  await saveKubeconfig(lab, timeout, say);
  if (apply === 'auto-deploy') return;
  const machine = lab.layout.client ?? lab.layout.router;
  const commands = [
    ...listApplyCommands(manifests, join(folder, lab.layout.cluster)),
    ...(lab.layout.secrets.length > 0 ? [['kubectl', 'apply', '-f', lab.folder.secrets]] : []),
  ];
  for (const words of commands) {
    say(quoteCommand(words));
    const { status, stdout, stderr } = await output(
      lab.words(machine.name, ['env', `--chdir=${process.cwd()}`, ...words]),
    );
    if (status !== 0) throw new LabError(`"${quoteCommand(words)}" failed: ${stderr || stdout}`);
  }
}

async function saveKubeconfig(lab: Lab, timeoutSeconds: number, say: (line: string) => void): Promise<void> {
  await serverStarted(lab, { timeoutSeconds, say });
  writeFileSync(lab.folder.kubeconfig, lab.kubeconfig() ?? '', { mode: 0o600 });
}

async function results(lab: Lab): Promise<string> {
  const observer = new LabObserver(lab);
  const state = await observer.state();
  observer.close();
  const services = (state?.services ?? []).filter(({ spec }) => spec.type === 'LoadBalancer');
  const { cluster, nodes, client } = lab.layout;
  const place = client?.name ?? nodes[0]?.name ?? '';
  return [
    ...services.map((service) => `${titleOf(service)}: ${addressesOf(service).join(', ') || 'no address'}`),
    `netstack lab exec ${cluster} ${place} -- kubectl get pods -A`,
    `netstack lab down ${cluster}`,
    '',
  ].join('\n');
}
