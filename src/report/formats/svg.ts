import { visible } from '../../terminal/visible';
import type { Scene, SceneArrow, SceneBox, SceneLabel } from '../drawing/scene';
import { FONT_SIZE, LINE_HEIGHT, measureHeight } from '../drawing/text-metrics';
import { escapeMarkup } from './escape-markup';
import { DRAWING_STYLE } from './style';

/**
 * A scene as one SVG element. The title and the description are read by screen readers.
 *
 * @param isStandalone whether it is a file of its own, with its colours in it
 */
export function renderSvg(scene: Scene, isStandalone: boolean): string {
  const { id, title, description, width, height } = scene;
  const labelled = `aria-labelledby="${id}-title ${id}-description"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" ${labelled} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title id="${id}-title">${escapeText(title)}</title>`,
    `<desc id="${id}-description">${escapeText(description)}</desc>`,
    ...(isStandalone ? [`<style>${DRAWING_STYLE}</style>`] : []),
    `<defs><marker id="${id}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0L10 5L0 10z"/></marker></defs>`,
    ...(isStandalone ? [`<rect class="paper" width="${width}" height="${height}"/>`] : []),
    ...scene.boxes.map((box) => renderBox(box)),
    ...scene.arrows.map((arrow) => renderArrow(arrow, id)),
    ...scene.labels.map(renderLabel),
    '</svg>',
    '',
  ].join('\n');
}

function renderBox(box: SceneBox): string {
  const { id, role, x, y, width, height, tooltip, hasFailed } = box;
  const title = tooltip === undefined ? '' : `<title>${escapeText(tooltip)}</title>`;
  const corner = Math.min(6, width / 2);
  return (
    `<g class="shape ${role}${hasFailed === true ? ' failed' : ''}" data-id="${escapeMarkup(id)}">${title}` +
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}"/>` +
    `${renderTexts(box)}</g>`
  );
}

function renderTexts({ x, y, width, height, texts, isGroup }: SceneBox): string {
  let baseline = isGroup === true ? y + 8 : y + (height - measureHeight(texts)) / 2;
  return texts
    .map(({ text, style }) => {
      const line = LINE_HEIGHT[style];
      const at = baseline + line / 2 + FONT_SIZE[style] * 0.35;
      baseline += line;
      return `<text class="${style}" x="${round(x + width / 2)}" y="${round(at)}" text-anchor="middle">${escapeText(text)}</text>`;
    })
    .join('');
}

function renderArrow({ id, from, to, via = [], isDashed, isLeader }: SceneArrow, scene: string): string {
  const points = [from, ...via, to].map(({ x, y }) => `${x},${y}`).join(' ');
  if (isLeader === true) return `<polyline class="leader" data-id="${escapeMarkup(id)}" points="${points}"/>`;
  const dashed = isDashed === true ? ' dashed' : '';
  return `<polyline class="arrow${dashed}" data-id="${escapeMarkup(id)}" points="${points}" marker-end="url(#${scene}-head)"/>`;
}

function renderLabel({ id, x, y, text, style, anchor }: SceneLabel): string {
  return `<text class="${style}" data-id="${escapeMarkup(id)}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeText(text)}</text>`;
}

function escapeText(text: string): string {
  return escapeMarkup(visible(text));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
