import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkPlan } from '../../plan';
import type { CheckFinding } from '../../verify';
import { CHECKS, runChecks } from '../../verify';
import { openVerification } from '../verify/request';
import type { ApplyOptions } from './request';

/** Findings that failed before anything changed: apply is not to blame for them. */
export type Baseline = ReadonlySet<string>;

/** Seconds until everything has to be as planned: pods start, and load balancers announce addresses. */
const PATIENCE_SECONDS = 300;

/** Runs every check before the change. A cluster that does not run has no baseline. */
export async function readBaseline(
  plan: NetworkPlan,
  options: ApplyOptions,
  isUp: boolean,
): Promise<Baseline> {
  if (!isUp) return new Set();
  return new Set((await findFailures(plan, options)).map(keyOf));
}

/** Runs every check until none fails that passed before, or the time is over. Returns the failures. */
export async function verifyChange(
  plan: NetworkPlan,
  options: ApplyOptions,
  baseline: Baseline,
): Promise<readonly string[]> {
  const end = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const failures = (await findFailures(plan, options)).filter((finding) => !baseline.has(keyOf(finding)));
    if (failures.length === 0 || Date.now() > end) return failures.map(describe);
    await delay(5000);
  }
}

async function findFailures(plan: NetworkPlan, options: ApplyOptions): Promise<readonly CheckFinding[]> {
  const { profiles, output, ssh, kubeconfig } = options;
  const request = {
    ...{ profiles, output, format: 'json' as const },
    ...(ssh !== undefined && { ssh }),
    ...(kubeconfig !== undefined && { kubeconfig }),
  };
  const { context, access } = openVerification(plan, request, new AbortController().signal);
  try {
    const findings = await runChecks(CHECKS, context);
    return findings.filter(({ outcome }) => outcome === 'failed');
  } finally {
    await access.close();
  }
}

function keyOf({ check, target, subject }: CheckFinding): string {
  return JSON.stringify([check, target, subject]);
}

function describe(finding: CheckFinding): string {
  const { check, target, subject } = finding;
  return finding.outcome === 'failed'
    ? `${check} at ${target}: ${subject}: ${finding.found} (planned: ${finding.planned})`
    : `${check} at ${target}: ${subject}`;
}
