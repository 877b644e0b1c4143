import type { CommandIo } from '../../diagnostics/command-io';
import type { RuleFormat } from '../diagnostics/rule-pages';
import { RULE_FORMATS } from '../diagnostics/rule-pages';

export interface RulesOptions {
  readonly format: RuleFormat;
}

/** Lists every rule there is. */
export function rules({ format }: RulesOptions, io: CommandIo): number {
  io.stdout.write(RULE_FORMATS[format]());
  return 0;
}
