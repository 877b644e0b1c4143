import type { PluginGrammar } from '../plugin-grammar';
import { NOTHING } from './argument-lists';

/** @see https://coredns.io/plugins/any/ */
export const any: PluginGrammar = { name: 'any', example: 'any', repeated: 'first', args: NOTHING };
