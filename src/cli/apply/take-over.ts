import { readFileSync } from 'node:fs';
import type { Takeover, TakeoverRefusal } from '../../adopt';
import { planTakeover } from '../../adopt';
import type { ApplyAccess } from '../../apply';
import { readRunning, runSteps, StepError } from '../../apply';
import type { NetworkPlan } from '../../plan';
import { loadProfile } from '../../plan/load-profile';
import { compareRunning } from '../../rules/compare-running';
import type { RunningObjects } from '../../running';
import type { RenderedCluster, Step } from '../../steps';
import { visible } from '../../terminal/visible';

/** Findings of `validate --live` that the steps resolve. All other errors stop the handover before it begins. */
const RESOLVED = [
  ...['live-metallb-installed', 'live-traefik-installed', 'live-immutable-field', 'live-webhook-owner'],
  ...['live-helm-chart-config-owner', 'live-address-taken'],
];

/** Reads what runs and derives the steps that hand it over to a profile. */
export async function readTakeover(
  file: string,
  cluster: RenderedCluster,
  { kubectl }: ApplyAccess,
): Promise<Takeover> {
  const running = await readRunning(kubectl);
  const takeover = planTakeover(cluster, running);
  const refusals = [...takeover.refusals, ...refuseFindings({ file, plan: cluster.plan, cluster, running })];
  return { ...takeover, refusals };
}

interface LiveState {
  readonly file: string;
  readonly plan: NetworkPlan;
  readonly cluster: RenderedCluster;
  readonly running: RunningObjects;
}

/** Errors of the comparison that no step resolves, such as the address of a Service that is not handed over. */
function refuseFindings({ file, plan, cluster, running }: LiveState): readonly TakeoverRefusal[] {
  const { source } = loadProfile(file, readFileSync(file, 'utf8'));
  const rendered = cluster.manifests.flatMap(({ objects }) => objects);
  return compareRunning({ plan, source, rendered, running })
    .filter(
      ({ rule, hint }) =>
        rule.severity === 'error' && !(RESOLVED.includes(rule.id) && hint.includes('adopt')),
    )
    .map(({ message, hint }) => ({ reason: message, remedy: [hint] }));
}

interface TakeoverCall {
  readonly cluster: RenderedCluster;
  readonly access: ApplyAccess;
  /** The cluster's output folder, for the files that are shown. */
  readonly folder: string;
  readonly say: (line: string) => void;
  /** The command that continues a handover that failed. */
  readonly again: string;
}

/** Executes the steps. Returns whether all of them succeeded. */
export async function takeOver(
  steps: readonly Step[],
  { cluster, access, folder, say, again }: TakeoverCall,
): Promise<boolean> {
  try {
    await runSteps(steps, {
      access,
      cluster,
      folder,
      secrets: new Map(),
      renew: () => Promise.resolve(),
      say,
    });
    return true;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(`failed: ${error.message}`);
    say(`the pods that ran keep running; run "${again}" again to continue`);
    return false;
  }
}

/** A reason, and what to do instead. */
export function formatRefusal({ reason, remedy }: TakeoverRefusal): string {
  return `Refused: ${visible(reason)}\n${remedy.map((line) => `    ${visible(line)}\n`).join('')}\n`;
}
