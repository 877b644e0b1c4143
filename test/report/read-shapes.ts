/** The texts of each shape of an SVG, by the shape's ID. */
export function readShapes(svg: string): Map<string, readonly string[]> {
  const groups = [...svg.matchAll(/<g class="shape [a-z ]+" data-id="([^"]*)">(.*?)<\/g>/gs)];
  return new Map(
    groups.map(([, id = '', body = '']) => [
      id,
      [...body.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text),
    ]),
  );
}
