import type { PluginGrammar } from '../plugin-grammar';
import { NOTHING } from './argument-lists';

/** @see https://coredns.io/plugins/debug/ */
export const debug: PluginGrammar = { name: 'debug', example: 'debug', repeated: 'added', args: NOTHING };
