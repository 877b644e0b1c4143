import { duration, integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { FLAG, optional, SKIPPED } from './argument-lists';

const AMOUNT = integer({ min: 0, max: 2 ** 31 - 1, unit: 'queries' });

/** @see https://coredns.io/plugins/erratic/ */
export const erratic: PluginGrammar = {
  name: 'erratic',
  example: 'erratic',
  repeated: 'added',
  args: SKIPPED,
  braces: {
    options: {
      drop: optional(AMOUNT),
      delay: optional(AMOUNT, duration()),
      truncate: optional(AMOUNT),
      large: FLAG,
    },
  },
};
