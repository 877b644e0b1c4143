import type { TraefikHelmChart } from './packaged-components';
import { readRows } from './traefik-arguments';
import table from './traefik-values.json';

/**
 * The keys of a map of the chart's values that has no others; undefined where the map accepts any key, or the chart has no
 * such map.
 *
 * @param path empty for the values themselves
 */
export function listChartValues(
  chart: TraefikHelmChart,
  path: readonly string[],
): readonly string[] | undefined {
  const keys = readRows(table.rows, table.versions.indexOf(chart)).flatMap((row) => {
    const [map = '', key = ''] = row.split(' ');
    return isMapAt(map === '.' ? [] : map.split('.'), path) ? [key] : [];
  });
  return keys.length > 0 ? keys : undefined;
}

function isMapAt(map: readonly string[], path: readonly string[]): boolean {
  return map.length === path.length && map.every((key, index) => key === '*' || key === path[index]);
}
