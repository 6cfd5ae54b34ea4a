import { newJupyterOutput, type LoadedModules } from './newJupyterOutput';

const bundle = {
  'application/vnd.plotly.v1+json': { data: [], layout: {} },
  'image/png': 'aGk=',
  'text/plain': 'a figure',
};

function loaded(files: Record<string, object>): LoadedModules {
  return Object.fromEntries(
    Object.entries(files).map(([file, exports]) => [
      `/course/node_modules/tslab/dist/${file}`,
      { exports },
    ]),
  );
}

it('goes through the course’s kernel where that runs', () => {
  const display = jest.fn();
  Object.assign(globalThis, { jupyter: { display } });
  try {
    const output = newJupyterOutput({});
    output?.write(bundle);
    output?.write({ 'text/plain': 'later' });
  } finally {
    delete (globalThis as { jupyter?: object }).jupyter;
  }
  const [[first, firstOptions], [second, secondOptions]] = display.mock.calls as [
    [object, { id: string }],
    [object, { id: string }],
  ];
  const id = expect.stringMatching(/^[0-9a-f]{16}$/) as string;
  const metadata = { 'image/png': { alt: 'a figure' } };
  expect([first, firstOptions]).toEqual([bundle, { metadata, id, update: false }]);
  expect(second).toEqual({ 'text/plain': 'later' });
  expect(secondOptions).toEqual({ metadata: {}, id: firstOptions.id, update: true });
});

describe('in a tslab kernel', () => {
  test('all forms go out in one message, and later ones replace it', () => {
    const send = jest.fn();
    const output = newJupyterOutput(loaded({ 'jupyter.js': { lastWriteDisplayData: send } }));
    output?.write(bundle);
    output?.write({ 'text/plain': 'later' });
    interface Sent {
      data: object;
      metadata: object;
      transient: { display_id: string };
    }
    const [[first, firstUpdates], [second, secondUpdates]] = send.mock.calls as [
      [Sent, boolean],
      [Sent, boolean],
    ];
    expect(first.data).toEqual(bundle);
    // A picture has its text alternative; plain text needs none.
    expect([first, second].map(({ metadata }) => metadata)).toEqual([
      { 'image/png': { alt: 'a figure' } },
      {},
    ]);
    expect(first.transient.display_id).toMatch(/^[0-9a-f]{16}$/);
    expect(second.data).toEqual({ 'text/plain': 'later' });
    expect(second.transient).toEqual(first.transient);
    expect([firstUpdates, secondUpdates]).toEqual([false, true]);
  });

  test('two outputs have different ids', () => {
    const send = jest.fn();
    const modules = loaded({ 'jupyter.js': { lastWriteDisplayData: send } });
    newJupyterOutput(modules)?.write(bundle);
    newJupyterOutput(modules)?.write(bundle);
    const ids = (send.mock.calls as [{ transient: { display_id: string } }][]).map(
      ([{ transient }]) => transient.display_id,
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('a path as Windows writes it is known too', () => {
    const modules = {
      'C:\\node_modules\\tslab\\dist\\jupyter.js': { exports: { lastWriteDisplayData: jest.fn() } },
    };
    expect(newJupyterOutput(modules)).toBeDefined();
  });
});

test('without tslab’s internal function the richest form goes through its public display', () => {
  const raw = jest.fn();
  const newDisplay = jest.fn(() => ({ raw }));
  const output = newJupyterOutput(loaded({ 'jupyter.js': {}, 'public.js': { newDisplay } }));
  output?.write(bundle);
  output?.write({ 'text/html': '<p>', 'text/plain': 'p' });
  output?.write({ 'text/plain': 'p' });
  expect(newDisplay).toHaveBeenCalledTimes(1);
  expect(raw.mock.calls).toEqual([
    ['application/vnd.plotly.v1+json', { data: [], layout: {} }],
    ['text/html', '<p>'],
    ['text/plain', 'p'],
  ]);
});

test('there is no output where tslab is not loaded, or loaded but runs no kernel', () => {
  expect(newJupyterOutput({})).toBeUndefined();
  const idle = {
    'jupyter.js': { lastWriteDisplayData: null },
    'public.js': { newDisplay: jest.fn() },
  };
  expect(newJupyterOutput(loaded(idle))).toBeUndefined();
});
