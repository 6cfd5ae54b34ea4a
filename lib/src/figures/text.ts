/** `0.9324` as `93.2 %`. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** Three significant digits, without an exponent where that reads well: `0.123`, `4.56`, `1.2e-7`. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `1 image`, `10 images`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** A series' or a run's name is text of the user: keep Plotly from reading it as markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
