import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Takeover } from '../../adopt';
import type { ApplyResult, SavedSteps } from '../../apply';
import {
  applyCluster,
  digestOf,
  findPending,
  formatPlan,
  LockedError,
  parseSavedSteps,
  renderSavedSteps,
  renderUpgradePlans,
  returnPending,
} from '../../apply';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import type { CheckedProfile } from '../../rules/check-profile';
import { checkCluster } from '../../synth/check-objects';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { formatSteps } from '../../steps';
import { visibleLines } from '../../terminal/visible';
import type { ApplyOptions, PreparedApply } from '../apply/request';
import { confirm } from '../apply/confirm';
import { formatCall } from '../apply/format-call';
import { openAccess, prepareApply } from '../apply/request';
import { formatRefusal, readTakeover, takeOver } from '../apply/take-over';
import { readBaseline, verifyChange } from '../apply/verify-change';
import { stepFormat } from '../steps/step-output';

/** Exit statuses of a dry run; an apply has `ok` or `failed`. */
const STATUS = { ok: 0, failed: 1, changes: 2 };

/** Shows what turns the running cluster into the one of its profile, and does it after a confirmation. */
export async function apply(named: string, options: ApplyOptions, io: CommandIo): Promise<number> {
  const saved = readSaved(named);
  const [file = ''] = findProfileFiles([saved?.profile ?? named], options.profiles);
  const checked = checkCluster(file);
  if (checked.plan === undefined) {
    printDiagnostics(checked.diagnostics, io.stderr);
    return STATUS.failed;
  }
  if (options.upgradePlan === true) {
    io.stdout.write(renderUpgradePlans(checked.plan));
    return STATUS.ok;
  }
  const cluster = renderCluster(checked.plan, new ChartCache());
  const access = openAccess(checked.plan, options);
  try {
    const say = (line: string) => io.stderr.write(`${visibleLines(line)}\n`);
    say(`apply ${checked.cluster} ${access.title}`);
    const prepared = await prepareApply(cluster, access, options);
    const takeover = prepared.state.isUp ? await readTakeover(file, cluster, access) : NO_TAKEOVER;
    const call = {
      named: saved?.profile ?? named,
      prepared,
      takeover,
      checked,
      file,
      options,
      io,
      say,
      ...(saved && { saved }),
    };
    return await (takeover.steps.length === 0 ? applyPrepared(call) : adoptAndApply(call));
  } finally {
    await access.close();
  }
}

/** A file of saved steps; undefined where the argument is a profile or a cluster. */
function readSaved(named: string): SavedSteps | undefined {
  if (!named.endsWith('.json')) return undefined;
  const saved = parseSavedSteps(readFileSync(named, 'utf8'));
  if (saved === undefined) throw new UsageError(`"${named}" does not contain steps that apply saved`);
  return saved;
}

/** One call, after what runs was read. */
interface ApplyCall {
  /** The cluster or profile, as the user named it. */
  readonly named: string;
  readonly prepared: PreparedApply;
  /** Steps that hand over what others have installed. */
  readonly takeover: Takeover;
  readonly checked: CheckedProfile;
  readonly file: string;
  readonly options: ApplyOptions;
  readonly io: CommandIo;
  readonly say: (line: string) => void;
  readonly saved?: SavedSteps;
}

const NO_TAKEOVER: Takeover = { steps: [], refusals: [] };

/** Hands over what others have installed, and then applies. Nodes do not return from the first part by themselves. */
async function adoptAndApply(call: ApplyCall): Promise<number> {
  const { named, prepared, takeover, checked, options, io, say } = call;
  const { cluster, access, plan } = prepared;
  const again = formatCall('adopt', named, options);
  const format = stepFormat(checked.cluster, options);
  const { folder } = format;
  io.stdout.write(takeover.refusals.map(formatRefusal).join(''));
  if (takeover.refusals.length > 0) return STATUS.failed;
  io.stdout.write(`Handed over first. No automatic return undoes these steps.\n\n`);
  io.stdout.write(`${formatSteps(takeover.steps, format)}\nThen:\n\n`);
  io.stdout.write(formatPlan(plan, cluster, prepared.state, folder));
  if (plan.refusals.length > 0) return STATUS.failed;
  if (options.saveSteps !== undefined || call.saved !== undefined) {
    say(`steps of a handover are not saved: run "${again}" first`);
    return STATUS.failed;
  }
  if (options.dryRun === true) return STATUS.changes;
  if (options.yes !== true && !(await confirm('Execute these steps?', io))) return STATUS.changes;
  if (!(await takeOver(takeover.steps, { cluster, access, folder, say, again }))) return STATUS.failed;
  const next = await prepareApply(cluster, access, options);
  return applyPrepared({ ...call, prepared: next, options: { ...options, yes: true } });
}

