import { fullName } from '../layout/images';
import type { ClusterState, ContainerStatus, Pod } from './objects';
import { isReady, titleOf } from './readiness';

/** An image that a node cannot get, and why. */
export interface PullTrouble {
  /** With its registry. */
  readonly image: string;
  /** In the kubelet's words: `ImagePullBackOff`, `FailedCreatePodSandBox`. */
  readonly reason: string;
  readonly message: string;
  /** Pods that wait for it. */
  readonly pods: readonly string[];
}

/** Why a container waits, where that is for its image. @see https://kubernetes.io/docs/concepts/containers/images/ */
const REASONS = [
  ...['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'],
  ...['ImageInspectError', 'RegistryUnavailable', 'SignatureValidationFailed'],
];

/** Before its reason the kubelet says once more which image it waits for. */
const BACK_OFF = /^Back-off pulling image "[^"]*"(?:: )?/;

/** Of the event that a pod could not be begun. */
const NO_SANDBOX = 'FailedCreatePodSandBox';

/** The image of the pod itself, which is no container's, in the words of containerd 1 and 2. */
const SANDBOX = /failed to (?:get sandbox|pull) image "([^"]+)": (.*)$/s;

/**
 * Images that cannot be pulled, each once, but for those that are known to be missing.
 *
 * @param missingImages with their registries
 */
export function pullTroubles(state: ClusterState, missingImages: readonly string[]): readonly PullTrouble[] {
  const found = new Map<string, PullTrouble>();
  for (const trouble of [...ofContainers(state), ...ofSandboxes(state)]) {
    if (missingImages.includes(trouble.image)) continue;
    const pods = [...(found.get(trouble.image)?.pods ?? []), ...trouble.pods];
    found.set(trouble.image, { ...trouble, pods: [...new Set(pods)] });
  }
  return [...found.values()];
}

/** `docker.io/traefik/whoami:v1.11.0: ImagePullBackOff (samples/whoami-7d…): …` */
export function pullTroubleText({ image, reason, message, pods }: PullTrouble): string {
  const [first = '', ...others] = pods;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${image}: ${reason} (${first}${more})${message === '' ? '' : `: ${message}`}`;
}

function ofContainers({ pods }: ClusterState): readonly PullTrouble[] {
  return pods.flatMap((pod) =>
    statusesOf(pod).flatMap(({ image, state }) => {
      const { reason = '', message = '' } = state?.waiting ?? {};
      if (!REASONS.includes(reason)) return [];
      const words = message.replace(BACK_OFF, '').replace(/\s+/g, ' ').trim();
      return { image: fullName(image), reason, message: words, pods: [titleOf(pod)] };
    }),
  );
}

/** Events stay for an hour: only those of pods that have not begun to start are of now. */
function ofSandboxes({ pods, events }: ClusterState): readonly PullTrouble[] {
  const waiting = pods.filter((pod) => !isReady(pod) && statusesOf(pod).every(({ state }) => state?.waiting));
  return events.flatMap(({ involvedObject, message = '' }) => {
    const pod = waiting.find(
      ({ metadata }) =>
        metadata.name === involvedObject.name && metadata.namespace === involvedObject.namespace,
    );
    const [, image, words] = SANDBOX.exec(message) ?? [];
    if (pod === undefined || image === undefined || words === undefined) return [];
    return { image: fullName(image), reason: NO_SANDBOX, message: words.trim(), pods: [titleOf(pod)] };
  });
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
