/** Markdown of typedoc's comments. */

const join = (parts) =>
  parts
    .map(({ text }) => text)
    .join('')
    .trim();

const tagsOf = (comment, name) => comment?.blockTags.filter(({ tag }) => tag === name) ?? [];

export const summarize = (comment) => (comment === undefined ? '' : join(comment.summary));

/** The text of a comment, and where the upstream documents it. */
export function renderComment(comment) {
  const links = tagsOf(comment, '@see').map(({ content }) => join(content));
  return [summarize(comment), ...links.map((link) => `See ${link.replace(/^(https:\S+)$/, '<$1>')}.`)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `@default 30` is code; `@default - no limit` is prose. */
export function renderDefault(comment) {
  const text = tagsOf(comment, '@default')
    .map(({ content }) =>
      join(content)
        .replace(/^```ts\n([^]*)\n```$/, '$1')
        .trim(),
    )
    .join(' ')
    .replace(/\s+/g, ' ');
  if (text === '') return '';
  return text.startsWith('- ') ? text.slice(2) : `\`${text}\``;
}

export function renderExamples(comment) {
  return tagsOf(comment, '@example').map(({ content }) => join(content));
}
