/** How pods are spread, so that one failure does not affect all of them. */
export interface TopologySpread {
  /** The node label whose values are the domains, such as `kubernetes.io/hostname`. */
  readonly topologyKey: string;
  /**
   * How many more pods a domain may have than the domain with the fewest; 1 or more.
   *
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * Whether a pod that would exceed `maxSkew` stays pending, or is scheduled where the skew is smallest.
   *
   * @default 'ScheduleAnyway'
   */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}
