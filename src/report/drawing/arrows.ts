import type { SceneArrow, SceneBox } from './scene';

/** From the bottom of a box to the top of the one below it. */
export function connectDown(upper: SceneBox, lower: SceneBox): SceneArrow {
  const x = upper.x + upper.width / 2;
  return {
    id: `${upper.id}-to-${lower.id}`,
    from: { x, y: upper.y + upper.height },
    to: { x, y: lower.y },
  };
}

/** From the right side of a box to the left side of the next one in its row. */
export function connectRight(left: SceneBox, right: SceneBox): SceneArrow {
  const y = left.y + left.height / 2;
  return { id: `${left.id}-to-${right.id}`, from: { x: left.x + left.width, y }, to: { x: right.x, y } };
}
