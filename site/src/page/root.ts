const { src } = document.currentScript as HTMLScriptElement;

/** The folder of the site, from any of its scripts. */
export const root = new URL(src.replace(/(extensions\/.*|[^/]*)$/, ''));
