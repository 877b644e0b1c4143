/**
 * The major versions of the Traefik charts that k3s v1.32.2 to v1.37 package. Each renamed some keys of the values. k3s
 * removes the schemas of the charts, so Helm ignores the keys of other versions and reports no error.
 *
 * @see https://github.com/traefik/traefik-helm-chart/releases
 */
export type ChartGeneration = '34' | '37' | '38' | '39' | '40' | '41';

/** The keys and features that differ between the versions of the chart. */
export interface ChartKeys {
  /** The key of an entryPoint's HTTP settings below `ports.<name>`: `redirections`, `tls`, `middlewares`. */
  readonly http: readonly string[];
  readonly logLevel: readonly string[];
  /** The key of a Service's type below the Service. */
  readonly serviceType: readonly string[];
  readonly accessLog: readonly string[];
  /** Whether the namespacePolicy of a Gateway's listener is a word, or an object with the key `from`. */
  readonly namespacePolicy: 'word' | 'object';
  /** Whether a value can disable the API; older charts always enable it. */
  readonly api: 'value' | 'argument';
}

const CHART_34: ChartKeys = {
  http: [],
  logLevel: ['logs', 'general', 'level'],
  serviceType: ['type'],
  accessLog: ['logs', 'access', 'enabled'],
  namespacePolicy: 'word',
  api: 'argument',
};
const CHART_37: ChartKeys = { ...CHART_34, namespacePolicy: 'object' };
const CHART_38: ChartKeys = { ...CHART_37, api: 'value' };
const CHART_39: ChartKeys = { ...CHART_38, http: ['http'] };
const CHART_40: ChartKeys = { ...CHART_39, serviceType: ['spec', 'type'] };
const CHART_41: ChartKeys = { ...CHART_40, logLevel: ['log', 'level'], accessLog: ['accessLog', 'enabled'] };

/** The keys and features of each version. */
export const CHART_KEYS: Readonly<Record<ChartGeneration, ChartKeys>> = {
  '34': CHART_34,
  '37': CHART_37,
  '38': CHART_38,
  '39': CHART_39,
  '40': CHART_40,
  '41': CHART_41,
};
