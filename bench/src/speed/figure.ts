import type { PlotlyFigure } from 'notebook-display';
import type { Growth } from './growth';
import type { Line } from './Line';

/** From the palette of Okabe and Ito (2008), as in the course's figures. */
const [oursColour, peerColour, grey] = ['#0072B2', '#D55E00', '#777777'];
/** Shares of the figure's height: where the bars begin, and where the curves below them end. */
const [barsFrom, curvesTo] = [0.42, 0.28];

/** The ratios of both sides' times as bars, and below them how the times grow. */
export function figure(lines: readonly Line[], growth: readonly Growth[]): PlotlyFigure {
  const compared = lines.filter(({ ratio, unit }) => ratio && unit !== 'slope').reverse();
  const ratios = compared.map(({ ratio }) => ratio!);
  const bars = {
    type: 'bar',
    orientation: 'h',
    y: compared.map(({ what, ratio }) => `${what}:  ${ratio!.median.toFixed(2)}`),
    x: ratios.map(({ median }) => median),
    error_x: {
      symmetric: false,
      array: ratios.map(({ median, most }) => most - median),
      arrayminus: ratios.map(({ median, least }) => median - least),
      color: grey,
    },
    marker: { color: ratios.map(({ median }) => (median <= 1 ? oursColour : peerColour)) },
    showlegend: false,
  };
  const width = 1 / growth.length;
  const curves = growth.flatMap(({ points }, i) =>
    (['ours', 'peer'] as const).map((side) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: side === 'ours' ? 'this project' : 'PyTorch',
      x: points.map(({ at }) => at),
      y: points.map((point) => point[side]?.median),
      line: { color: side === 'ours' ? oursColour : peerColour },
      showlegend: i === 0,
      xaxis: `x${i + 2}`,
      yaxis: `y${i + 2}`,
    })),
  );
  const axes: Record<string, object> = {};
  growth.forEach(({ what, points }, i) => {
    axes[`xaxis${i + 2}`] = {
      type: 'log',
      title: { text: what },
      anchor: `y${i + 2}`,
      domain: [i * width + 0.04, (i + 1) * width - 0.02],
      tickvals: points.map(({ at }) => at),
      ticktext: points.map(({ at }) => at.toLocaleString('en')),
    };
    const title = i === 0 ? { text: 'a step, ms' } : {};
    axes[`yaxis${i + 2}`] = {
      type: 'log',
      title,
      anchor: `x${i + 2}`,
      domain: [0, curvesTo],
      dtick: 1,
    };
  });
  return {
    data: [bars, ...curves],
    layout: {
      width: 1000,
      height: 300 + 26 * compared.length + 260,
      title: { text: 'Time of this project / time of PyTorch, on the same processor' },
      paper_bgcolor: 'white',
      plot_bgcolor: 'white',
      font: { size: 13 },
      margin: { l: 440, r: 60, t: 60, b: 60 },
      xaxis: { domain: [0, 1], anchor: 'y', rangemode: 'tozero', gridcolor: '#dddddd' },
      yaxis: { domain: [growth.length > 0 ? barsFrom : 0, 1], automargin: true },
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'y domain',
          x0: 1,
          x1: 1,
          y0: 0,
          y1: 1,
          line: { color: grey, dash: 'dot' },
        },
      ],
      legend: { orientation: 'h', y: -0.12 },
      ...axes,
    },
  };
}
