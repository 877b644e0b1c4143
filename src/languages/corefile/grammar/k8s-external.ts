import { integer, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { PluginContext, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, first, FLAG } from './argument-lists';

function checkKubernetes({ word }: PluginUse, { plugins }: PluginContext): readonly CorefileProblem[] {
  if (plugins.has('kubernetes')) return [];
  const hint = 'CoreDNS does not start without it. Put the line into an .override file, whose block has it.';
  return [createRefusal(word, '"k8s_external" needs "kubernetes" in the same server block', hint)];
}

/** @see https://coredns.io/plugins/k8s_external/ */
export const k8sExternal: PluginGrammar = {
  name: 'k8s_external',
  example: 'k8s_external home.arpa',
  repeated: 'last',
  args: any(ZONE),
  braces: {
    options: {
      ttl: first(integer({ min: 0, max: 3600, unit: 'seconds' })),
      apex: first(TEXT),
      headless: FLAG,
      fallthrough: any(ZONE),
    },
  },
  check: checkKubernetes,
};
