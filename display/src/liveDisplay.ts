import { isFigure, toBundle, type Content } from './Content';
import { platform } from './platform';
import { addPicture } from './show';
import { Throttle } from './Throttle';

/** One output that changes while a cell runs. */
export interface LiveDisplay {
  /**
   * Replaces what is shown. Cheap to call often: updates that come too soon wait, the last one
   * wins.
   */
  update(content: Content): void;
  /** Shows the last state, or the given one, and adds a PNG picture if it is a figure. Await it. */
  finish(content?: Content): Promise<void>;
}

/** Settings of {@link liveDisplay}; all are optional. */
export interface LiveDisplayOptions {
  /** Shortest time between two updates, in milliseconds; default: 2000. */
  interval?: number;
}

/**
 * An output under the running cell that is updated in place. Outside a notebook, `finish` prints
 * the text alternative of the last state.
 *
 * @example
 * const live = liveDisplay();
 * for (const value of [1, 2, 3]) live.update({ data: [{ y: [value] }], layout: {} });
 * await live.finish();
 */
export function liveDisplay({ interval = 2000 }: LiveDisplayOptions = {}): LiveDisplay {
  const output = platform.newOutput();
  let last: Content | undefined;
  let shown: Content | undefined;
  const throttle = new Throttle<Content>(interval, (content) => {
    // JupyterLab's Plotly extension ignores new data for a graph that it has drawn. An output of
    // another kind in between makes it draw again; its height keeps the page from jumping.
    if (shown && isFigure(shown) && isFigure(content)) output?.write(placeholder(shown.layout));
    output?.write(toBundle(content));
    shown = content;
  });
  return {
    update(content) {
      last = content;
      throttle.push(content);
    },
    async finish(content) {
      if (content) this.update(content);
      throttle.flush();
      if (!last) return;
      if (!output) console.log(toBundle(last)['text/plain']);
      else if (isFigure(last)) await addPicture(output, last);
    },
  };
}

function placeholder(layout: { height?: unknown }): { 'text/plain': string; 'text/html': string } {
  const height = typeof layout.height === 'number' ? layout.height : 450;
  return { 'text/plain': '', 'text/html': `<div style="height: ${height}px"></div>` };
}
