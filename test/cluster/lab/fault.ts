import type { RunningLab } from './running-lab';

/** Something that goes wrong in a network, how it is made to, and who has to see it. */
export interface Fault {
  /** As a user would tell it: `the MTU of one node's overlay is too small`. */
  readonly name: string;
  plant(lab: RunningLab): Promise<unknown>;
  heal(lab: RunningLab): Promise<unknown>;
  /**
   * Whether MetalLB's objects cannot be changed meanwhile, so that it is planted last and healed first.
   *
   * @default false
   */
  readonly blocksMetalLb?: boolean;
  /** The check that has to name it, and the place where it does. */
  readonly check: string;
  /** The check that reports the first cause, if it is another one. */
  readonly cause?: string;
  readonly target: string;
  /** What the finding has to say, beyond that it failed. */
  readonly says: RegExp;
}
