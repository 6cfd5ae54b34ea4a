/**
 * Catches what would otherwise end the process: errors in timers and events, and rejections that
 * nobody handles. The listener runs in the asynchronous context that the error comes from.
 */
export function onAsyncError(listener: (error: unknown) => void): void {
  process.on('uncaughtException', listener);
  process.on('unhandledRejection', listener);
}
