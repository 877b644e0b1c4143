import type { PluginGrammar } from '../plugin-grammar';
import { NOTHING } from './argument-lists';

/** @see https://coredns.io/plugins/loop/ */
export const loop: PluginGrammar = { name: 'loop', example: 'loop', repeated: 'refused', args: NOTHING };
