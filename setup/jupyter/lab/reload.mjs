/**
 * @typedef {object} Message of Jupyter's protocol
 * @property {{ msg_id: string, msg_type: string }} header
 * @property {{ msg_id?: string }} parent_header
 * @property {{ cellId?: string }} metadata
 * @property {any} content
 */
/**
 * @template Sender, Value
 * @typedef {{ connect: (slot: (sender: Sender, value: Value) => void) => void }} Signal
 */
/**
 * @typedef {object} Kernel a connection to a kernel
 * @property {string} id
 * @property {string} clientId
 * @property {(content: object) => { done: Promise<object> }} requestExecute
 * @property {Signal<Kernel, { msg: Message, direction: string }>} anyMessage
 * @property {Signal<Kernel, string>} statusChanged
 * @property {Signal<Kernel, void>} disposed
 *
 * @typedef {object} Kernels
 * @property {(options: { model: { id: string }, clientId?: string }) => Kernel} connectTo
 *
 * @typedef {object} CodeCell
 * @property {{ id: string, executionState: string, executionCount: number | null }} model
 * @property {{ future: object }} outputArea
 *
 * @typedef {object} Panel
 * @property {{ ready: Promise<void>, session?: { kernel?: Kernel } }} sessionContext
 * @property {{ ready: Promise<void> }} context
 * @property {{ widgets: CodeCell[] }} content
 *
 * @typedef {{ widgetAdded: Signal<object, Panel> }} Tracker
 */

/**
 * @typedef {Pick<Message, 'content'> & { header: { msg_type: string } }} Output
 *
 * @typedef {object} Run a cell that runs, and what it has shown
 * @property {string} cellId
 * @property {number | null} count
 * @property {{ msg_type: string, content: any }[]} shown
 * @property {boolean} [waits] for the page that takes it over
 * @property {boolean} [ended]
 * @property {(message: Output) => void} [draw] in the page that has taken it over
 *
 * @typedef {Map<string, Run>} Runs by the id of the request
 */

/** @param {string} id of a kernel */
const keyOf = (id) => `equivariant-course:running:${id}`;

/**
 * Lets the output of a running cell go on after its page was reloaded or closed: JupyterLab gives
 * messages to the page that asked for them, and that one is gone. The next page takes its name
 * over, and gets what the server has kept for it.
 *
 * @param {Kernels} kernels
 * @param {Tracker} tracker
 */
export function resumeDisplays(kernels, tracker) {
  /** @type {Map<string, Runs>} by the id of the kernel */
  const resumed = new Map();
  const connect = kernels.connectTo.bind(kernels);
  kernels.connectTo = (options) => {
    const { id } = options.model;
    const kept = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
    localStorage.removeItem(keyOf(id));
    const kernel = connect(kept ? { ...options, clientId: kept.clientId } : options);
    /** @type {Runs} */
    const runs = new Map(kept?.runs);
    for (const run of runs.values()) run.waits = true;
    if (kept) resumed.set(id, runs);
    follow(kernel, runs);
    return kernel;
  };
  tracker.widgetAdded.connect(async (_, panel) => {
    const { sessionContext, context } = panel;
    await Promise.all([context.ready, sessionContext.ready]);
    const kernel = sessionContext.session?.kernel;
    const runs = kernel && resumed.get(kernel.id);
    if (!runs) return;
    resumed.delete(kernel.id);
    takeOver(panel, kernel, runs);
  });
}

/**
 * Keeps what the running cells have shown, for the next page.
 *
 * @param {Kernel} kernel
 * @param {Runs} runs
 */
