import type { Chart } from 'cdk8s';
import { Testing } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { expect } from 'vitest';
import type { MetalLbProps } from '../../../constructs/metallb';
import { MetalLb } from '../../../constructs/metallb';

/** An object of a manifest. */
export interface MetalLbObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
  };
}

/** The objects that constructs make. */
export function synth(add: (chart: Chart) => unknown): readonly MetalLbObject[] {
  const chart = Testing.chart();
  add(chart);
  return Testing.synth(chart) as MetalLbObject[];
}

/** The objects of an install. */
export function install(props?: MetalLbProps): readonly MetalLbObject[] {
  return synth((chart) => new MetalLb(chart, 'metallb', props));
}

/** The only object of a kind and name. */
export function only<Props>(
  objects: readonly MetalLbObject[],
  kind: string,
  name: string,
): MetalLbObject & Required<Props> {
  const found = objects.filter((each) => each.kind === kind && each.metadata.name === name);
  expect(found, `${kind} ${name}`).toHaveLength(1);
  return found[0] as MetalLbObject & Required<Props>;
}

/** The workloads of an install: what pods are made of, and by which labels they are found. */
export function workload(objects: readonly MetalLbObject[], name: string): k8s.DaemonSetSpec {
  const found = objects.filter(
    ({ kind, metadata }) => ['Deployment', 'DaemonSet'].includes(kind) && metadata.name === name,
  );
  expect(found, name).toHaveLength(1);
  return (found[0] as MetalLbObject & Required<k8s.KubeDaemonSetProps>).spec;
}

/** The pods of a workload. */
export function pod(objects: readonly MetalLbObject[], name: string): k8s.PodSpec {
  return workload(objects, name).template.spec as k8s.PodSpec;
}

/** A container of a workload's pods: the first, if none is named. */
export function container(
  objects: readonly MetalLbObject[],
  workloadName: string,
  name?: string,
): k8s.Container {
  const { containers, initContainers = [] } = pod(objects, workloadName);
  const found = [...containers, ...initContainers].find((each) => name === undefined || each.name === name);
  expect(found, `${workloadName}/${name ?? ''}`).toBeDefined();
  return found as k8s.Container;
}

/** The value of an environment variable; its field path if it is taken from the pod. */
export function variable({ env = [] }: k8s.Container, name: string): string | undefined {
  const found = env.find((each) => each.name === name);
  return found?.value ?? found?.valueFrom?.fieldRef?.fieldPath;
}
