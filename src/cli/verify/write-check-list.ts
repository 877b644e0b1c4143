import { readFileSync, writeFileSync } from 'node:fs';
import { withCheckList } from '../../verify/report/check-pages';

const PAGE = 'docs/verify.md';

writeFileSync(PAGE, withCheckList(readFileSync(PAGE, 'utf8')));
