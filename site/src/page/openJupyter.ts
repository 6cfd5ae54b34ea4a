/** Addresses that JupyterLite itself puts together. */
const unresolved = ['themesUrl', 'licensesUrl'];

const { bundle = '' } = (document.currentScript as HTMLScriptElement).dataset;

/** Starts JupyterLite on its page, with the settings that stand there. */
export function openJupyter(): void {
  const settings = document.getElementById('jupyter-config-data')!;
  const config = JSON.parse(settings.textContent) as Record<string, unknown>;
  for (const [key, value] of Object.entries(config)) {
    if (!key.endsWith('Url') || typeof value !== 'string' || unresolved.includes(key)) continue;
    if (value.startsWith('.')) config[key] = new URL(value, location.href).pathname;
  }
  settings.textContent = JSON.stringify(config);
  const script = document.createElement('script');
  script.src = bundle;
  // JupyterLite looks for its first module by this.
  script.setAttribute('main', 'index');
  document.head.append(script);
}
