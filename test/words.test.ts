import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/**
 * Phrases that technical English has a better word for wherever they appear, and the better word. Words with an everyday
 * use (`says`, `holds`, `looks`) are not here: their use decides.
 */
const WRONG: readonly (readonly [RegExp, string])[] = [
  [/\b(nobody(?!:)|no one)\b/, 'name the actor, in the passive voice if there is none'],
  [/\b(some|any|every)body\b/, 'name the actor: a LAN client, a host, another user'],
  [/\bwho(ever|mever|m)\b/, 'name the actor'],
  [/\b(for ?ever|for good)\b/, 'permanently, until …'],
  [/\banew\b/, 'again'],
  [/\bwithout a word\b/, 'silently, without an error'],
  [/\bin vain\b/, 'without success'],
  [/\bof (old(?! \w)|ours|theirs|yours)\b/, 'previous, our, the user’s'],
  [/\bone['’]s own\b/, 'your own'],
  [/\bof (its|their) own accord\b/, 'automatically'],
  [/\b(make|makes|made|making) known\b/, 'announce, advertise'],
  [/\b(come|comes|came) to pass\b/, 'happen, propagate'],
  [/\b(give|gives|gave|given|giving) up\b/, 'exit, time out, stop'],
  [/\bnot looked\b/, 'skipped'],
  [/\bquarrel\w*/, 'conflict'],
  [/\bwish(es|ed|ing)?\b/, 'request, requested'],
  [/\bmend(s|ed|ing)?\b/, 'fix, repair'],
  [/\b(tell|tells|told|telling) \w* ?apart\b/, 'distinguish'],
  [/\bso many\b/, 'this number of'],
  [/(?<!\blong )\bas it is\b/, 'unchanged, literally'],
  [/\bthere is what\b/, 'contains'],
  [/\b(he|his|him|himself)\b/, 'the user, their, you'],
  [/\b(aught|naught|ought|lest|thereof|therein|wherein|hereby|henceforth|hither|thither)\b/, 'plain words'],
  [/\bbe had\b/, 'available'],
  [/\bsays? so\b/, 'prints it, reports it'],
  [/\b(has|have|had) nothing to say\b/, 'prints nothing'],
  [/\blet (it|them) be\b/, 'leave unchanged'],
  [/\bin (its|their) stead\b/, 'instead'],
  [/\b(whence|whither|thence|hitherto|erstwhile|betwixt|amid)\b/, 'plain words'],
  [/\ball the same\b/, 'nevertheless'],
  [/(?<!\/)\brun (k3s-)?netstack\b/, 'a command to paste: formatOwnCommand, or `npx --no netstack`'],
];

/** Generated files (docs/rules.md and docs/api are generated from sources that are read), other projects' texts, and this list. */
const SKIPPED =
  /^(imports|crds|__snapshots__|charts\/golden|docs\/api|test\/fixtures|test\/verify\/recorded)\/|^(LICENSE|package-lock\.json|docs\/rules\.md|docs\/third-party-notices\.txt|test\/words\.test\.ts)$|\.(svg|png|json|sum)$/;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file) && !SKIPPED.test(file));

/** `src/rules` for a file of that room; a document or a file of the root is a room of its own. */
function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'docs') return file;
  return parts.slice(0, ['src', 'test'].includes(parts[0] ?? '') && parts.length > 2 ? 2 : 1).join('/');
}

const rooms = new Map<string, string[]>();
for (const file of files) rooms.set(roomOf(file), [...(rooms.get(roomOf(file)) ?? []), file]);

/** A phrase may go on in the next line of a comment, a paragraph or a string. */
const PHRASES = WRONG.map(
  ([phrase, better]) => [new RegExp(phrase.source.replaceAll(' ', `[\\s*/'"+#]+`), 'gi'), better] as const,
);

/** `file:line "phrase": better word` for each wrong phrase of a text. */
function findWrongPhrases(file: string, text: string): string[] {
  return PHRASES.flatMap(([phrase, better]) =>
    [...text.matchAll(phrase)].map(({ 0: found, index }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${file}:${line} "${found.replace(/\s+/g, ' ')}": ${better}`;
    }),
  );
}

describe('phrases with a better technical word', () => {
  test.each([...rooms.keys()].sort())('%s', (room) => {
    const found = (rooms.get(room) ?? []).flatMap((file) =>
      findWrongPhrases(file, readFileSync(file, 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

test('a wrong phrase is found, over the end of a line too; an everyday one is not', () => {
  const text = 'Nobody answers.\nThe check holds.\n * k3s gives\n * up; it waits in vain';
  expect(findWrongPhrases('a.md', text)).toEqual([
    'a.md:1 "Nobody": name the actor, in the passive voice if there is none',
    'a.md:4 "in vain": without success',
    'a.md:3 "gives * up": exit, time out, stop',
  ]);
});
