import { TEXT } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { some } from './argument-lists';

/**
 * Zones, and behind them a file such as `/etc/resolv.conf` or a plugin such as `@kubernetes`.
 *
 * @see https://coredns.io/plugins/autopath/
 */
export const autopath: PluginGrammar = {
  name: 'autopath',
  example: 'autopath @kubernetes',
  repeated: 'last',
  args: some(TEXT),
};
