import { completeName } from '../layout/images';
import type { ClusterState, ContainerStatus, Pod } from './objects';
import { isReady, formatName } from './readiness';

/** An image that a node cannot pull, and why. */
export interface PullTrouble {
  /** With its registry. */
  readonly image: string;
  /** As the kubelet names it: `ImagePullBackOff`, `FailedCreatePodSandBox`. */
  readonly reason: string;
  readonly message: string;
  /** Pods that wait for it. */
  readonly pods: readonly string[];
}

/** The reasons for which a container waits for its image. @see https://kubernetes.io/docs/concepts/containers/images/ */
const REASONS = [
  ...['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'],
  ...['ImageInspectError', 'RegistryUnavailable', 'SignatureValidationFailed'],
];

/** The kubelet puts the name of the image in front of the reason. */
const BACK_OFF = /^Back-off pulling image "[^"]*"(?:: )?/;

/** The reason of the event that reports a pod without a sandbox. */
const NO_SANDBOX = 'FailedCreatePodSandBox';

/** containerd 1 and 2 report the sandbox's image so. It belongs to the pod, not to a container. */
const SANDBOX = /failed to (?:get sandbox|pull) image "([^"]+)": (.*)$/s;

/**
 * Images that cannot be pulled, each once, without those that are known to be missing.
 *
 * @param missingImages with their registries
 */
export function findPullTroubles(
  state: ClusterState,
  missingImages: readonly string[],
): readonly PullTrouble[] {
  const found = new Map<string, PullTrouble>();
  for (const trouble of [...ofContainers(state), ...ofSandboxes(state)]) {
    if (missingImages.includes(trouble.image)) continue;
    const pods = [...(found.get(trouble.image)?.pods ?? []), ...trouble.pods];
    found.set(trouble.image, { ...trouble, pods: [...new Set(pods)] });
  }
  return [...found.values()];
}

/** `docker.io/traefik/whoami:v1.11.0: ImagePullBackOff (samples/whoami-7d…): …` */
export function formatPullTrouble({ image, reason, message, pods }: PullTrouble): string {
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
      return { image: completeName(image), reason, message: words, pods: [formatName(pod)] };
    }),
  );
}

/** Events remain for an hour, so only those of pods without a started container count. */
function ofSandboxes({ pods, events }: ClusterState): readonly PullTrouble[] {
  const waiting = pods.filter((pod) => !isReady(pod) && statusesOf(pod).every(({ state }) => state?.waiting));
  return events.flatMap(({ involvedObject, message = '' }) => {
    const pod = waiting.find(
      ({ metadata }) =>
        metadata.name === involvedObject.name && metadata.namespace === involvedObject.namespace,
    );
    const [, image, words] = SANDBOX.exec(message) ?? [];
    if (pod === undefined || image === undefined || words === undefined) return [];
    return { image: completeName(image), reason: NO_SANDBOX, message: words.trim(), pods: [formatName(pod)] };
  });
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
