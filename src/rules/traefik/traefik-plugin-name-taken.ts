import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikPluginNameTaken: NetworkRule = {
  id: 'traefik-plugin-name-taken',
  severity: 'error',
  title: 'Two plugins have the same name',
  why: "A plugin's name is a part of its arguments and the name in middlewares, so Traefik merges the two into one.",
  fix: 'Give each plugin a name of its own.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const first = new Map<string, object>();
    for (const plugin of [...traefik.plugins, ...traefik.localPlugins]) {
      const twin = first.get(plugin.name);
      first.set(plugin.name, twin ?? plugin);
      if (twin === undefined) continue;
      const path = pathOf(plugin, 'name');
      report({
        path,
        message: `${source.quote(path)} is already the name of a plugin (${source.line(twin)}).`,
      });
    }
  },
};
