/** The identity of an object, from which its labels are derived. CRDs have no such labels. */
export interface LabelProps {
  /** The component: `traefik`, `coredns`, `metallb`. */
  readonly name: string;
  /**
   * Its installation. It never names the cluster, so an object that does not depend on the cluster is equal in all
   * clusters.
   *
   * @default - the same as `name`
   */
  readonly instance?: string;
  /**
   * Its role in the component: `controller`, `speaker`.
   *
   * @default - no component label
   */
  readonly component?: string;
  /**
   * The component's version. Selectors omit it, because a selector cannot be changed.
   *
   * @default - no version label
   */
  readonly version?: string;
}

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/**
 * The labels that a selector may use: those of `labels` that do not change with the version.
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
