import type { Figure } from './Figure';
import { amountColours } from './palette';
import { escapeMarkup, percent } from './text';
import { categoryAxis, squareHeight, themedLayout, titleHeight } from './theme';

/** Settings of {@link confusionMatrix}; all are optional. */
export interface ConfusionMatrixOptions {
  /** Names of the classes; default: 0, 1, 2, ... */
  classes?: readonly string[];
  /** Text above the figure. */
  title?: string;
}

const margin = { l: 64, r: 16, b: 56 };

/**
 * How often pictures of each class (row) were classified as each class (column). A cell's number is
 * a count; its colour follows the square root of its share of the row, so that rare mistakes are
 * visible beside the many right answers.
 *
 * @param truth the right class of each picture, a whole number from 0
 * @param predicted the class that a model predicted for each picture
 * @throws RangeError if there is no picture, if the two differ in length, or if a class has no name
 *
 * @example
 * confusionMatrix(testSet.labels, predictions, { title: 'C4CNN' })
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: ConfusionMatrixOptions = {},
): Figure {
  const names = check(truth, predicted, options.classes);
  const counts = names.map(() => names.map(() => 0));
  for (let i = 0; i < truth.length; i++) counts[truth[i]!]![predicted[i]!]! += 1;
  const shares = counts.map((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((value) => (sum > 0 ? value / sum : 0));
  });
  const title = options.title ?? 'Confusion matrix';
  const t = titleHeight(title);
  return {
    data: [
      {
        type: 'heatmap',
        z: shares.map((row) => row.map((share) => Math.round(1000 * Math.sqrt(share)) / 1000)),
        zmin: 0,
        zmax: 1,
        colorscale: amountColours,
        showscale: false,
        xgap: 1,
        ygap: 1,
        text: counts.map((row) => row.map((value) => (value > 0 ? String(value) : ''))),
        texttemplate: '%{text}',
        textfont: { size: 11 },
        customdata: shares.map((row) => row.map(percent)),
        hovertemplate:
          'true %{y}, predicted %{x}: %{text} (%{customdata} of the row)<extra></extra>',
      },
    ],
    layout: themedLayout(title, squareHeight + t + margin.b, {
      margin: { ...margin, t },
      xaxis: categoryAxis('predicted class', names.map(escapeMarkup)),
      yaxis: categoryAxis('true class', names.map(escapeMarkup), {
        autorange: 'reversed',
        scaleanchor: 'x',
        constraintoward: 'top',
      }),
    }),
    alt: describe(counts, names),
  };
}

function describe(counts: readonly (readonly number[])[], names: readonly string[]): string {
  const total = counts.flat().reduce((a, b) => a + b, 0);
  const right = counts.reduce((sum, row, k) => sum + row[k]!, 0);
  const mistakes = counts
    .flatMap((row, k) =>
      row.map((value, l) => ({ value, text: `${names[k]} for ${names[l]}`, k, l })),
    )
    .filter(({ value, k, l }) => k !== l && value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, 3)
    .map(({ value, text }) => `${text} (${value})`);
  const most = mistakes.length > 0 ? `; most often mistaken: ${mistakes.join(', ')}` : '';
  return `${right} of ${total} in the right class (${percent(right / total)})${most}.`;
}

function check(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: readonly string[] | undefined,
): readonly string[] {
  if (truth.length === 0 || truth.length !== predicted.length) {
    throw new RangeError(
      `confusionMatrix: expected one prediction for each true class, at least one; got ${predicted.length} predictions for ${truth.length}.`,
    );
  }
  const all = [...Array.from(truth), ...Array.from(predicted)];
  const largest = all.reduce((a, b) => Math.max(a, b), 0);
  const names = classes ?? Array.from({ length: largest + 1 }, (_, k) => String(k));
  const wrong = all.find((label) => !Number.isInteger(label) || label < 0 || label >= names.length);
  if (wrong !== undefined) {
    throw new RangeError(
      `confusionMatrix: expected classes as whole numbers from 0${classes ? ` to ${classes.length - 1}, one name each` : ''}; got ${wrong}. For logits pass the index of the largest, tensor.argMax(-1).dataSync().`,
    );
  }
  return names;
}
