import type { RenderedCluster, Step, StepAction } from '../steps';

/**
 * Steps without deletions that a killed run has done. Services are deleted where one of their fields cannot change, and
 * created again with the new one; deleted once more, nothing would create them.
 *
 * @param applied files of manifests whose objects are in the cluster as written
 */
export function omitDoneDeletions(
  steps: readonly Step[],
  { plan, manifests }: RenderedCluster,
  applied: ReadonlySet<string>,
): readonly Step[] {
  const restarted = new Set(
    steps.filter(({ id }) => id === 'restart').flatMap(({ actions }) => actions.map(({ on }) => on?.name)),
  );
  const created = new Set(
    manifests
      .filter(({ file }) => applied.has(file))
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`),
  );
  // k3s creates the Service of its own CoreDNS when a server starts.
  const isPackagedDone =
    plan.coredns.mode === 'packaged' && !plan.servers.some(({ name }) => restarted.has(name));
  if (isPackagedDone) created.add(DNS_SERVICE);
  return steps.flatMap((step) => omitFrom(step, created));
}

const DNS_SERVICE = 'kube-system/kube-dns';

/** What is left of a step; nothing where it only has a task for a person that belongs to what is done. */
function omitFrom(step: Step, created: ReadonlySet<string>): readonly Step[] {
  const actions = step.actions.filter((action) => !created.has(findDeletedService(action) ?? ''));
  if (actions.length === step.actions.length) return [step];
  return actions.every(({ kind }) => kind === 'manual') ? [] : [{ ...step, actions }];
}

/** `traefik/traefik`, where the action deletes a Service. */
function findDeletedService(action: StepAction): string | undefined {
  if (action.kind !== 'command' || action.on !== undefined) return undefined;
  const [kubectl, option, namespace, verb, kind, name] = action.command;
  const isDeletion = kubectl === 'kubectl' && option === '-n' && verb === 'delete' && kind === 'service';
  return isDeletion && typeof namespace === 'string' && typeof name === 'string'
    ? `${namespace}/${name}`
    : undefined;
}
