/** Files of manifests that are applied together, after those of the stages before are there and ready. */
export interface Stage {
  /** `2-components`: the name of its folder, which sorts as the stages are applied. */
  readonly name: string;
  readonly files: readonly string[];
}

/** The stages by the number that begins a file's name. A part keeps its number, and with it its stage. */
const STAGES: readonly { readonly name: string; readonly first: number }[] = [
  { name: '1-crds', first: 0 },
  { name: '2-components', first: 20 },
  { name: '3-config', first: 45 },
  { name: '4-samples', first: 60 },
];

/** Files of manifests by stage; a stage without files is left out. */
export function listStages(files: readonly string[]): readonly Stage[] {
  return STAGES.map(({ name, first }, index) => {
    const end = STAGES[index + 1]?.first ?? Infinity;
    return { name, files: files.filter((file) => first <= numberOf(file) && numberOf(file) < end) };
  }).filter((stage) => stage.files.length > 0);
}

function numberOf(file: string): number {
  return Number(/^netstack-(\d\d)-/.exec(file)?.[1] ?? 0);
}
