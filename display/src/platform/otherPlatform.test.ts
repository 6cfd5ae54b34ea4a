import type { MimeBundle } from '../Content';
import { liveDisplay, progressBar, show } from '../index';
import { platform } from './index';
import type { Platform } from './Platform';

jest.mock('./index', () => ({ platform: {} }));

test('a platform without tslab and files can be filled in', async () => {
  const shown: MimeBundle[] = [];
  const log = jest.fn();
  const other: Platform = {
    newOutput: () => ({ write: (bundle) => void shown.push(bundle) }),
    renderPng: () => Promise.resolve(Uint8Array.of(0x89, 0x50, 0xff)),
    log,
  };
  Object.assign(platform, other);
  await show({ data: [], layout: {}, alt: 'Nothing.' });
  expect(shown.at(-1)).toMatchObject({ 'text/plain': 'Nothing.', 'image/png': 'iVD/' });
  const live = liveDisplay();
  live.update({ 'text/plain': 'live' });
  await live.finish();
  expect(shown.at(-1)).toEqual({ 'text/plain': 'live' });
  progressBar({ epochs: 1, stepsPerEpoch: 1 }).finish();
  expect(shown.at(-1)?.['text/plain']).toContain('stopped');
  expect(log).not.toHaveBeenCalled();
});
