import { readFileSync, writeFileSync } from 'node:fs';
import { insertCheckList } from '../../verify/report/check-list';

const PAGE = 'docs/verify.md';

writeFileSync(PAGE, insertCheckList(readFileSync(PAGE, 'utf8')));
