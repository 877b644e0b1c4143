import { TEXT } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { any } from './argument-lists';

/** @see https://coredns.io/plugins/nsid/ */
export const nsid: PluginGrammar = { name: 'nsid', example: 'nsid', repeated: 'refused', args: any(TEXT) };
