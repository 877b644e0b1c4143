import type { KubernetesObject } from '../kubernetes/kubernetes-object';

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface PodTemplate {
  readonly spec?: PodSpec;
}

/** A workload, a CronJob, or a pod itself. */
interface PodOwner {
  readonly spec?: PodSpec & {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
  };
}

interface Container {
  readonly image?: string;
}

/** Every image of the objects' pods, once each, in alphabetical order. */
export function collectImages(objects: readonly KubernetesObject[]): readonly string[] {
  const images = objects.flatMap((object) => {
    const pod = podOf(object as PodOwner);
    return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].map(({ image }) => image);
  });
  return [...new Set(images.filter((image) => image !== undefined))].sort();
}

function podOf({ spec }: PodOwner): PodSpec | undefined {
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  const pod = template === undefined ? spec : template.spec;
  return Array.isArray(pod?.containers) ? pod : undefined;
}
