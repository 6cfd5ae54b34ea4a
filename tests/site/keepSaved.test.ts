import { setTimeout as wait } from 'node:timers/promises';
import { keepSaved } from 'course-site/keep-saved';

type Panel = Parameters<typeof keepSaved>[0];

test('what changes while a notebook is being saved is saved after it', async () => {
  const page = { addEventListener: () => undefined, visibilityState: 'visible' };
  Object.assign(globalThis, { document: page, navigator: { storage: {} } });
  let change: () => void = () => undefined;
  let tell: (state: 'started' | 'completed') => void = () => undefined;
  let source = 'as released';
  const saved: string[] = [];
  const context = {
    path: '1-groups.ipynb',
    ready: Promise.resolve(),
    model: {
      contentChanged: { connect: (slot: (sender: unknown) => void) => (change = () => slot(null)) },
      toJSON: () => undefined,
    },
    saveState: {
      connect: (slot: (sender: unknown, state: never) => void) =>
        (tell = (state) => slot(null, state as never)),
    },
    async save() {
      tell('started');
      const text = source;
      await wait(300);
      saved.push(text);
      tell('completed');
    },
  };
  const said: string[] = [];
  keepSaved({ context, isDisposed: false } as unknown as Panel, (state) => said.push(state));
  await wait(10);
  source = 'first';
  change();
  await wait(600);
  source = 'second';
  change();
  await wait(1500);
  expect(saved).toEqual(['first', 'second']);
  expect(said).toEqual(['at once', 'not yet', 'not yet', 'saved']);
});
