import type { SceneText } from '../../src/report/drawing/scene';
import { FONT_SIZE, measureText } from '../../src/report/drawing/text-metrics';

const TEXT = /<text class="(\w+)"([^>]*)>([^<]*)<\/text>/g;

/** Height of a bar in parts of the font size: about that of a small letter. */
const BAR_HEIGHT = 0.5;

/** Bars are narrower than the measured width, which is an upper bound, so that ends of neighbours do not touch. */
const BAR_WIDTH = 0.9;

/**
 * The same drawing with a bar in the place of each text, as long as the drawing's own measure of it. No font has a part in
 * how it looks, so that a screenshot of it is the same on every machine.
 */
export function replaceTexts(svg: string): string {
  return svg.replace(TEXT, (_, style: string, attributes: string, text: string) => {
    const number = (name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(attributes)?.[1]);
    const anchor = / text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
    const width = Math.round(measureText(unescape(text), style as SceneText['style']) * BAR_WIDTH);
    const height = Math.round(FONT_SIZE[style as SceneText['style']] * BAR_HEIGHT);
    const left = { start: 0, middle: width / 2, end: width }[anchor] ?? 0;
    const [x, y] = [Math.round(number('x') - left), Math.round(number('y')) - height];
    return `<rect class="bar ${style}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  });
}

/** Adds the colours of the bars, which are those of the texts. */
export const BAR_STYLE = [
  '.drawing rect.bar{fill:var(--ink);stroke:none}',
  '.drawing rect.bar.note{fill:var(--muted)}',
  '.drawing rect.bar.failure{fill:var(--error)}',
].join('\n');

/** One character for each that the drawing shows. */
function unescape(text: string): string {
  return text.replace(/&[#\w]+;/g, '&');
}
