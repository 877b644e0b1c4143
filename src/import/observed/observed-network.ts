import type { ApiObject } from '../../kubernetes/api-object';
import type { LineOf } from './fields';
import { Fields } from './fields';
import type { HostNetwork } from './host-network';
import type { Note } from './note';
import type { Origin, Sourced } from './origin';

/** One flag that k3s gets, from whichever source. A list is one setting per element. */
export interface Setting extends Sourced<string> {
  /** Without dashes and `+`. */
  readonly name: string;
}

/** What one source has about one node. */
export interface NodeReading {
  /** What the source calls the node: a folder, a host, a Node object. */
  readonly label: string;
  readonly role?: 'server' | 'agent';
  /** In k3s's own order: what comes later counts, lists grow. */
  readonly settings: readonly Setting[];
  readonly origin: Origin;
  /** Whether it is a file that synth may have written. @default false */
  readonly isRendered?: boolean;
  /** Settings of a node file of k3s-netstack, among others. @default - all settings where it is rendered, otherwise none */
  readonly rendered?: readonly Setting[];
}

/** An object of the Kubernetes API, from a file or from the API server. */
export class ObservedObject {
  /** The object as fields, each of which is read or reported. */
  readonly fields: Fields;
  private state: 'unclaimed' | 'claimed' | 'implied' = 'unclaimed';

  constructor(
    readonly object: ApiObject,
    readonly origin: Origin,
    private readonly lineOf?: LineOf,
  ) {
    this.fields = Fields.of(object, origin.source, lineOf);
  }

  /** The same object with other fields in its spec. */
  withSpec(spec: Readonly<Record<string, unknown>>): ObservedObject {
    return new ObservedObject({ ...this.object, spec } as ApiObject, this.origin, this.lineOf);
  }

  get kind(): string {
    return this.object.kind;
  }

  get name(): string {
    return this.object.metadata.name;
  }

  get namespace(): string {
    return this.object.metadata.namespace ?? '';
  }

  /** `metallb.io` of `metallb.io/v1beta1`; empty for the core group. */
  get group(): string {
    const { apiVersion } = this.object;
    return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  }

  label(key: string): string | undefined {
    return this.object.metadata.labels?.[key];
  }

  annotation(key: string): string | undefined {
    return this.object.metadata.annotations?.[key];
  }

  /** Whether k3s-netstack made it. */
  get isOurs(): boolean {
    return this.label('app.kubernetes.io/managed-by') === 'k3s-netstack';
  }

  /** `ConfigMap kube-system/coredns-custom` */
  get title(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name}`;
  }

  /** Takes the object as a part of the network: what is not read of its spec is reported. */
  claim(): this {
    this.state = 'claimed';
    return this;
  }

  /** Takes the object as one that follows from the profile or from k3s: nothing of it is reported. */
  imply(): this {
    this.state = 'implied';
    return this;
  }

  /** Whether something of it was read, and the rest has to be reported. */
  get isClaimed(): boolean {
    return this.state === 'claimed';
  }

  /** Whether nothing has taken it yet. */
  get isUnclaimed(): boolean {
    return this.state === 'unclaimed';
  }
}

/** A file that is neither an object nor a list of k3s's flags: flannel's net-conf, the values of a chart. */
export interface ObservedText {
  readonly kind: 'flannel-conf' | 'traefik-values' | 'images';
  /** The file's base name. */
  readonly name: string;
  readonly value: unknown;
  readonly origin: Origin;
  readonly lineOf: LineOf;
}

/** Everything that the sources have, before anything is derived from it. */
export interface ObservedNetwork {
  readonly nodes: readonly NodeReading[];
  readonly objects: readonly ObservedObject[];
  readonly texts: readonly ObservedText[];
  /** Networks of the hosts that the sources ran commands on. */
  readonly hosts: readonly HostNetwork[];
  /** What a source could not read. */
  readonly notes: readonly Note[];
}

/** Several sources as one. */
export function mergeNetworks(networks: readonly ObservedNetwork[]): ObservedNetwork {
  return {
    nodes: networks.flatMap(({ nodes }) => nodes),
    objects: networks.flatMap(({ objects }) => objects),
    texts: networks.flatMap(({ texts }) => texts),
    hosts: networks.flatMap(({ hosts }) => hosts),
    notes: networks.flatMap(({ notes }) => notes),
  };
}
