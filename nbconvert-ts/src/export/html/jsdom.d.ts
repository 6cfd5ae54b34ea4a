/** The part of jsdom that is used here; its own types would bring a browser's globals into this package. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: unknown;
  }
}