async function applyPrepared(call: ApplyCall): Promise<number> {
  const { prepared, checked, file, options, io, say, saved } = call;
  const { plan, cluster, state, digest } = prepared;
  io.stdout.write(formatPlan(plan, cluster, state, join(options.output, checked.cluster)));
  if (plan.refusals.length > 0) return STATUS.failed;
  if (saved !== undefined && saved.digest !== digest) {
    say('something has changed since these steps were saved: derive them again');
    return STATUS.failed;
  }
  if (options.saveSteps !== undefined) {
    const content = {
      format: 1,
      cluster: checked.cluster,
      profile: file,
      digest,
      steps: plan.steps,
    } as const;
    writeFileSync(options.saveSteps, renderSavedSteps(content), { mode: 0o600 });
  }
  if (plan.steps.length === 0 && plan.continued.length === 0) return STATUS.ok;
  if (options.dryRun === true || options.saveSteps !== undefined) return STATUS.changes;
  const question = plan.steps.length === 0 ? 'Verify and confirm?' : 'Apply these steps?';
  if (options.yes !== true && !(await confirm(question, io))) return STATUS.changes;
  return execute(call);
}

async function execute(call: ApplyCall): Promise<number> {
  const { prepared, checked, options, say } = call;
  const { cluster, access, state, plan, secrets, installScript, token } = prepared;
  if (!(await clearPending(call))) return STATUS.failed;
  const baseline = await readBaseline(cluster.plan, options, state.isUp);
  try {
    const result = await applyCluster({
      ...{ cluster, access, state, secrets, say, steps: plan.steps, way: options.apply },
      folder: join(options.output, checked.cluster),
      record: readRecordTexts(checked),
      deadlineSeconds: options.deadline,
      owner: randomUUID(),
      verify: () => verifyChange(cluster.plan, options, baseline),
      ...(installScript !== undefined && { installScript }),
      ...(token !== undefined && { token }),
    });
    return report(result, call);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    say(error.message);
    return STATUS.failed;
  }
}

/** An apply of something else that was killed returns first; one of the same is continued. */
async function clearPending({ prepared, options, say }: ApplyCall): Promise<boolean> {
  const { state, cluster, access } = prepared;
  const others = [...findPending(state)].filter(([target]) => target !== digestOf(cluster));
  if (others.length === 0) return true;
  const names = others.flatMap(([, nodes]) => nodes);
  say(`an earlier apply was interrupted: ${names.join(', ')} return to their old network first`);
  const results = await returnPending(names, access, options.deadline + 120);
  for (const [name, result] of results) say(`  ${name}: ${result}`);
  say('run apply again: what runs is another network now');
  return false;
}

function readRecordTexts({ file, base }: CheckedProfile) {
  const profile = readFileSync(file, 'utf8');
  return {
    profile,
    ...(base !== undefined && { base: { file: base, content: readFileSync(base, 'utf8') } }),
  };
}

function report({ isApplied, failure = '', nodes }: ApplyResult, { prepared, say }: ApplyCall): number {
  if (isApplied) {
    say('applied');
    for (const { title } of prepared.plan.byHand) say(`for you: ${title}`);
    return STATUS.ok;
  }
  say(`failed: ${failure.split('\n')[0] ?? ''}`);
  for (const [name, result] of nodes)
    say(`  ${name}: ${result === 'returned' ? 'is on its old network' : result}`);
  return STATUS.failed;
}
