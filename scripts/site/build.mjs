/**
 * Builds the site of the documentation in build/site: writes its pages to build/site-source, renders them by VitePress, and
 * checks every link between them.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findDeadLinks } from './dead-links.mjs';

const require = createRequire(import.meta.url);

require('../../bin/bundle').run('src/cli/site/write-site-source.ts');

// VitePress would append .html to links to files whose extension it does not know.
const env = { ...process.env, VITE_EXTRA_EXTENSIONS: 'drawio' };
const { status } = spawnSync('npx', ['--no', 'vitepress', 'build', 'docs'], { stdio: 'inherit', env });
if (status !== 0) process.exit(status ?? 1);

const dead = findDeadLinks('build/site');
for (const line of dead) console.error(line);
console.error(`build/site: ${dead.length} dead links`);
process.exitCode = dead.length === 0 ? 0 : 1;
