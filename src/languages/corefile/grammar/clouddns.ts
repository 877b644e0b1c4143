import { FILE } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, PluginGrammar } from '../plugin-grammar';
import { any, one, SKIPPED } from './argument-lists';
import { checkUnique } from './check-unique';

const HOSTED_ZONE: ArgumentKind = {
  title: 'a zone with its project',
  findFault: (text) =>
    /^[^:]+:[^:]+:./s.test(text)
      ? undefined
      : {
          message: 'is not a zone with its project',
          hint: 'Write the zone, the project and the hosted zone: "home.arpa.:project:zone".',
        },
};

/** @see https://coredns.io/plugins/clouddns/ */
export const clouddns: PluginGrammar = {
  name: 'clouddns',
  example: 'clouddns home.arpa.:project:zone',
  repeated: 'added',
  args: { ...any(HOSTED_ZONE), check: checkUnique },
  braces: { options: { upstream: SKIPPED, credentials: one(FILE), fallthrough: any(ZONE) } },
};
