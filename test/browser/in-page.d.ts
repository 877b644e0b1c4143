/** Texts of shapes whose box in the DOM leaves the shape's rectangle. */
export function findTextOutsideOfShapes(): readonly string[];
/** Pairs of texts of one drawing that cover each other. */
export function findOverlappingTexts(): readonly string[];
/** Pixels by which the page is wider than its window. */
export function measureOverflow(): number;
/** What axe-core, which has to be in the page, finds wrong. */
export function runAxe(): Promise<readonly string[]>;
/** The place and the size of every element, with its name. */
export function listBoxes(): readonly string[];
