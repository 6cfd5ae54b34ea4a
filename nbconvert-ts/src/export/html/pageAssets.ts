import { readFileSync } from 'node:fs';
import { lazy } from '../../lazy';

const read = (module: string): string => readFileSync(require.resolve(module), 'utf8');
/** plotly.js, escaped so that it ends no script element early. */
export const plotlyScript = lazy(() =>
  read('plotly.js-strict-dist-min').replaceAll('</script', '<\\/script'),
);

/** The colours of highlighted code, light and dark. */
export const highlightCss = lazy(
  () =>
    `${read('highlight.js/styles/github.min.css')}\n@media (prefers-color-scheme: dark) {\n${read('highlight.js/styles/github-dark.min.css')}\n}`,
);

/** The page's own style; every output stays in its own box. */
export const pageCss = `:root { color-scheme: light dark; --text: #1f2328; --page: #fff; --box: #f6f8fa; --line: #d1d9e0; --quiet: #59636e; --bad: #ffebe9;
  --black: #3e424d; --red: #b3261e; --green: #00704a; --yellow: #8a5a00; --blue: #1d5fbf; --magenta: #9b2f9b; --cyan: #00697a; --white: #6e7781; --fade: 0%; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --page: #0d1117; --box: #161b22; --line: #30363d; --quiet: #9198a1; --bad: #3c1618;
  --black: #8b949e; --red: #ff7b72; --green: #3fb950; --yellow: #d29922; --blue: #79b8ff; --magenta: #d2a8ff; --cyan: #56d4dd; --white: #c9d1d9; --fade: 45%; } }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--blue); }
img { max-width: 100%; height: auto; }
.display img { background: #fff; }
.display img.on-dark { background: #111; }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.9em; }
pre { margin: 0; white-space: pre-wrap; }
pre code { font-size: inherit; }
pre code.hljs { padding: 0; background: none; overflow-x: visible; }
.markdown pre, pre.input { background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.8rem; overflow-x: auto; white-space: pre; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.6rem; }
.cell { margin: 1rem 0; }
.prompt { color: var(--quiet); font: 0.75rem ui-monospace, monospace; }
.output, .markdown { contain: paint; overflow-x: auto; }
.output { margin-top: 0.5rem; padding: 0.25rem 0.8rem; }
.output.stderr, .output.error { background: var(--bad); }
.plotly-figure { background: #fff; color: #1f2328; }
.ansi-bold { font-weight: bold; } .ansi-italic { font-style: italic; } .ansi-dim { opacity: 0.7; }
.ansi-underline { text-decoration: underline; } .ansi-strikethrough { text-decoration: line-through; }
.ansi-fg { color: color-mix(in srgb, var(--fg), #fff var(--fade)); } .ansi-bg { background: var(--bg); }
${['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
  .map(
    (name) =>
      `.ansi-${name}-fg, .ansi-bright-${name}-fg { color: var(--${name}); } .ansi-${name}-bg, .ansi-bright-${name}-bg { background: var(--${name}); color: var(--page); }`,
  )
  .join('\n')}
@media print { .cell, .output { break-inside: avoid-page; } pre.input { white-space: pre-wrap; } }`;
