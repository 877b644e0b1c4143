import type { RunningLab } from './running-lab';

/** As much of an object as tells it from another, and whether it was touched. */
export interface Versioned {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
  };
}

/** What stands in a cluster's manifests, as the API server has it. */
export async function appliedObjects(lab: RunningLab): Promise<readonly Versioned[]> {
  const { items } = await lab.kubectlJson<{ readonly items: readonly Versioned[] }>(
    'get',
    '-f',
    lab.manifests,
  );
  return items;
}

/** `Deployment traefik/traefik`, with one of its marks. */
export function marks(objects: readonly Versioned[], mark: 'uid' | 'resourceVersion'): readonly string[] {
  const line = ({ kind, metadata }: Versioned) =>
    `${kind} ${metadata.namespace ?? ''}/${metadata.name}: ${metadata[mark]}`;
  return objects.map(line).sort();
}

/** Lines of every container's log that a rule of RBAC refused. */
export async function listForbiddenLines(lab: RunningLab): Promise<readonly string[]> {
  const pods = await podsOf(lab);
  const logs = await Promise.all(
    pods.map(async ({ metadata: { name, namespace = 'default' } }) => {
      const words = ['kubectl', '-n', namespace, 'logs', name, '--all-containers', '--tail=-1'];
      const { stdout } = await lab.output('client', ...words);
      const lines = stdout.split('\n').filter((line) => /forbidden/i.test(line));
      return lines.map((line) => `${namespace}/${name}: ${line}`);
    }),
  );
  return logs.flat();
}

export async function podsOf(lab: RunningLab): Promise<readonly Versioned[]> {
  const { items } = await lab.kubectlJson<{ readonly items: readonly Versioned[] }>('get', 'pods', '-A');
  return items;
}
