/** What a shape stands for; each form of output colours by it. */
export type ShapeRole =
  | 'group'
  | 'pod'
  | 'bridge'
  | 'routing'
  | 'tunnel'
  | 'interface'
  | 'lan'
  | 'client'
  | 'service'
  | 'free'
  | 'gateway'
  | 'node'
  | 'reserved'
  | 'registration'
  | 'pool'
  | 'share'
  | 'dns';

/** Text that stays inside of its shape. */
export interface SceneText {
  readonly text: string;
  /** `title`: bold; `value`: addresses and numbers, monospaced; `note`: small; `failure`: a failed check. */
  readonly style: 'title' | 'value' | 'note' | 'failure';
}

/** A rectangle with text in it, the text centred line below line. */
export interface SceneBox {
  /** Unique in the scene; names the shape in every form of output. */
  readonly id: string;
  readonly role: ShapeRole;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly SceneText[];
  /** Whether the text is at the top instead of in the middle, for boxes that hold others. */
  readonly isGroup?: boolean;
  /** Whether a check of `verify` failed here. */
  readonly hasFailed?: boolean;
  /** What a pointer that rests on the shape reveals. */
  readonly tooltip?: string;
}

/** A line with an arrow head at its end, or a leader without one. */
export interface SceneArrow {
  readonly id: string;
  readonly from: ScenePoint;
  readonly to: ScenePoint;
  /** Corners between the two ends, in order. */
  readonly via?: readonly ScenePoint[];
  readonly label?: string;
  /** Whether it is drawn dashed, for what has no wire of its own. */
  readonly isDashed?: boolean;
  /** Whether it is a thin line from a mark to its text. */
  readonly isLeader?: boolean;
}

export interface ScenePoint {
  readonly x: number;
  readonly y: number;
}

/** Text outside of shapes. */
export interface SceneLabel extends ScenePoint {
  readonly id: string;
  readonly text: string;
  readonly style: SceneText['style'];
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A drawing without its form: shapes in pixels, groups first. SVG and drawio are rendered from it. */
export interface Scene {
  /** Kebab case; the name of its files. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for people who cannot see the drawing. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SceneBox[];
  readonly arrows: readonly SceneArrow[];
  readonly labels: readonly SceneLabel[];
}
