import type { Panel } from './jupyter';

/** Whether a notebook is saved. */
export type Saved = 'at once' | 'not yet' | 'saved' | 'failed';

/** Between a change and the save that keeps it. */
const pauseMs = 500;
/** Between a save that failed and the next. */
const afterFailureMs = 5_000;

/**
 * Saves a notebook shortly after every change, and when the page goes out of sight. JupyterLab's
 * own mark of a change is of no use: after a save it is gone, also if something changed meanwhile.
 */
export function keepSaved({ context, isDisposed }: Panel, say: (state: Saved) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isChanged = false;
  let isSaving = false;
  let restsUntil = 0;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // Its failures are told by `saveState`; JupyterLab shows them too.
    if (isChanged && !isSaving && !isDisposed) context.save().catch(() => undefined);
  };
  const later = (): void => {
    isChanged = true;
    timer ??= setTimeout(save, Math.max(pauseMs, restsUntil - Date.now()));
  };
  void context.ready.then(() => {
    context.saveState.connect((_, state) => {
      isSaving = state === 'started';
      if (isSaving) isChanged = false;
      else if (state === 'failed') {
        restsUntil = Date.now() + afterFailureMs;
        say('failed');
        later();
      } else if (isChanged) later();
      else say('saved');
    });
    context.model.contentChanged.connect(() => {
      void navigator.storage.persist?.();
      if (restsUntil < Date.now()) say('not yet');
      later();
    });
    say('at once');
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
