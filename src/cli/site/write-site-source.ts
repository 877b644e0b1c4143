import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FAMILIES } from '../../rules/registry';
import { checkProfile } from '../../rules/check-profile';
import { collectSiteFiles } from '../../site/site-files';
import { ALL_CHECKS } from '../../verify';

/** Writes what VitePress renders: the documents of the repository, and the pages that are generated from the sources. */
const TARGET = 'build/site-source';

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[\w/-]+\.md$/.test(file))
    .map((file) => `docs/${file}`),
].map((file) => [file, readFileSync(file, 'utf8')] as const);

const plans = readdirSync('profiles')
  .filter((file) => /^[a-z][\w-]*\.yaml$/.test(file))
  .flatMap((file) => checkProfile(`profiles/${file}`).plan ?? []);

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function findExample(rule: string) {
  const profile = readIfThere(`test/fixtures/invalid/${rule}.yaml`);
  const message = readIfThere(`test/fixtures/invalid/${rule}.txt`);
  return profile === undefined || message === undefined ? undefined : { profile, message };
}

const ids = {
  rules: new Set(FAMILIES.flatMap(({ rules }) => rules.map(({ id }) => id))),
  checks: new Set(ALL_CHECKS.map(({ id }) => id)),
};
rmSync(TARGET, { recursive: true, force: true });
for (const [path, content] of collectSiteFiles({ documents, plans, ids, findExample })) {
  mkdirSync(dirname(join(TARGET, path)), { recursive: true });
  writeFileSync(join(TARGET, path), content);
}
cpSync('docs/performance.svg', join(TARGET, 'performance.svg'));
cpSync('docs/third-party-notices.txt', join(TARGET, 'public/third-party-notices.txt'));
for (const file of readdirSync('profiles'))
  cpSync(join('profiles', file), join(TARGET, 'public/profiles', file));
