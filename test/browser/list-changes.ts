import type { Scene, SceneArrow, SceneBox, ScenePoint } from '../../src/report/drawing/scene';

/** Pixels by which a change moves something: as far as an eye notices it at once beside the unchanged drawing. */
const STEP = 3;

/** Drawings that each differ from a scene in one thing: a shape, a text, an arrow or a label is moved or lost. */
export function listChanges(scene: Scene): readonly (readonly [change: string, scene: Scene])[] {
  const { boxes, arrows, labels } = scene;
  return [
    ...boxes.flatMap((box) =>
      changeBox(box).map(([change, one]) => [change, { boxes: swap(boxes, box, one) }] as const),
    ),
    ...arrows.flatMap((arrow) => [
      [`${arrow.id} is moved`, { arrows: swap(arrows, arrow, [moveArrow(arrow)]) }] as const,
      [`${arrow.id} is lost`, { arrows: swap(arrows, arrow, []) }] as const,
    ]),
    ...labels.flatMap((label) => [
      [`${label.id} is moved`, { labels: swap(labels, label, [{ ...label, ...movePoint(label) }]) }] as const,
      [`${label.id} is lost`, { labels: swap(labels, label, []) }] as const,
    ]),
  ].map(([change, parts]) => [change, { ...scene, ...parts }]);
}

function changeBox(box: SceneBox): readonly (readonly [change: string, boxes: readonly SceneBox[]])[] {
  return [
    [`${box.id} is moved right`, [{ ...box, x: box.x + STEP }]],
    [`${box.id} is moved down`, [{ ...box, y: box.y + STEP }]],
    [`${box.id} is wider`, [{ ...box, width: box.width + STEP }]],
    [`${box.id} is lost`, []],
    [`${box.id} has another colour`, [{ ...box, role: box.role === 'tunnel' ? 'bridge' : 'tunnel' }]],
    ...box.texts.map(
      ({ text }) =>
        [
          `${box.id} without ${text}`,
          [{ ...box, texts: box.texts.filter((one) => one.text !== text) }],
        ] as const,
    ),
  ];
}

function moveArrow({ from, to, via, ...rest }: SceneArrow): SceneArrow {
  return { ...rest, from: movePoint(from), to: movePoint(to), ...(via && { via: via.map(movePoint) }) };
}

function movePoint({ x, y }: ScenePoint): ScenePoint {
  return { x: x + STEP, y: y + STEP };
}

function swap<Part>(parts: readonly Part[], part: Part, others: readonly Part[]): readonly Part[] {
  return parts.flatMap((one) => (one === part ? others : [one]));
}
