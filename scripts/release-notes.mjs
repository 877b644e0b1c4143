/**
 * Prints the changelog's section of a release: `node scripts/release-notes.mjs v0.2.0`. Fails if the tag, the version of
 * `package.json` and the changelog differ.
 */
import { readFileSync } from 'node:fs';
import { refuse } from './new/files.mjs';

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
if (tag !== `v${version}`) refuse(`the tag is "${tag}", and package.json has the version ${version}`);

const [, ...sections] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const section = sections.find((text) => text.split(/\s/)[0] === version);
const notes = section?.slice(section.indexOf('\n')).trim() ?? '';
if (notes === '') refuse(`CHANGELOG.md has no entries for ${version}`);
console.log(notes);
