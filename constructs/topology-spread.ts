/** Across what pods are spread, so that one failure does not take all of them. */
export interface TopologySpread {
  /** Node label whose values are the places, such as `kubernetes.io/hostname`. */
  readonly topologyKey: string;
  /**
   * How many pods more than the emptiest place another may have; 1 or more.
   *
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * Whether a pod that would exceed `maxSkew` waits, or goes where it would do least harm.
   *
   * @default 'ScheduleAnyway'
   */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}
