import type { RulePage } from '../../diagnostics';
import { invalidValue } from './invalid-value';
import { missingKey } from './missing-key';
import { optionOfOtherMode } from './option-of-other-mode';
import { silenceOfError } from './silence-of-error';
import { silenceOfUnknownRule } from './silence-of-unknown-rule';
import { silenceUnused } from './silence-unused';
import { unknownKey } from './unknown-key';
import { yamlPitfall } from './yaml-pitfall';
import { yamlSyntax } from './yaml-syntax';

export { silenceOfError, silenceOfUnknownRule, silenceUnused };

/** Problems of the profile itself: found by the loader, by `silence`, and options that have no effect. */
export const profile: readonly RulePage[] = [
  invalidValue,
  missingKey,
  optionOfOtherMode,
  silenceOfError,
  silenceOfUnknownRule,
  silenceUnused,
  unknownKey,
  yamlPitfall,
  yamlSyntax,
];
