import { ApiObject, App } from 'cdk8s';
import { addUnpatchedCharts } from '../../charts/cluster-charts';
import { isTarget, patchObjects, PatchError } from '../../charts/patches';
import { findNearest, pathOf } from '../diagnostics';
import type { Finding, RulePage } from '../diagnostics';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { NetworkPlan, PatchPlan } from '../plan';
import { describeObject, identityOf } from '../plan/own-objects';
import type { BaseFiles } from '../profile/base-files';
import type { CheckedProfile } from '../rules/check-profile';
import { checkProfile } from '../rules/check-profile';
import { manifestObjectTaken } from '../rules/profile/manifest-object-taken';
import { patchBreaksObject } from '../rules/profile/patch-breaks-object';
import { patchChangesNothing } from '../rules/profile/patch-changes-nothing';
import { patchFails } from '../rules/profile/patch-fails';
import { patchTargetAmbiguous } from '../rules/profile/patch-target-ambiguous';
import { patchTargetMissing } from '../rules/profile/patch-target-missing';
import type { RuleFinding } from '../rules/rule-finding';
import { findBreakage } from './object-breakage';

/** Reads a profile, applies all rules to it, and checks its manifests and patches against the objects that are rendered. */
export function checkCluster(file: string, bases?: BaseFiles, content?: string): CheckedProfile {
  return checkProfile(file, bases, content, findObjectProblems);
}

/** Objects are rendered only for a profile that has manifests or patches of its own. */
function findObjectProblems(plan: NetworkPlan): readonly RuleFinding[] {
  if (plan.patches.length === 0 && plan.ownObjects.length === 0) return [];
  const app = new App();
  addUnpatchedCharts(app, plan);
  return [...findTakenObjects(plan, app), ...plan.patches.flatMap((patch) => checkPatch(patch, app))];
}

function objectsOf(app: App): readonly ApiObject[] {
  return app.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
}

function toObject(object: ApiObject): KubernetesObject {
  return object.toJson() as KubernetesObject;
}

function find(rule: RulePage, finding: Finding): RuleFinding {
  return { hint: rule.fix, ...finding, rule };
}

function findTakenObjects({ ownObjects }: NetworkPlan, app: App): readonly RuleFinding[] {
  const counts = new Map<string, number>();
  for (const object of objectsOf(app).map(toObject)) {
    counts.set(identityOf(object), (counts.get(identityOf(object)) ?? 0) + 1);
  }
  const own = ownObjects.map(({ object }) => identityOf(object));
  return ownObjects
    .filter(({ object }) => {
      const identity = identityOf(object);
      return (counts.get(identity) ?? 0) > own.filter((one) => one === identity).length;
    })
    .map((one) =>
      find(manifestObjectTaken, {
        path: pathOf(one),
        message: `${describeObject(one.object)} of "${one.file}" is an object that k3s-netstack renders too.`,
        hint: 'The last one that is applied would replace the other one. Remove it, and use a key of the profile or a patch.',
      }),
    );
}

/** Applies the patch, so that the next one is checked on top of it. */
function checkPatch(patch: PatchPlan, app: App): readonly RuleFinding[] {
  const all = objectsOf(app);
  const targets = all.filter((object) => isTarget(patch, toObject(object)));
  const [target, second] = targets;
  if (target === undefined) return [find(patchTargetMissing, describeMissing(patch, all.map(toObject)))];
  if (second !== undefined) {
    const names = targets.map((one) => describeObject(toObject(one))).join(' and ');
    const message = `The target of the patch is several objects: ${names}.`;
    return [find(patchTargetAmbiguous, { path: pathOf(patch.target), message })];
  }
  return applyPatch(patch, target, app);
}

function applyPatch(patch: PatchPlan, target: ApiObject, app: App): readonly RuleFinding[] {
  const before = toObject(target);
  const name = describeObject(before);
  try {
    patchObjects(app, [patch]);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const message = `The patch of ${name} cannot be applied: ${error.message}.`;
    return [find(patchFails, { path: pathOf(patch), message })];
  }
  const after = toObject(target);
  if (JSON.stringify(before) === JSON.stringify(after)) {
    const message = `The patch of ${name} changes nothing.`;
    return [find(patchChangesNothing, { path: pathOf(patch), message })];
  }
  const breakage = findBreakage(before, after);
  if (breakage === undefined) return [];
  return [find(patchBreaksObject, { path: pathOf(patch), message: `The patch of ${name} ${breakage}.` })];
}

function describeMissing({ target }: PatchPlan, objects: readonly KubernetesObject[]): Finding {
  const titles = objects.map(describeObject);
  const wanted = `${target.kind} ${target.namespace === undefined ? '' : `${target.namespace}/`}${target.name}`;
  const sameName = objects.find(
    ({ kind, metadata }) => kind === target.kind && metadata.name === target.name,
  );
  const near = sameName === undefined ? findNearest(wanted, titles) : describeObject(sameName);
  return {
    path: pathOf(target),
    message: `No object ${wanted} is rendered for this profile.`,
    hint: `The patch would have no effect. ${near === undefined ? 'Write kind, name and namespace of an object in the rendered manifests.' : `Did you mean ${near}?`}`,
  };
}
