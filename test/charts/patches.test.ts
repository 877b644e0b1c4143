import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import type { ObjectPatch } from '../../charts/patches';
import { PatchError, patchObjects } from '../../charts/patches';

function renderPatched(...patches: readonly Omit<ObjectPatch, 'target'>[]): Record<string, unknown> {
  const chart = new Chart(new App(), 'test');
  const deployment = new k8s.KubeDeployment(chart, 'web', {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              env: [{ name: 'A', value: '1' }],
              ports: [{ containerPort: 80 }],
              args: ['--a', '--b'],
              readinessProbe: { httpGet: { path: '/', port: k8s.IntOrString.fromNumber(80) } },
            },
          ],
        },
      },
    },
  });
  const target = { kind: 'Deployment', name: 'web', namespace: 'shop' };
  patchObjects(
    chart,
    patches.map((patch) => ({ target, ...patch })),
  );
  return deployment.toJson() as Record<string, unknown>;
}

function containersOf(object: Record<string, unknown>): readonly Record<string, unknown>[] {
  return (object as { spec: { template: { spec: { containers: Record<string, unknown>[] } } } }).spec.template
    .spec.containers;
}

function mergePod(pod: object): Omit<ObjectPatch, 'target'> {
  return { strategicMerge: { spec: { template: { spec: pod } } } };
}

describe('a strategic merge patch', () => {
  test('merges maps, and keeps numbers that cdk8s holds in a class', () => {
    const object = renderPatched({
      strategicMerge: { spec: { minReadySeconds: 5, strategy: { type: 'Recreate' } } },
    });
    expect(object['spec']).toMatchObject({ minReadySeconds: 5, strategy: { type: 'Recreate' } });
    expect(containersOf(object)[0]).toMatchObject({ readinessProbe: { httpGet: { port: 80 } } });
  });

  test('merges containers, variables and ports by their identity, and replaces other lists', () => {
    const env = [
      { name: 'B', value: '2' },
      { name: 'A', value: '9' },
    ];
    const [web, sidecar] = containersOf(
      renderPatched(
        mergePod({
          containers: [
            { name: 'web', env, args: ['--c'], ports: [{ containerPort: 443 }] },
            { name: 'log', image: 'log:1' },
          ],
        }),
      ),
    );
    expect(web).toMatchObject({
      image: 'web:1',
      args: ['--c'],
      env: [
        { name: 'A', value: '9' },
        { name: 'B', value: '2' },
      ],
      ports: [{ containerPort: 80 }, { containerPort: 443 }],
    });
    expect(sidecar).toEqual({ name: 'log', image: 'log:1' });
  });

  test('removes by null and by $patch, and replaces a list by $patch', () => {
    const [web] = containersOf(
      renderPatched(
        mergePod({ containers: [{ name: 'web', args: null, env: [{ name: 'A', $patch: 'delete' }] }] }),
      ),
    );
    expect(web).not.toHaveProperty('args');
    expect(web).toMatchObject({ env: [] });
    const replaced = renderPatched(
      mergePod({ containers: [{ $patch: 'replace' }, { name: 'other', image: 'other:1' }] }),
    );
    expect(containersOf(replaced)).toEqual([{ name: 'other', image: 'other:1' }]);
  });

  test('may add a key that cdk8s does not know', () => {
    expect(renderPatched(mergePod({ newerThanCdk8s: true })) as object).toMatchObject({
      spec: { template: { spec: { newerThanCdk8s: true } } },
    });
  });

  test('refuses a directive that is not supported', () => {
    expect(() => renderPatched({ strategicMerge: { spec: { $retainKeys: ['x'] } } })).toThrow(PatchError);
  });
});

describe('a JSON patch', () => {
  test('applies each operation on top of those before it', () => {
    const object = renderPatched({
      jsonPatch: [
        { op: 'test', path: '/metadata/name', value: 'web' },
        { op: 'add', path: '/metadata/annotations', value: {} },
        { op: 'add', path: '/metadata/annotations/example.net~1a', value: 'b' },
        { op: 'copy', from: '/metadata/name', path: '/metadata/annotations/copy' },
        { op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'web:2' },
        { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--z' },
        { op: 'remove', path: '/spec/template/spec/containers/0/env' },
      ],
    });
    expect(object).toMatchObject({ metadata: { annotations: { 'example.net/a': 'b', copy: 'web' } } });
    expect(containersOf(object)[0]).toMatchObject({ image: 'web:2', args: ['--a', '--b', '--z'] });
    expect(containersOf(object)[0]).not.toHaveProperty('env');
  });

  test.each([
    [{ op: 'remove', path: '/spec/none' }, 'there is nothing at "/spec/none"'],
    [{ op: 'replace', path: '/spec/none', value: 1 }, 'there is nothing at "/spec/none"'],
    [{ op: 'add', path: '/spec/none/x', value: 1 }, 'there is nothing at "/spec/none"'],
    [{ op: 'add', path: '/spec/none' }, 'the operation "add" has no value'],
    [{ op: 'move', path: '/spec/none' }, 'the operation "move" has no from'],
    [{ op: 'test', path: '/kind', value: 'Pod' }, 'the value at "/kind" is "Deployment"'],
    [
      { op: 'add', path: '/spec/template/spec/containers/7', value: {} },
      'the list at "/spec/template/spec/containers" has no position "7"',
    ],
  ] as const)('refuses %o', (operation, message) => {
    expect(() => renderPatched({ jsonPatch: [operation] })).toThrow(message);
  });
});
