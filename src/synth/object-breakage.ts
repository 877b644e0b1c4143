import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import { identityOf } from '../plan/own-objects';

interface PatchedObject extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly labels?: unknown };
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
  };
}

const RECOMMENDED = ['name', 'instance', 'part-of', 'managed-by'].map((name) => `app.kubernetes.io/${name}`);

/** What a patch breaks of an object, as the end of a sentence; undefined where it breaks nothing. */
export function findBreakage(before: KubernetesObject, after: KubernetesObject): string | undefined {
  const [old, patched] = [before, after] as readonly [PatchedObject, PatchedObject];
  if (typeof patched.metadata !== 'object' || identityOf(old) !== identityOf(patched)) {
    return 'changes what the object is known by: its kind, name or namespace';
  }
  const label = RECOMMENDED.find((key) => labelOf(old, key) !== labelOf(patched, key));
  if (label !== undefined) return `changes the label "${label}", by which k3s-netstack finds the object`;
  if (patched.kind === 'Secret' && ('data' in patched || 'stringData' in patched)) {
    return 'writes values into a Secret, and a profile holds no secrets';
  }
  return findSelectorBreakage(old, patched);
}

function labelOf({ metadata: { labels } }: PatchedObject, key: string): unknown {
  return typeof labels === 'object' && labels !== null ? (labels as Record<string, unknown>)[key] : undefined;
}

/** The API server rejects another selector, and a workload without pods of its own. */
function findSelectorBreakage({ spec: old }: PatchedObject, { spec }: PatchedObject): string | undefined {
  if (old?.template === undefined) return undefined;
  if (JSON.stringify(old.selector) !== JSON.stringify(spec?.selector)) {
    return 'changes the selector, which is immutable';
  }
  const labels = spec?.template?.metadata?.labels ?? {};
  const missing = Object.entries(spec?.selector?.matchLabels ?? {}).find(
    ([key, value]) => labels[key] !== value,
  );
  return missing && `takes the label "${missing[0]}" from the pods, by which the workload selects them`;
}
