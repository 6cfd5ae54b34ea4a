import type { Locator } from 'playwright-core';

/** What Plotly keeps on the element that it draws in. */
interface GraphElement extends HTMLElement {
  data: { x?: unknown[] }[];
  _fullLayout: { xaxis: { range: [number, number] } };
}

/** How many points each trace of a figure has. */
export async function pointsOf(figure: Locator): Promise<number[]> {
  return figure.evaluate((element) =>
    (element as GraphElement).data.map((trace) => trace.x?.length ?? 0),
  );
}

/** The ends of a figure's horizontal axis. */
export async function xRangeOf(figure: Locator): Promise<[number, number]> {
  return figure.evaluate((element) => [...(element as GraphElement)._fullLayout.xaxis.range]);
}

/** Drags over the middle half of a figure's plot area, as a person does to zoom. */
export async function dragZoom(figure: Locator): Promise<void> {
  const area = figure.locator('.nsewdrag').first();
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (!box) throw new Error('The plot area is not to be seen.');
  const { mouse } = figure.page();
  const at = (fraction: number): [number, number] => [
    box.x + fraction * box.width,
    box.y + fraction * box.height,
  ];
  await mouse.move(...at(0.25));
  await mouse.down();
  await mouse.move(...at(0.75), { steps: 8 });
  await mouse.up();
}
