import { renderDrawio } from '../report/formats/drawio';
import { renderSvg } from '../report/formats/svg';
import { createReport, drawReport } from '../report/network-report';
import type { Scene } from '../report/drawing/scene';
import type { NetworkPlan } from '../plan';

/** The drawing that has the name of its counterpart in the documentation of PiKube. */
const NAMES: Readonly<Record<string, string>> = {
  'pikube/packet-path-ipv4': 'pikube-vxlan-network-with-flannel',
};

/** The page of a cluster's drawings, and the drawings as SVG and for diagrams.net, by their paths in the site. */
export function renderDrawings(plan: NetworkPlan): ReadonlyMap<string, string> {
  const { addresses, packets, requests } = drawReport(createReport(plan, []));
  const sections = [
    ['Packets between pods', packets],
    ['Addresses', addresses],
    ['Requests', requests],
  ] as const;
  const page = [
    `# ${plan.cluster}`,
    `The network of [\`profiles/${plan.cluster}.yaml\`](/profiles/${plan.cluster}.yaml), as \`netstack plan ${plan.cluster}\` draws it.`,
    ...sections.flatMap(([title, scenes]) =>
      scenes.length === 0 ? [] : [`## ${title}`, ...scenes.map((scene) => renderFigure(plan, scene))],
    ),
    '',
  ].join('\n\n');
  const files = [...packets, ...addresses, ...requests].flatMap((scene) => {
    const path = `public/${pathOf(plan, scene)}`;
    return [
      [`${path}.svg`, renderSvg(scene, true)],
      [`${path}.drawio`, renderDrawio(scene)],
    ] as const;
  });
  return new Map([[`drawings/${plan.cluster}.md`, page], ...files]);
}

function renderFigure(plan: NetworkPlan, scene: Scene): string {
  const path = `/${pathOf(plan, scene)}`;
  const alt = scene.title.replace(/[[\]]/g, '');
  return [
    `![${alt}](${path}.svg)`,
    `${scene.description.replace(/[<*_]/g, '\\$&')}`,
    `Download: [SVG](${path}.svg), [diagrams.net](${path}.drawio)`,
  ].join('\n\n');
}

function pathOf({ cluster }: NetworkPlan, { id }: Scene): string {
  const name = NAMES[`${cluster}/${id}`] ?? `${cluster}-${id}`;
  return `drawings/${name}`;
}

/** The page that lists the clusters. */
export function renderDrawingList(plans: readonly NetworkPlan[]): string {
  return [
    '# Drawings',
    'The networks of the profiles that k3s-netstack ships with. `netstack plan <cluster> --format html` writes the same drawings for' +
      ' your clusters to `reports/`, as SVG and for diagrams.net.',
    plans
      .map(
        ({ cluster, flannel, nodes }) =>
          `- [${cluster}](${cluster}.md): ${nodes.length} nodes, flannel \`${flannel.backend}\``,
      )
      .join('\n'),
    '',
  ].join('\n\n');
}
