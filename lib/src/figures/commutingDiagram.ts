import type { Figure } from './Figure';
import { textColour } from './palette';
import { checkPictures, rangeOf, type LabelledPicture, type Picture } from './Picture';
import { colouring, colourBarBelow, colourBarHeight } from './pictureScale';
import { pictureFrame, pictureLabel, pictureTrace, type Place } from './pictureTrace';
import { escapeMarkup, percent, short } from './text';
import { themedLayout, titleHeight } from './theme';

/** The pictures of a {@link commutingDiagram}. */
export interface CommutingDiagram {
  /** The layer's input. */
  input: Picture;
  /** The input, moved by the group element. */
  movedInput: Picture;
  /** The layer's output for the moved input. */
  outputOfMoved: Picture;
  /** The layer's output for the input, moved by the group element. */
  movedOutput: Picture;
  /** The element's name, such as `r`. */
  groupElement: string;
  /** Text above the figure. */
  title?: string;
}

type XY = readonly [x: number, y: number];

/** Below this share of the largest value, a difference is due to float32 rounding. */
const rounding = 1e-5;

const [top, middle, bottom] = [0, 0.75, 1.5];
const columns = [0, 1.5, 3, 4.5] as const;
/** The size of the plot, in sides of a picture; in a wide window a side has 105 pixels. */
const [width, height] = [5.5, 2.8];
const plot = 105 * height;

/**
 * The two paths through the diagram of equivariance: first the group element and then the layer
 * (above), or first the layer and then the element (below); and the difference of the outputs.
 * Outputs and difference share one scale, so for an equivariant layer the difference is neutral
 * everywhere.
 *
 * @throws RangeError if pictures that belong together differ in size, or if the number of values
 * does not match a picture's size
 *
 * @example
 * commutingDiagram({ input, movedInput, outputOfMoved, movedOutput, groupElement: 'r' })
 */
export function commutingDiagram(diagram: CommutingDiagram): Figure {
  const { input, movedInput, outputOfMoved, movedOutput, groupElement } = diagram;
  check(diagram);
  const title = diagram.title ?? `Two ways around the diagram, g = ${escapeMarkup(groupElement)}`;
  const difference = subtract(outputOfMoved, movedOutput);
  const error = Math.max(...rangeOf([difference]).map(Math.abs));
  const inputs = colouring([input, movedInput], 'grey');
  const outputs = colouring([outputOfMoved, movedOutput, difference], 'diverging');

  const label = (picture: Picture, text: string): LabelledPicture => ({ ...picture, label: text });
  const at = (column: number, y: number): Place => ({ x: columns[column]!, y, yaxis: 'y' });
  const nodes: [picture: LabelledPicture, place: Place, isOutput: boolean][] = [
    [label(input, 'input'), at(0, middle), false],
    [label(movedInput, 'g · input'), at(1, top), false],
    [label(outputOfMoved, 'layer(g · input)'), at(2, top), true],
    [label(movedOutput, 'g · layer(input)'), at(2, bottom), true],
    [label(difference, 'difference'), at(3, middle), true],
  ];
  const t = titleHeight(title);
  const b = 12 + colourBarHeight;
  return {
    data: nodes.map(([picture, place, isOutput], i) => ({
      ...pictureTrace(picture, place, isOutput ? outputs : inputs),
      // One colour bar for all outputs.
      ...(i === nodes.length - 1 ? colourBarBelow(-8 / plot) : {}),
    })),
    layout: themedLayout(title, Math.round(plot + t + b), {
      margin: { l: 12, r: 12, t, b },
      xaxis: { visible: false, range: [0, width], constrain: 'domain', fixedrange: true },
      yaxis: {
        visible: false,
        range: [height, 0],
        scaleanchor: 'x',
        constrain: 'domain',
        constraintoward: 'top',
        fixedrange: true,
      },
      shapes: nodes.map(([, place]) => pictureFrame(place)),
      annotations: [
        ...nodes.map(([picture, place]) => pictureLabel(picture.label, place)),
        { ...pictureLabel(`at most ${short(error)}`, at(3, middle)), yshift: -16 },
        ...arrow([1.05, 1.05], [1.45, 0.6], 'g', [1.15, 0.6]),
        ...arrow([2.55, 0.5], [2.95, 0.5], 'layer', [2.75, 0.35]),
        ...arrow([1.05, 1.55], [2.95, 2.1], 'layer, then g', [1.8, 2.1]),
        ...arrow([4.05, 0.7], [4.45, 1.1], '+', [4.4, 0.75]),
        ...arrow([4.05, 1.85], [4.45, 1.45], '−', [4.4, 1.75]),
      ],
    }),
    alt: describe(groupElement, error, outputs.zmax),
  };
}

/** An arrow, and text centred at a place beside it. */
function arrow(from: XY, to: XY, text: string, at: XY): object[] {
  const [[x, y], [ax, ay]] = [to, from];
  const shaft = { axref: 'x', ayref: 'y', arrowhead: 2, arrowwidth: 1.5, arrowcolor: textColour };
  const label = { text, x: at[0], y: at[1], showarrow: false, font: { size: 12 } };
  return [{ text: '', x, y, ax, ay, ...shaft }, label];
}

function subtract(a: Picture, b: Picture): Picture {
  return { size: a.size, values: Array.from(a.values, (value, i) => value - (b.values[i] ?? NaN)) };
}

function describe(g: string, error: number, largest: number): string {
  const verdict =
    error <= rounding * largest
      ? 'the two agree up to rounding'
      : `that is ${percent(error / largest)} of the largest value`;
  return `Moving the input by ${g} and then applying the layer, against applying the layer and then moving its output by ${g}: they differ by at most ${short(error)}; ${verdict}.`;
}

function check(diagram: CommutingDiagram): void {
  const names = ['input', 'movedInput', 'outputOfMoved', 'movedOutput'] as const;
  checkPictures(
    'commutingDiagram',
    names.map((name) => diagram[name]),
    (i) => names[i]!,
  );
  for (const [a, b] of [names.slice(0, 2), names.slice(2)] as (typeof names)[number][][]) {
    if (diagram[a!].size !== diagram[b!].size) {
      throw new RangeError(
        `commutingDiagram: expected ${a} and ${b} of the same size, got ${diagram[a!].size} and ${diagram[b!].size}.`,
      );
    }
  }
}
