import { quoteText } from '../../../diagnostics';
import { splitZone } from '../go/domain-name';
import { decimal, duration, FILE, integer, TEXT, word } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentList, CorefileLine, PluginContext, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, isAtLeast, exactly, first, NONE, some, since } from './argument-lists';
import { checkLabelSelector } from './label-selector';

const SELECTOR: ArgumentList = { ...some(TEXT), check: checkLabelSelector };
const COUNT = exactly(integer({ min: 0 }));

/** `ignore empty_service` */
const IGNORE: ArgumentList = { kinds: [word('empty_service')], min: 0, reader: 'line', surplus: 'ignored' };

function checkUse(use: PluginUse, context: PluginContext): readonly CorefileProblem[] {
  const find = (name: string) => use.options.find(({ word: { text } }) => text === name);
  return [
    ...checkZones(use, context),
    ...checkPair(find('namespaces'), find('namespace_labels')),
    ...checkPair(find('zonal'), find('noendpoints')),
    ...checkMulticluster(use, find('multicluster'), context),
  ];
}

/** At least one zone must be a domain. */
function checkZones({ word, args }: PluginUse, { keys }: PluginContext): readonly CorefileProblem[] {
  const zones = args.length > 0 ? args.map(({ text }) => text) : keys;
  const isDomain = zones.some((zone) => {
    const name = splitZone(zone)?.name;
    return name !== undefined && !name.includes('/') && !/\.(?:in-addr|ip6)\.arpa\.?$/i.test(name);
  });
  if (isDomain) return [];
  return [
    createRefusal(
      word,
      '"kubernetes" has no zone but reverse zones',
      'Write the domain of the cluster behind it.',
    ),
  ];
}

function checkPair(
  one: CorefileLine | undefined,
  other: CorefileLine | undefined,
): readonly CorefileProblem[] {
  if (one === undefined || other === undefined) return [];
  const message = `${quoteText(one.word.text)} and ${quoteText(other.word.text)} exclude each other`;
  return [createRefusal(other.word, message, 'Remove one of the two.')];
}

function checkMulticluster({ args }: PluginUse, option: CorefileLine | undefined, { keys }: PluginContext) {
  const own = new Set((args.length > 0 ? args.map(({ text }) => text) : keys).map(normalize));
  return (option?.args ?? [])
    .filter(({ text }) => splitZone(text) !== undefined && !own.has(normalize(text)))
    .map((zone) =>
      createRefusal(
        zone,
        `${quoteText(zone.text)} is not a zone of this "kubernetes"`,
        'Add it to the zones behind "kubernetes", or remove it.',
      ),
    );
}

function normalize(zone: string): string {
  return (splitZone(zone)?.name ?? zone).toLowerCase().replace(/\.$/, '');
}

/** @see https://coredns.io/plugins/kubernetes/ */
export const kubernetes: PluginGrammar = {
  name: 'kubernetes',
  example: 'kubernetes cluster.local',
  repeated: 'refused',
  args: any(ZONE),
  braces: {
    options: {
      endpoint_pod_names: NONE,
      pods: exactly(word('disabled', 'insecure', 'verified')),
      namespaces: some(TEXT),
      endpoint: some(TEXT),
      tls: exactly(FILE, FILE, FILE),
      labels: SELECTOR,
      namespace_labels: SELECTOR,
      fallthrough: any(ZONE),
      ttl: first(integer({ min: 0, max: 3600, unit: 'seconds' })),
      noendpoints: NONE,
      zonal: since('1.14.7', NONE),
      ignore: IGNORE,
      kubeconfig: isAtLeast(1, FILE, TEXT),
      multicluster: since('1.12.2', any(ZONE)),
      startup_timeout: since('1.12.3', first(duration())),
      apiserver_qps: since('1.14.0', exactly(decimal(32, 0, Infinity))),
      apiserver_burst: since('1.14.0', COUNT),
      apiserver_max_inflight: since('1.14.0', COUNT),
    },
  },
  check: checkUse,
};
