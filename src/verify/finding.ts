/** What a check saw when it looked at one thing, in words for a person. */
interface Look {
  /** What was looked at, and by which command or object: `flannel.1 (ip -j -d address)`. */
  readonly looked: string;
  /** What is there. */
  readonly found: string;
  /** What the plan says. */
  readonly planned: string;
}

/** It is as planned. */
export interface Holds extends Look {
  readonly outcome: 'holds';
}

/** It is not as planned. */
export interface Fails extends Look {
  readonly outcome: 'fails';
  /** What it does to the network, where that is more than the check's own `why`. */
  readonly why?: string;
  /** What to do about it: a command where one helps. */
  readonly next: string;
}

/** Nobody could look. */
export interface NotLooked {
  readonly outcome: 'not looked';
  readonly looked: string;
  /** What kept it from looking. */
  readonly because: string;
  /** From where, or with what, to look. */
  readonly next: string;
}

/** What a check says of one thing. */
export type Observation = Holds | Fails | NotLooked;

/** An observation, with where it was made. */
export type Finding = Observation & {
  /** The check's id. */
  readonly check: string;
  readonly title: string;
  /** Why it matters on a real network. */
  readonly why: string;
  /** `node pi1`, `cluster`, `LAN`. */
  readonly place: string;
};

export function holds(look: Look): Holds {
  return { outcome: 'holds', ...look };
}

export function fails(look: Look & Pick<Fails, 'why' | 'next'>): Fails {
  return { outcome: 'fails', ...look };
}

/** Holds or fails by whether `same`; says the next step only where it fails. */
export function compared(same: boolean, look: Look & Pick<Fails, 'why' | 'next'>): Holds | Fails {
  const { looked, found, planned } = look;
  return same ? holds({ looked, found, planned }) : fails(look);
}
