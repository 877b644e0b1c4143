/* global document, window, innerWidth */
// Functions that run in the page: each stands alone, since only its own text is sent there.

export function findTextOutsideOfShapes() {
  return [...document.querySelectorAll('g.shape')].flatMap((shape) => {
    const rectangle = shape.querySelector('rect').getBoundingClientRect();
    return [...shape.querySelectorAll('text')]
      .filter((text) => {
        const box = text.getBoundingClientRect();
        const isBeside = box.left < rectangle.left - 1 || box.right > rectangle.right + 1;
        return isBeside || box.top < rectangle.top - 1 || box.bottom > rectangle.bottom + 1;
      })
      .map((text) => text.textContent);
  });
}

export function findOverlappingTexts() {
  return [...document.querySelectorAll('svg.drawing')].flatMap((drawing) => {
    const texts = [...drawing.querySelectorAll('text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }));
    const cover = (a, b) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    return texts.flatMap((a, index) =>
      texts
        .slice(index + 1)
        .filter((b) => cover(a.box, b.box))
        .map((b) => `${a.text} / ${b.text}`),
    );
  });
}

export function measureOverflow() {
  return document.documentElement.scrollWidth - innerWidth;
}

export async function runAxe() {
  const { violations } = await window.axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export function listBoxes() {
  return [...document.querySelectorAll('body, body *')].map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return `${element.tagName} ${[left, top, width, height].map((one) => one.toFixed(2)).join(' ')}`;
  });
}
