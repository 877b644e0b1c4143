import { parseGoDuration } from '../go/duration';
import { duration } from '../kinds/values';
import type { ArgumentKind, PluginGrammar } from '../plugin-grammar';
import { optional } from './argument-lists';

const ANY_JITTER = duration({ min: 1 });

/** None, or a second and more. */
const JITTER: ArgumentKind = {
  title: 'a duration',
  findFault: (text) => (parseGoDuration(text) === 0n ? undefined : ANY_JITTER.findFault(text)),
};

/** @see https://coredns.io/plugins/reload/ */
export const reload: PluginGrammar = {
  name: 'reload',
  example: 'reload 30s',
  repeated: 'first',
  args: optional(duration({ min: 2 }), JITTER),
};
