import type { CommandIo } from '../../diagnostics/command-io';
import type { RuleFormat } from '../output-formats';
import { RULE_LISTS } from '../diagnostics/rule-pages';

export interface RulesOptions {
  readonly format: RuleFormat;
}

/** Lists every rule there is. */
export function rules({ format }: RulesOptions, io: CommandIo): number {
  io.stdout.write(RULE_LISTS[format]());
  return 0;
}
