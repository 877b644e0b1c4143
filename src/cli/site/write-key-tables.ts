import { readFileSync, writeFileSync } from 'node:fs';
import { KEY_TABLES, insertKeyTable } from '../../site/key-tables';

for (const [page, roots] of Object.entries(KEY_TABLES)) {
  writeFileSync(page, insertKeyTable(readFileSync(page, 'utf8'), roots));
}
