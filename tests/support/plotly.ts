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
  const size = await area.boundingBox();
  if (!size) throw new Error('The plot area is not to be seen.');
  // Waits until it has come to rest, and nothing is in front of it.
  await area.hover({ position: { x: 0.25 * size.width, y: 0.25 * size.height } });
  const { x, y, width, height } = (await area.boundingBox())!;
  const { mouse } = figure.page();
  await mouse.down();
  await mouse.move(x + 0.75 * width, y + 0.75 * height, { steps: 8 });
  await mouse.up();
}
