import { highlightCss, mathCss, pageCss } from 'nbconvert-ts';

/** The page's style, light and dark, like that of exported notebooks. */
export function style(): string {
  return [highlightCss(), mathCss(), pageCss, ownStyle].join('\n');
}

const ownStyle = `
body { display: flex; flex-direction: column; min-height: 100vh; }
header, footer { background: var(--box); padding: 0.4rem 1rem; }
header { border-bottom: 1px solid var(--line); }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem; max-width: 78rem; margin: 0 auto; font-size: 0.92rem; }
nav a { padding: 0.2rem 0.6rem; border-radius: 6px; color: var(--text); text-decoration: none; }
nav a[aria-current] { background: var(--page); box-shadow: 0 0 0 1px var(--line); font-weight: 600; }
small, footer, .who, .no-name { color: var(--quiet); font-weight: normal; }
small { font-size: 0.8rem; white-space: nowrap; }
main { flex: 1; box-sizing: border-box; width: 100%; max-width: 80rem; }
#where { font-size: 1.15rem; margin: 0; display: inline-block; }
:is(.model, .source, .recent) > h2, dialog h2 { font-size: 0.9rem; margin: 0 0 0.4rem; color: var(--quiet); }
.who { display: inline-block; margin: 0 0 0 1rem; }
.name { color: var(--text); font-weight: 600; }
html:not(.show-names) .name, html.show-names .no-name, html:not(.show-model) .model, html:not(.show-source) .source { display: none; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(19rem, 26rem); gap: 1.5rem; margin-top: 0.8rem; align-items: start; }
.answer, .model, .source { border: 1px solid var(--line); border-radius: 8px; padding: 0.2rem 1rem; }
.model, .source { margin-top: 1rem; padding-top: 0.6rem; background: var(--box); border-style: dashed; }
.source { padding-bottom: 0.6rem; }
.answer .cell { margin: 0.5rem 0; }
.answer .prompt { display: none; }
.answer pre, .model pre { white-space: pre-wrap; }
.markdown pre, .markdown table { margin: 0.8rem 0; }
.answer h1 { font-size: 1.4rem; }
.items { list-style: none; margin: 0; padding: 0; }
.items label { display: grid; grid-template-columns: auto auto 1fr auto; gap: 0.5rem; align-items: baseline; padding: 0.35rem 0.5rem; border-radius: 6px; line-height: 1.35; }
.items label:has(:checked) { background: color-mix(in srgb, var(--green) 14%, transparent); }
.items label:hover { background: var(--box); }
.items label:has(:focus-visible) { outline: 2px solid var(--blue); }
input { accent-color: var(--green); margin: 0; transform: translateY(0.1em); }
.sum { display: flex; justify-content: space-between; gap: 1rem; margin: 0.6rem 0.5rem 1rem; }
.sum strong { font-size: 1.15rem; }
.done { color: var(--green); }
.open { color: var(--quiet); }
textarea { box-sizing: border-box; width: 100%; margin-top: 0.3rem; padding: 0.5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: inherit; font: inherit; resize: vertical; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
main:focus-visible, .items input:focus-visible { outline: none; }
.recent { margin-top: 0.8rem; }
.recent ol { list-style: none; margin: 0; padding: 0; color: var(--quiet); font-size: 0.9rem; }
.recent li { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.outdated { margin-bottom: 0.8rem; padding: 0.5rem 0.8rem; border-left: 3px solid var(--yellow); background: var(--box); line-height: 1.4; }
.outdated blockquote { margin: 0.4rem 0 0; padding: 0; border: 0; white-space: pre-wrap; }
#problem:not(:empty) { padding: 0.5rem 0.8rem; background: var(--bad); border-radius: 6px; }
#problem:empty { margin: 0; }
footer { position: sticky; bottom: 0; border-top: 1px solid var(--line); font-size: 0.85rem; display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
#status { color: var(--text); font-weight: 600; }
#status:empty { display: none; }
kbd { display: inline-block; min-width: 0.9em; padding: 0 0.3em; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; background: var(--page); color: var(--text); font: 0.75rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; text-align: center; }
dialog { max-width: 34rem; padding: 1rem 1.5rem; border: 1px solid var(--line); border-radius: 8px; background: var(--page); color: inherit; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
dialog dl { display: grid; grid-template-columns: auto 1fr; gap: 0.3rem 1rem; margin: 0 0 1rem; }
dialog dd { margin: 0; }
@media (max-width: 60rem) { nav a:not([aria-current]) span { display: none; } }
@media (max-width: 50rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
`;
