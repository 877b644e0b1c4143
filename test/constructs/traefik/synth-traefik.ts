import { Testing } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { expect } from 'vitest';
import type { TraefikProps } from '../../../constructs/traefik';
import { Traefik } from '../../../constructs/traefik';

/** An object of a Traefik. */
export interface SynthesizedObject {
  readonly kind: string;
  readonly metadata: k8s.ObjectMeta;
}

/** The objects of a Traefik with these props. */
export function synth(props?: TraefikProps): readonly SynthesizedObject[] {
  const chart = Testing.chart();
  new Traefik(chart, 'traefik', props);
  return Testing.synth(chart) as SynthesizedObject[];
}

/** The only object of a kind. */
export function one<Kind>(kind: string, props?: TraefikProps): SynthesizedObject & Required<Kind> {
  const found = synth(props).filter((each) => each.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as SynthesizedObject & Required<Kind>;
}
