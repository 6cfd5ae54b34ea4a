import type { Panel } from './jupyter';

/** How a notebook's last save went. */
export type Saved = 'at once' | 'saved' | 'failed';

/** Between a change and the save that keeps it. */
const pauseMs = 500;
/** Between a save that failed and the next. */
const afterFailureMs = 5_000;

/** Saves a notebook shortly after every change, and when the page goes out of sight. */
export function keepSaved({ context, isDisposed }: Panel, say: (state: Saved) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;
  let isRestingUntil = 0;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (isDisposed || isSaving || !context.model.dirty) return;
    // Its failures are told by `saveState`; JupyterLab shows them too.
    context.save().catch(() => undefined);
  };
  const later = (): void => {
    timer ??= setTimeout(save, Math.max(pauseMs, isRestingUntil - Date.now()));
  };
  void context.ready.then(() => {
    context.saveState.connect((_, state) => {
      isSaving = state === 'started';
      if (isSaving) return;
      if (state === 'failed') isRestingUntil = Date.now() + afterFailureMs;
      say(state === 'failed' ? 'failed' : 'saved');
      if (context.model.dirty) later();
    });
    context.model.contentChanged.connect(() => {
      void navigator.storage.persist?.();
      later();
    });
    say('at once');
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
