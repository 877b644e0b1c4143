import type { PluginGrammar } from '../plugin-grammar';
import { NOTHING } from './argument-lists';

/** @see https://coredns.io/plugins/whoami/ */
export const whoami: PluginGrammar = { name: 'whoami', example: 'whoami', repeated: 'first', args: NOTHING };
