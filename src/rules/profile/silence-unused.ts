import type { RulePage } from '../../diagnostics';

export const silenceUnused: RulePage = {
  id: 'silence-unused',
  severity: 'hint',
  title: 'A silence entry has nothing to silence',
  why: 'What it was written for is gone. Left in place, it hides the same finding on the day it comes back.',
  fix: 'Remove the entry.',
};
