/** The fields of Kubernetes objects that the lab reads. */
export interface LabObject {
  readonly metadata: Metadata;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly generation?: number;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

export interface Node extends LabObject {
  readonly spec: { readonly podCIDRs?: readonly string[] };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface Pod extends LabObject {
  readonly spec: {
    readonly containers: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface Container {
  readonly image: string;
}

export interface ContainerStatus {
  readonly image: string;
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
}

export interface Event extends LabObject {
  readonly involvedObject: { readonly name?: string; readonly namespace?: string };
  readonly message?: string;
}

export interface Service extends LabObject {
  readonly spec: { readonly type?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] } };
}

export interface Workload extends LabObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly spec: Pod['spec'] };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
  };
}

export interface Job extends LabObject {
  readonly status?: { readonly succeeded?: number };
}

/** A file in k3s's auto-deploy directory. */
export interface Addon extends LabObject {
  readonly spec?: { readonly checksum?: string };
}

/** A chart that k3s installs with a Job. */
export interface HelmChart extends LabObject {
  readonly status?: { readonly jobName?: string };
}

/** A BGP session as frr-k8s reports it, some time after the routers. */
export interface SessionState extends LabObject {
  readonly status?: { readonly bgpStatus?: string; readonly bfdStatus?: string };
}

/** The state of a cluster at one moment. */
export interface ClusterState {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly deployments: readonly Workload[];
  readonly daemonSets: readonly Workload[];
  readonly jobs: readonly Job[];
  readonly addons: readonly Addon[];
  readonly helmCharts: readonly HelmChart[];
  readonly sessionStates: readonly SessionState[];
  /** Events of pods without a sandbox, which no status reports. */
  readonly events: readonly Event[];
}

/** The path of each kind's list. */
const LISTS: Readonly<Record<keyof ClusterState, string>> = {
  nodes: '/api/v1/nodes',
  pods: '/api/v1/pods',
  services: '/api/v1/services',
  deployments: '/apis/apps/v1/deployments',
  daemonSets: '/apis/apps/v1/daemonsets',
  jobs: '/apis/batch/v1/jobs',
  addons: '/apis/k3s.cattle.io/v1/addons',
  helmCharts: '/apis/helm.cattle.io/v1/helmcharts',
  sessionStates: '/apis/frrk8s.metallb.io/v1beta1/bgpsessionstates',
  events: '/api/v1/events?fieldSelector=reason%3DFailedCreatePodSandBox',
};

/** Reads everything that the lab waits for. The list of a kind that does not exist is empty. */
export async function readClusterState(api: {
  get<T>(path: string): Promise<T | undefined>;
}): Promise<ClusterState> {
  const lists = await Promise.all(
    Object.entries(LISTS).map(async ([kind, path]) => {
      const list = await api.get<{ readonly items: readonly LabObject[] }>(path);
      return [kind, list?.items ?? []];
    }),
  );
  return Object.fromEntries(lists) as ClusterState;
}
