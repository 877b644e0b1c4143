/** Where a value was read: a file with its line, an object of the API, a command on a host. */
export interface Origin {
  /** `node1/config.yaml`, `ConfigMap kube-system/coredns-custom`. */
  readonly source: string;
  /** From 1. @default - the source as a whole */
  readonly line?: number;
}

/** A value with the place that it was read from. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** `node1/config.yaml:4` */
export function formatOrigin({ source, line }: Origin): string {
  return line === undefined ? source : `${source}:${line}`;
}