function follow(kernel, runs) {
  kernel.anyMessage.connect((_, { msg, direction }) => {
    const { msg_id, msg_type } = msg.header;
    const { cellId } = msg.metadata;
    if (direction === 'send') {
      if (msg_type === 'execute_request' && cellId) {
        runs.set(msg_id, { cellId, count: null, shown: [] });
      }
      return;
    }
    const id = msg.parent_header.msg_id ?? '';
    const run = runs.get(id);
    if (!run) return;
    run.ended = msg_type === 'status' && msg.content.execution_state === 'idle';
    const known = record(run, msg);
    run.draw?.(known);
    if (run.ended && !run.waits) runs.delete(id);
  });
  kernel.statusChanged.connect((_, status) => {
    if (/restarting|dead/.test(status)) runs.clear();
  });
  const keep = () => {
    if (runs.size === 0) return;
    const { id, clientId } = kernel;
    try {
      localStorage.setItem(keyOf(id), JSON.stringify({ clientId, runs: [...runs] }));
    } catch {
      // Its outputs are larger than what a browser keeps.
    }
  };
  addEventListener('pagehide', keep);
  kernel.disposed.connect(() => {
    removeEventListener('pagehide', keep);
    // Its notebook was closed, and may be opened again.
    keep();
  });
}

/**
 * Shows the cells that ran in the page before.
 *
 * @param {Panel} panel
 * @param {Kernel} kernel
 * @param {Runs} runs
 */
function takeOver(panel, kernel, runs) {
  const lost = [...runs].filter(([id, run]) => {
    run.waits = false;
    adopt(panel, run);
    if (run.ended || !run.draw) runs.delete(id);
    return runs.has(id);
  });
  if (lost.length === 0) return;
  // Its turn comes after theirs.
  const request = { code: '', silent: true, store_history: false };
  void kernel.requestExecute(request).done.then(() => {
    for (const [id, run] of lost) {
      if (!runs.delete(id)) continue;
      run.draw?.(lateNotice);
      run.draw?.(idle);
    }
  });
}

const lateNotice = {
  header: { msg_type: 'stream' },
  content: {
    name: 'stderr',
    text: 'This cell ended while the page was not open: its last output is missing. Run the cell again to see it.\n',
  },
};
const idle = { header: { msg_type: 'status' }, content: { execution_state: 'idle' } };

/**
 * Draws what a cell has shown so far, and lets it draw what comes.
 *
 * @param {Panel} panel
 * @param {Run} run
 */
function adopt({ content }, run) {
  const cell = content.widgets.find(({ model }) => model.id === run.cellId);
  if (!cell) return;
  // As much of a request's future as an output area asks for.
  const future = {
    msg: { header: {} },
    done: new Promise(() => undefined),
    /** @type {(message: Output) => void} */
    onIOPub: () => undefined,
    registerMessageHook: () => undefined,
    removeMessageHook: () => undefined,
    dispose: () => undefined,
  };
  cell.outputArea.future = future;
  Object.assign(cell.model, { executionState: 'running', executionCount: null });
  run.draw = (message) => {
    future.onIOPub(message);
    if (message.content.execution_state !== 'idle') return;
    Object.assign(cell.model, { executionState: 'idle', executionCount: run.count });
  };
  for (const { msg_type, content } of run.shown) run.draw({ header: { msg_type }, content });
  if (run.ended) run.draw(idle);
}

/**
 * Takes a message into what a cell has shown.
 *
 * @param {Run} run
 * @param {Message} message
 * @returns {Output} the message; of a display that this page does not know yet, its first
 */
function record(run, message) {
  const { content } = message;
  const { msg_type } = message.header;
  const { shown } = run;
  const last = shown.at(-1);
  if (msg_type === 'execute_input') run.count = content.execution_count;
  else if (msg_type === 'clear_output') shown.length = 0;
  else if (msg_type === 'stream' && last && last.content.name === content.name) {
    last.content = { ...content, text: last.content.text + content.text };
  } else if (msg_type === 'update_display_data') {
    const id = content.transient?.display_id;
    const old = shown.find((one) => one.content.transient?.display_id === id);
    if (old) old.content = content;
    else
      return record(run, { ...message, header: { ...message.header, msg_type: 'display_data' } });
  } else if (/^(stream|display_data|execute_result|error)$/.test(msg_type)) {
    shown.push({ msg_type, content });
  }
  return message;
}
