import type { SceneText } from './scene';

/** Font size in pixels. */
export const FONT_SIZE: Readonly<Record<SceneText['style'], number>> = {
  ...{ title: 14, value: 13, note: 11.5 },
  failure: 12.5,
};

/** Height in pixels that a line of text takes. */
export const LINE_HEIGHT: Readonly<Record<SceneText['style'], number>> = {
  ...{ title: 20, value: 18, note: 16 },
  failure: 18,
};

/**
 * Widest advance of a character in parts of the font size. The fonts are the reader's own, so this is an upper bound for
 * ordinary Latin text in common fonts: monospaced ones have 0.60 to 0.62, bold sans-serif ones average 0.58.
 */
const ADVANCE: Readonly<Record<SceneText['style'], number>> = {
  ...{ title: 0.64, value: 0.625, note: 0.58 },
  failure: 0.64,
};

/** Width in pixels that a text takes at most; wide characters of East Asian scripts count twice. */
export function measureText(text: string, style: SceneText['style']): number {
  const wide = [...text].filter((character) => character > '\u2e7f').length;
  return ([...text].length + wide) * ADVANCE[style] * FONT_SIZE[style];
}

/** Width of the widest of several texts. */
export function measureWidest(texts: readonly SceneText[]): number {
  return Math.max(0, ...texts.map(({ text, style }) => measureText(text, style)));
}

/** Height of several texts below one another. */
export function measureHeight(texts: readonly SceneText[]): number {
  return texts.reduce((sum, { style }) => sum + LINE_HEIGHT[style], 0);
}

/** The text, or its beginning and an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, style: SceneText['style'], width: number): string {
  if (measureText(text, style) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && measureText(`${characters.join('')}…`, style) > width) characters.pop();
  return `${characters.join('')}…`;
}
