/**
 * The Traefik charts that k3s v1.32.2 to v1.37 package, by major version. Each moved some of the values' keys, and
 * k3s removes the charts' schemas, so that a key of another generation is ignored without a word.
 *
 * @see https://github.com/traefik/traefik-helm-chart/releases
 */
export type ChartGeneration = '34' | '37' | '38' | '39' | '40' | '41';

/** Where a chart generation keeps what others keep elsewhere. */
export interface ChartKeys {
  /** Where an entryPoint's redirects are, below `ports.<name>`. */
  readonly redirections: readonly string[];
  readonly logLevel: readonly string[];
  readonly accessLog: readonly string[];
  /** Whether a Gateway listener's namespacePolicy is a word or an object with the key `from`. */
  readonly namespacePolicy: 'word' | 'object';
  /** Whether the API can be switched off by a value; before that it is always on. */
  readonly api: 'value' | 'argument';
}

const CHART_34: ChartKeys = {
  redirections: ['redirections'],
  logLevel: ['logs', 'general', 'level'],
  accessLog: ['logs', 'access', 'enabled'],
  namespacePolicy: 'word',
  api: 'argument',
};
const CHART_37: ChartKeys = { ...CHART_34, namespacePolicy: 'object' };
const CHART_38: ChartKeys = { ...CHART_37, api: 'value' };
const CHART_39: ChartKeys = { ...CHART_38, redirections: ['http', 'redirections'] };
const CHART_41: ChartKeys = { ...CHART_39, logLevel: ['log', 'level'], accessLog: ['accessLog', 'enabled'] };

/** The keys of each generation. */
export const CHART_KEYS: Readonly<Record<ChartGeneration, ChartKeys>> = {
  '34': CHART_34,
  '37': CHART_37,
  '38': CHART_38,
  '39': CHART_39,
  '40': CHART_39,
  '41': CHART_41,
};
