import type { KubernetesObject } from '../kubernetes/kubernetes-object';

interface PodTemplate {
  readonly spec?: {
    readonly template?: {
      readonly spec?: {
        readonly containers?: readonly Container[];
        readonly initContainers?: readonly Container[];
      };
    };
  };
}

interface Container {
  readonly image?: string;
}

/** Every image of the objects' pods, once each, in alphabetical order. */
export function collectImages(objects: readonly KubernetesObject[]): readonly string[] {
  const images = objects.flatMap((object) => {
    const pod = (object as PodTemplate).spec?.template?.spec;
    return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].map(({ image }) => image);
  });
  return [...new Set(images.filter((image) => image !== undefined))].sort();
}
