import { Resvg } from '@resvg/resvg-js';
import type { PlotlyFigure } from '../../../Content';
import { renderPng } from './renderPng';

interface Picture {
  width: number;
  height: number;
  /** Red, green, blue, alpha. */
  at(x: number, y: number): number[];
  /** Pixels in a rectangle that are not transparent. */
  ink(x: number, y: number, width: number, height: number): number;
}

/** Decodes a PNG with another library than the one that encodes it. */
function decode(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><image width="${width}" height="${height}" xlink:href="data:image/png;base64,${png.toString('base64')}"/></svg>`,
  ).render();
  const at = (x: number, y: number): number[] => [
    ...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
  ];
  return {
    width,
    height,
    at,
    ink: (x, y, w, h) => {
      let count = 0;
      for (let j = y; j < y + h; j++) for (let i = x; i < x + w; i++) if (at(i, j)[3]) count++;
      return count;
    },
  };
}

const transparent = { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' };
const line = [{ type: 'scatter', x: [1, 2, 3], y: [1, 3, 2] }];

test('a picture is as large as the layout says, and shows lines and axis numbers', async () => {
  const layout = {
    ...transparent,
    width: 500,
    height: 300,
    margin: { l: 50, r: 10, t: 10, b: 30 },
  };
  const picture = decode(await renderPng({ data: line, layout }));
  expect([picture.width, picture.height]).toEqual([500, 300]);
  expect(picture.ink(50, 10, 440, 260)).toBeGreaterThan(500);
  expect(picture.ink(0, 10, 45, 260)).toBeGreaterThan(50); // numbers left of the axis
});

test('without a size in the layout it is 800 by 450', async () => {
  const picture = decode(await renderPng({ data: line, layout: {} }));
  expect([picture.width, picture.height]).toEqual([800, 450]);
});

test('text is drawn in the font of the package, with letters of different widths', async () => {
  const titled = async (text: string): Promise<number[]> => {
    const title = { text, x: 0, xanchor: 'left', font: { size: 20 } };
    const layout = { ...transparent, width: 600, height: 200, margin: { t: 80 }, title };
    const picture = decode(await renderPng({ data: line, layout }));
    const columns = Array.from({ length: 600 }, (_, x) => x);
    return columns.filter((x) => picture.ink(x, 0, 1, 70) > 0);
  };
  expect(await titled('')).toEqual([]);
  const [narrow, wide] = [await titled('iiiiiiiiii'), await titled('90° MMMMM')];
  expect(narrow.length).toBeGreaterThan(10);
  expect(Math.max(...wide)).toBeGreaterThan(1.5 * Math.max(...narrow));
});

test('a heat map shows each value in its place and colour', async () => {
  const z = [
    [0, 1],
    [1, 0.5],
  ];
  const hidden = { visible: false };
  const layout = {
    width: 200,
    height: 200,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    xaxis: hidden,
    yaxis: { ...hidden, autorange: 'reversed' },
  };
  const colorscale = [
    [0, '#000000'],
    [1, '#ff0000'],
  ];
  const heatmap = { type: 'heatmap', z, colorscale, showscale: false };
  for (const zsmooth of [false, 'fast']) {
    const picture = decode(await renderPng({ data: [{ ...heatmap, zsmooth }], layout }));
    expect(picture.at(20, 20)).toEqual([0, 0, 0, 255]);
    expect(picture.at(180, 20)).toEqual([255, 0, 0, 255]);
    expect(picture.at(20, 180)).toEqual([255, 0, 0, 255]);
    expect(picture.at(180, 180)[0]).toBeGreaterThan(110);
    expect(picture.at(180, 180)[0]).toBeLessThan(140);
  }
});

test('an arrow is drawn from its start to its end, with a head', async () => {
  const hidden = { visible: false, range: [0, 1] };
  const arrow = {
    text: '',
    x: 0.9,
    y: 0.5,
    ax: 0.1,
    ay: 0.5,
    axref: 'x',
    ayref: 'y',
    arrowhead: 2,
  };
  const layout = {
    ...transparent,
    width: 200,
    height: 100,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    xaxis: hidden,
    yaxis: hidden,
    annotations: [arrow],
  };
  const picture = decode(await renderPng({ data: [], layout }));
  const thickness = (x: number): number => picture.ink(x, 0, 1, 100);
  expect([10, 190].map(thickness)).toEqual([0, 0]);
  expect(thickness(30)).toBeGreaterThan(0);
  expect(thickness(174)).toBeGreaterThan(2 * thickness(100));
});

test('text of two lines is drawn as two lines', async () => {
  const height = async (text: string): Promise<number> => {
    const annotation = { text, x: 0.5, y: 0.5, showarrow: false, font: { size: 20 } };
    const hidden = { visible: false, range: [0, 1] };
    const layout = {
      ...transparent,
      width: 200,
      height: 200,
      annotations: [annotation],
      xaxis: hidden,
      yaxis: hidden,
    };
    const picture = decode(await renderPng({ data: [], layout }));
    const rows = Array.from({ length: 200 }, (_, y) => y);
    return rows.filter((y) => picture.ink(0, y, 200, 1) > 0).length;
  };
  const [one, two] = [await height('5 × 5'), await height('5 × 5<br>&lt; 6')];
  expect(one).toBeGreaterThan(5);
  expect(two).toBeGreaterThan(1.7 * one);
});

test('a slider and a colour bar are drawn below the plot, which shows the first step', async () => {
  const step = (label: string, z: number[][]): object => ({
    label,
    method: 'restyle',
    args: [{ z: [z] }],
  });
  const colorbar = { orientation: 'h', y: -0.1, yanchor: 'top', thickness: 10 };
  const colorscale = [
    [0, '#0000ff'],
    [1, '#ff0000'],
  ];
  const heatmap = { type: 'heatmap', z: [[0]], zmin: 0, zmax: 1, colorscale, colorbar };
  const layout = {
    ...transparent,
    width: 300,
    height: 300,
    margin: { l: 0, r: 0, t: 0, b: 150 },
    xaxis: { visible: false },
    yaxis: { visible: false },
    sliders: [{ steps: [step('a', [[0]]), step('b', [[1]])], pad: { t: 50 } }],
  };
  const picture = decode(await renderPng({ data: [heatmap], layout }));
  expect(picture.at(150, 75)).toEqual([0, 0, 255, 255]);
  expect(picture.ink(0, 220, 300, 80)).toBeGreaterThan(300);
  // The bar runs from blue to red.
  const bar = [...Array(50).keys()].map((y) => picture.at(250, 155 + y));
  expect(bar.some(([red = 0, , blue = 0]) => red > 150 && blue < 120)).toBe(true);
});

test('the figure is left as it was', async () => {
  const packed = { dtype: 'u1', bdata: 'AQI=' };
  const figure = (): PlotlyFigure => ({
    data: [{ y: [1, 2] }, { y: { ...packed } }],
    layout: { width: 300, height: 200 },
  });
  const drawn = figure();
  await renderPng(drawn);
  expect(drawn).toEqual(figure());
});

test.each(['scatter3d', 'surface', 'scattergl', 'scattermap'])(
  'a %s, which would need WebGL, is refused rather than drawn empty',
  async (type) => {
    await expect(renderPng({ data: [{ type }], layout: {} })).rejects.toThrow(/needs WebGL/);
  },
);

test.each(['treemap', 'pie', 'scatterpolar'])('a %s is drawn', async (type) => {
  await expect(renderPng({ data: [{ type }], layout: {} })).resolves.toBeInstanceOf(Buffer);
});
