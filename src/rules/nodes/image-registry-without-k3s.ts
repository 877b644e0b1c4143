import { listExtraFlags } from '../../plan/k3s-extra';
import type { NetworkRule } from '../network-rule';

export const imageRegistryWithoutK3s: NetworkRule = {
  id: 'image-registry-without-k3s',
  severity: 'hint',
  title: "imageRegistry is set, and k3s's own images come from Docker Hub",
  why:
    'imageRegistry is for the images that k3s-netstack installs. k3s pulls its own ones, such as the pause image and ' +
    'those of packaged components, from Docker Hub unless it has a registry or a mirror of its own.',
  fix: 'Write system-default-registry in k3s.extra, or configure a mirror in registries.yaml on every node.',
  check(plan, report, source) {
    const { imageRegistry } = plan;
    if (imageRegistry === undefined) return;
    if (listExtraFlags(plan).some(({ flag }) => flag === 'system-default-registry')) return;
    report({
      path: ['imageRegistry'],
      message: `${source.quote(['imageRegistry'])} has the images that are installed, and k3s pulls its own ones from Docker Hub.`,
      hint: 'Write it as system-default-registry in k3s.extra, or configure a mirror in registries.yaml on every node.',
    });
  },
};
