/** What an object is, for the labels that every object of ours (CRDs apart) carries. */
export interface LabelProps {
  /** The program: `traefik`, `coredns`, `metallb`. */
  readonly name: string;
  /**
   * Which installation of it. Names the part and never the cluster, so that what does not depend on the
   * cluster is the same object everywhere.
   *
   * @default - the same as `name`
   */
  readonly instance?: string;
  /**
   * Its role within the program: `controller`, `speaker`.
   *
   * @default - no component label
   */
  readonly component?: string;
  /**
   * The program's version. Never part of a selector: selectors cannot change.
   *
   * @default - no version label
   */
  readonly version?: string;
}

/** Labels by which objects are found again. */
export type Labels = Readonly<Record<string, string>>;

/**
 * The labels a selector may use: those of `labels` that never change with a version.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function selectorLabels({ name, instance = name, component }: LabelProps): Labels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': instance,
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
  };
}

/**
 * The recommended labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labels(props: LabelProps): Labels {
  return {
    ...selectorLabels(props),
    ...(props.version === undefined ? {} : { 'app.kubernetes.io/version': props.version }),
    'app.kubernetes.io/part-of': 'k3s-netstack',
    'app.kubernetes.io/managed-by': 'k3s-netstack',
  };
}
