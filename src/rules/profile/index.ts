import type { RulePage } from '../../diagnostics';
import { invalidValue } from './invalid-value';
import { missingKey } from './missing-key';
import { silenceOfError } from './silence-of-error';
import { silenceOfUnknownRule } from './silence-of-unknown-rule';
import { silenceUnused } from './silence-unused';
import { unknownKey } from './unknown-key';
import { yamlPitfall } from './yaml-pitfall';
import { yamlSyntax } from './yaml-syntax';

export { silenceOfError, silenceOfUnknownRule, silenceUnused };

/** What is wrong with a profile's text: found by the loader, and for `silence` when the rules have spoken. */
export const profile: readonly RulePage[] = [
  invalidValue,
  missingKey,
  silenceOfError,
  silenceOfUnknownRule,
  silenceUnused,
  unknownKey,
  yamlPitfall,
  yamlSyntax,
];
