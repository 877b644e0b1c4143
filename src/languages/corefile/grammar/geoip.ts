import { FILE } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { exactly, FLAG } from './argument-lists';

/** @see https://coredns.io/plugins/geoip/ */
export const geoip: PluginGrammar = {
  name: 'geoip',
  example: 'geoip /etc/coredns/GeoLite2-City.mmdb',
  repeated: 'refused',
  args: exactly(FILE),
  braces: { options: { 'edns-subnet': FLAG } },
};
