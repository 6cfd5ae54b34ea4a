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
 * @typedef {object} Kernel
 * @property {string} id
 * @property {(content: object) => { done: Promise<object> }} requestExecute
 * @property {Signal<Kernel, { msg: Message, direction: string }>} anyMessage
 *
 * @typedef {object} CodeCell
 * @property {{ id: string, executionState: string, executionCount: number | null }} model
 * @property {{ future: object }} outputArea
 *
 * @typedef {object} SessionContext
 * @property {Promise<void>} ready
 * @property {{ kernel?: Kernel }} [session]
 * @property {Signal<object, { newValue?: Kernel }>} kernelChanged
 *
 * @typedef {object} Panel
 * @property {SessionContext} sessionContext
 * @property {{ ready: Promise<void> }} context
 * @property {{ widgets: CodeCell[] }} content
 * @property {Signal<Panel, void>} disposed
 * @property {boolean} isDisposed
 *
 * @typedef {{ widgetAdded: Signal<object, Panel> }} Tracker
 */

/**
 * @typedef {object} Run a cell that runs, and what it has shown
 * @property {string} cellId
 * @property {number | null} count
 * @property {{ msg_type: string, content: any }[]} shown
 */

/** @param {string} id of a kernel */
const keyOf = (id) => `equivariant-course:running:${id}`;

/**
 * Lets the output of a running cell go on after the page was reloaded: JupyterLab gives messages to
 * the page that asked for them, and that one is gone.
 *
 * @param {Panel} panel
 */
export async function resumeDisplays(panel) {
  const { sessionContext, context } = panel;
  await Promise.all([context.ready, sessionContext.ready]);
  /** @type {Set<string>} */
  const followed = new Set();
  const follow = (/** @type {Kernel | null | undefined} */ kernel) => {
    if (!kernel || followed.has(kernel.id)) return;
    followed.add(kernel.id);
    followKernel(panel, kernel);
  };
  follow(sessionContext.session?.kernel);
  sessionContext.kernelChanged.connect((_, { newValue }) => follow(newValue));
}

/**
 * @param {Panel} panel
 * @param {Kernel} kernel
 */
function followKernel(panel, kernel) {
  const key = keyOf(kernel.id);
  /** @type {Map<string, Run>} */
  const runs = new Map(JSON.parse(localStorage.getItem(key) ?? '[]'));
  localStorage.removeItem(key);
  /** @type {Map<string, (message: object) => void>} */
  const orphans = new Map();
  for (const [id, run] of runs) {
    const draw = adopt(panel, run);
    if (draw) orphans.set(id, draw);
    else runs.delete(id);
  }
  const end = (/** @type {string} */ id) => {
    const run = runs.get(id);
    const cell = run && orphans.has(id) ? cellOf(panel, run) : undefined;
    if (cell) Object.assign(cell.model, { executionState: 'idle', executionCount: run?.count });
    orphans.delete(id);
    runs.delete(id);
  };
  if (orphans.size > 0) {
    // Its turn comes after theirs.
    const request = { code: '', silent: true, store_history: false };
    void kernel.requestExecute(request).done.then(() => {
      for (const [id, draw] of orphans) {
        draw(lateNotice);
        end(id);
      }
    });
  }
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
    const known = record(run, msg);
    orphans.get(id)?.(known);
    if (msg_type === 'status' && msg.content.execution_state === 'idle') end(id);
  });
  const keep = () => {
    if (panel.isDisposed || runs.size === 0) return;
    try {
      localStorage.setItem(key, JSON.stringify([...runs]));
    } catch {
      // Its outputs are larger than what a browser keeps.
    }
  };
  addEventListener('pagehide', keep);
  panel.disposed.connect(() => removeEventListener('pagehide', keep));
}

const lateNotice = {
  header: { msg_type: 'stream' },
  content: {
    name: 'stderr',
    text: 'This cell ended while the page was not open: its last output is missing. Run the cell again to see it.\n',
  },
};

/**
 * Draws what a cell has shown so far.
 *
 * @param {Panel} panel
 * @param {Run} run
 * @returns {((message: object) => void) | undefined} draws what comes; nothing if the cell is gone
 */
function adopt(panel, run) {
  const cell = cellOf(panel, run);
  if (!cell) return undefined;
  // As much of a request's future as an output area asks for.
  const future = {
    msg: { header: {} },
    done: new Promise(() => undefined),
    /** @type {(message: object) => void} */
    onIOPub: () => undefined,
    registerMessageHook: () => undefined,
    removeMessageHook: () => undefined,
    dispose: () => undefined,
  };
  cell.outputArea.future = future;
  Object.assign(cell.model, { executionState: 'running', executionCount: null });
  for (const { msg_type, content } of run.shown) future.onIOPub({ header: { msg_type }, content });
  return (message) => future.onIOPub(message);
}

/**
 * @param {Panel} panel
 * @param {Run} run
 */
function cellOf({ content }, { cellId }) {
  return content.widgets.find(({ model }) => model.id === cellId);
}

/**
 * Takes a message into what a cell has shown.
 *
 * @param {Run} run
 * @param {Message} message
 * @returns {object} the message; of a display that this page does not know yet, its first
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
