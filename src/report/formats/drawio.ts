import { visible } from '../../terminal/visible';
import type { Scene, SceneArrow, SceneBox, SceneLabel, ShapeRole } from '../drawing/scene';
import { escapeMarkup } from './escape-markup';

const FILLS: Readonly<Record<ShapeRole, string>> = {
  ...{ group: '#F6F8FA', pod: '#DDF4FF', bridge: '#DAFBE1', routing: '#FFF8C5', tunnel: '#FBEFFF' },
  ...{ interface: '#FFE9E0', lan: '#EAEEF2', client: '#DDF4FF', service: '#1A7F37', free: '#F6F8FA' },
  ...{ gateway: '#8250DF', node: '#0969DA', reserved: '#AFB8C1', registration: '#BF3989', pool: '#7CE38B' },
  ...{ share: '#54AEFF', dns: '#BC4C00' },
};

/**
 * A scene as a file that diagrams.net opens. Every shape keeps its ID as its name, and what a group holds moves with it.
 *
 * @see https://www.drawio.com/doc/faq/diagram-source-edit
 */
export function renderDrawio(scene: Scene): string {
  const groups = scene.boxes.filter(({ isGroup }) => isGroup);
  return [
    '<mxfile>',
    `  <diagram id="${escapeMarkup(scene.id)}" name="${escapeText(scene.title)}">`,
    `    <mxGraphModel page="1" pageWidth="${scene.width}" pageHeight="${scene.height}" math="0">`,
    '      <root>',
    '        <mxCell id="0"/>',
    '        <mxCell id="1" parent="0"/>',
    ...scene.boxes.map((box) => renderBox(box, groups)),
    ...scene.arrows.map(renderArrow),
    ...scene.labels.map(renderLabel),
    '      </root>',
    '    </mxGraphModel>',
    '  </diagram>',
    '</mxfile>',
    '',
  ].join('\n');
}

function renderBox(box: SceneBox, groups: readonly SceneBox[]): string {
  const group = groups.find((one) => one !== box && isInside(box, one));
  const [left, top] = group === undefined ? [box.x, box.y] : [box.x - group.x, box.y - group.y];
  const align = box.isGroup === true ? 'verticalAlign=top;container=1;collapsible=0;' : '';
  const style = `rounded=1;arcSize=6;whiteSpace=wrap;html=1;${align}fillColor=${FILLS[box.role]};strokeColor=${box.hasFailed === true ? '#A40E26;strokeWidth=3' : '#57606A'};fontColor=#1B1F24;`;
  const text = box.texts.map(({ text: line, style: kind }) =>
    kind === 'title' ? bold(line) : escapeText(line),
  );
  return vertex({
    ...{ id: box.id, parent: group?.id ?? '1', style, value: text.join('<br>') },
    frame: { x: left, y: top, width: box.width, height: box.height },
  });
}

function isInside(inner: SceneBox, outer: SceneBox): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

interface Vertex {
  readonly id: string;
  readonly parent: string;
  readonly style: string;
  /** HTML. */
  readonly value: string;
  readonly frame: Pick<SceneBox, 'x' | 'y' | 'width' | 'height'>;
}

function vertex({ id, parent, style, value, frame }: Vertex): string {
  const { x, y, width, height } = frame;
  return (
    `        <mxCell id="${escapeMarkup(id)}" value="${escapeMarkup(value)}" style="${style}" vertex="1" parent="${escapeMarkup(parent)}">` +
    `<mxGeometry x="${x}" y="${y}" width="${width}" height="${height}" as="geometry"/></mxCell>`
  );
}

function renderArrow({ id, from, to, via = [], label, isDashed, isLeader }: SceneArrow): string {
  const points = via.map(({ x, y }) => `<mxPoint x="${x}" y="${y}"/>`).join('');
  const corners = points === '' ? '' : `<Array as="points">${points}</Array>`;
  const style = `endArrow=${isLeader === true ? 'none' : 'block'};html=1;rounded=0;strokeColor=#57606A;${isDashed === true ? 'dashed=1;' : ''}`;
  return (
    `        <mxCell id="${escapeMarkup(id)}" value="${escapeMarkup(escapeText(label ?? ''))}" style="${style}" edge="1" parent="1">` +
    `<mxGeometry relative="1" as="geometry"><mxPoint x="${from.x}" y="${from.y}" as="sourcePoint"/>` +
    `<mxPoint x="${to.x}" y="${to.y}" as="targetPoint"/>${corners}</mxGeometry></mxCell>`
  );
}

function renderLabel({ id, x, y, text, anchor }: SceneLabel): string {
  const width = 240;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const align = { start: 'left', middle: 'center', end: 'right' }[anchor];
  return vertex({
    ...{ id, parent: '1', value: escapeText(text) },
    style: `text;html=1;align=${align};verticalAlign=middle;fontColor=#57606A;`,
    frame: { x: left, y: y - 14, width, height: 18 },
  });
}

function bold(text: string): string {
  return `<b>${escapeText(text)}</b>`;
}

function escapeText(text: string): string {
  return escapeMarkup(visible(text));
}
