import * as tslabJupyter from 'tslab/dist/jupyter';
import { liveDisplay, show } from './index';

interface Message {
  data: Record<string, unknown>;
  transient: { display_id: string };
  update: boolean;
}

const figure = (y: number[], alt: string): { data: object[]; layout: object; alt: string } => ({
  data: [{ type: 'scatter', y }],
  layout: { width: 300, height: 200 },
  alt,
});

/** Runs code as a cell of tslab's own Jupyter handler, and collects what it sends. */
async function runCell(cell: () => Promise<void>): Promise<Message[]> {
  const executor = {
    execute: async () => {
      await cell();
      return true;
    },
  } as unknown as ConstructorParameters<typeof tslabJupyter.JupyterHandlerImpl>[0];
  const messages: Message[] = [];
  // The handler redirects both for good.
  const stdout = process.stdout.write.bind(process.stdout);
  const stderr = process.stderr.write.bind(process.stderr);
  const handler = new tslabJupyter.JupyterHandlerImpl(executor, false);
  const reply = await handler.handleExecute(
    { code: '', silent: false } as Parameters<typeof handler.handleExecute>[0],
    () => undefined,
    (content, update) => messages.push({ ...(content as unknown as Message), update }),
  );
  Object.assign(process.stdout, { write: stdout });
  Object.assign(process.stderr, { write: stderr });
  expect(reply.status).toBe('ok');
  return messages;
}

test('before any cell has run, show prints the text alternative', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  await show(figure([1, 2], 'Two values.'));
  await show({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' });
  const live = liveDisplay();
  live.update(figure([1], 'early'));
  await live.finish(figure([2], 'last'));
  expect(log.mock.calls).toEqual([['Two values.'], ['bold'], ['last']]);
  log.mockRestore();
});

describe('in a cell of tslab', () => {
  test('a figure appears at once as data and text; its picture follows in the same place', async () => {
    const messages = await runCell(() => show(figure([1, 3, 2], 'Three values.')));
    expect(messages.map(({ update }) => update)).toEqual([false, true]);
    expect(messages[0]?.transient).toEqual(messages[1]?.transient);
    expect(Object.keys(messages[0]?.data ?? {})).toEqual([
      'application/vnd.plotly.v1+json',
      'text/plain',
    ]);
    // An object: JupyterLab cannot read JSON text here.
    expect(messages[1]?.data['application/vnd.plotly.v1+json']).toMatchObject({
      data: [{ y: [1, 3, 2] }],
      config: { showSendToCloud: false },
    });
    expect(messages[1]?.data['text/plain']).toBe('Three values.');
    const png = Buffer.from(String(messages[1]?.data['image/png']), 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([300, 200]);
  });

  test('a bundle is sent as it is', async () => {
    const bundle = { 'text/html': '<b>bold</b>', 'text/plain': 'bold' };
    const messages = await runCell(() => show(bundle));
    expect(messages.map(({ data }) => data)).toEqual([bundle]);
  });

  test('a picture that cannot be drawn costs a line on stderr, not the figure', async () => {
    const surface = { data: [{ type: 'surface', z: [[1]] }], layout: {} };
    const messages = await runCell(() => show(surface));
    expect(messages).toHaveLength(1);
  });

  test('a live display stays in one place, and ends with the last state and its picture', async () => {
    const messages = await runCell(async () => {
      const live = liveDisplay({ interval: 20 });
      for (let i = 1; i <= 10; i++) {
        live.update(figure([i], `state ${i}`));
        await new Promise((resolve) => setTimeout(resolve, 7));
      }
      await live.finish(figure([99], 'last state'));
    });
    expect(new Set(messages.map(({ transient }) => transient.display_id)).size).toBe(1);
    expect(messages.map(({ update }) => update).indexOf(false)).toBe(0);
    expect(messages.filter(({ update }) => !update)).toHaveLength(1);
    expect(messages.at(-1)?.data).toMatchObject({ 'text/plain': 'last state' });
    expect(messages.at(-1)?.data['image/png']).toBeDefined();
    // Every new state of the graph follows something else, since JupyterLab's extension draws a
    // graph once.
    const kinds = messages.map(({ data }) => 'application/vnd.plotly.v1+json' in data);
    expect(kinds.slice(0, 3)).toEqual([true, false, true]);
    expect(messages[1]?.data['text/html']).toContain('height: 200px');
    expect(kinds.slice(-3)).toEqual([false, true, true]);
  });

  test('a state that still waits when a live display is finished is drawn before its picture', async () => {
    const messages = await runCell(async () => {
      const live = liveDisplay({ interval: 30_000 });
      live.update(figure([1], 'first'));
      live.update(figure([2], 'second'));
      await live.finish();
    });
    const texts = messages.map(({ data }) => data['text/plain']);
    expect(texts).toEqual(['first', '', 'second', 'second']);
  });
});
