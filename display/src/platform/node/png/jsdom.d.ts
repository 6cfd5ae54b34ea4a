/** The part of jsdom that this package uses; `@types/jsdom` would add a browser's globals to it. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options: { runScripts: 'outside-only' });
    readonly window: unknown;
  }
}
