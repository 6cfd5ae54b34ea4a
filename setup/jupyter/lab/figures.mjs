/**
 * @typedef {object} Slider
 * @property {number} [active]
 * @property {{ label: string }[]} steps
 * @property {{ prefix?: string }} [currentvalue]
 *
 * @typedef {object} Drawing what Plotly adds to the element in which it draws
 * @property {{ sliders?: Slider[] }} [layout]
 * @property {(event: string, listener: () => void) => void} [on]
 *
 * @typedef {HTMLElement & Drawing} Graph
 * @typedef {{ data: Record<string, any> }} Model an output, by MIME type
 * @typedef {{ node: Graph, renderModel: (model: Model) => Promise<void> }} Renderer
 * @typedef {{ createRenderer: (options: object) => Renderer }} Factory
 *
 * @typedef {object} Registry
 * @property {(type: string) => Factory | undefined} getFactory
 * @property {(type: string) => number} getRank
 * @property {(factory: Factory, rank: number) => void} addFactory
 */

const plotly = 'application/vnd.plotly.v1+json';

/**
 * Figures of Plotly's extension tell what they show (their text form), and their sliders follow the
 * keyboard; text with a formula that is too wide can be scrolled by it.
 *
 * @param {Registry} registry
 */
export function describeFigures(registry) {
  extend(registry, plotly, (node, model) => {
    describe(node, model);
    // A saved picture becomes a graph later.
    const watch = () => {
      if (!node.on || node.dataset.watched) return;
      node.dataset.watched = 'true';
      node.on('plotly_afterplot', () => sliders(node));
      sliders(node);
    };
    watch();
    new MutationObserver(watch).observe(node, { childList: true });
  });
  extend(registry, 'text/markdown', (node) => {
    const observer = new ResizeObserver(() => {
      if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
      else node.removeAttribute('tabindex');
    });
    observer.observe(node);
  });
}

/**
 * Does something more whenever an output of a type has been drawn.
 *
 * @param {Registry} registry
 * @param {string} type
 * @param {(node: Graph, model: Model) => void} more
 */
function extend(registry, type, more) {
  const factory = registry.getFactory(type);
  if (!factory) return;
  const createRenderer = (/** @type {object} */ options) => {
    const renderer = factory.createRenderer(options);
    const draw = renderer.renderModel.bind(renderer);
    renderer.renderModel = async (model) => {
      await draw(model);
      more(renderer.node, model);
    };
    return renderer;
  };
  registry.addFactory(
    Object.assign(Object.create(factory), { createRenderer }),
    registry.getRank(type),
  );
}

/**
 * @param {Graph} node
 * @param {Model} model
 */
function describe(node, { data }) {
  const alt = String(data['text/plain'] ?? '');
  const isMovable = Boolean(data[plotly].layout.sliders);
  // Not a picture, in which nothing could be reached: there are buttons, and perhaps a slider.
  node.setAttribute('role', 'figure');
  node.setAttribute('aria-label', alt);
  const picture = /** @type {HTMLImageElement | null} */ (node.querySelector('img.plot-img'));
  if (!picture) return;
  picture.alt = alt;
  if (!isMovable) return;
  picture.tabIndex = 0;
  // Plotly's extension draws the graph when the pointer comes.
  picture.onfocus = () => {
    picture.dispatchEvent(new MouseEvent('mouseenter'));
    node.dataset.wantsFocus = '';
  };
}

/** @param {Graph} graph */
function sliders(graph) {
  for (const [index, group] of Array.from(graph.querySelectorAll('.slider-group')).entries()) {
    const slider = graph.layout?.sliders?.[index];
    if (!slider || !(group instanceof SVGElement)) continue;
    const { active = 0, steps, currentvalue } = slider;
    const attributes = {
      role: 'slider',
      tabindex: 0,
      // Else the arrows would go to another cell.
      'data-lm-suppress-shortcuts': true,
      'aria-label': currentvalue?.prefix?.replace(/: $/, '') || 'position',
      'aria-valuemin': 1,
      'aria-valuemax': steps.length,
      'aria-valuenow': active + 1,
      'aria-valuetext': steps[active]?.label,
    };
    for (const [name, value] of Object.entries(attributes)) {
      group.setAttribute(name, String(value));
    }
    group.onkeydown = (event) => {
      const to = target(event.key, graph.layout?.sliders?.[index]?.active ?? 0, steps.length);
      if (to === undefined) return;
      event.preventDefault();
      move(graph, group, to / (steps.length - 1));
    };
    if (graph.dataset.wantsFocus === undefined) continue;
    delete graph.dataset.wantsFocus;
    group.focus();
  }
}

/**
 * Where a key leads from a position.
 *
 * @param {string} key
 * @param {number} active
 * @param {number} count
 */
function target(key, active, count) {
  const steps = /** @type {Record<string, number>} */ ({
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: Math.ceil(count / 10),
    PageDown: -Math.ceil(count / 10),
    Home: -count,
    End: count,
  });
  const by = steps[key];
  return by === undefined ? undefined : Math.min(count - 1, Math.max(0, active + by));
}

/** Plotly's `stepInset`: pixels between the end of the rail and its first position. */
const inset = 10;

/**
 * Presses the rail where the position is: Plotly's slider follows nothing but a pointer.
 *
 * @param {Graph} graph
 * @param {Element} group
 * @param {number} fraction 0 to 1
 */
function move(graph, group, fraction) {
  const rail = group.querySelector('.slider-rail-touch-rect');
  if (!rail) return;
  const { left, top, width } = rail.getBoundingClientRect();
  const place = { clientX: left + inset + fraction * (width - 2 * inset), clientY: top };
  rail.dispatchEvent(new MouseEvent('mousedown', place));
  graph.dispatchEvent(new MouseEvent('mouseup', place));
  sliders(graph);
}
