import type { html } from 'hono/html';

/** HTML in which every text is escaped. */
export type Html = ReturnType<typeof html>;

/** Extends the style of nbconvert-ts, which defines the colours of light and dark mode. */
export const reportCss = `
main { max-width: 60rem; margin: 0 auto; }
.total { font-size: 1.4rem; font-weight: 600; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.number { text-align: right; }
td, th { text-align: left; vertical-align: top; }
table.items td { border: 0; padding: 0.1rem 0.8rem 0.1rem 0; }
table.items small { color: var(--quiet); }
section.cause { border-left: 3px solid #c62828; padding-left: 1rem; margin: 1rem 0; }
section.cause h3 { margin: 0.3rem 0; font-size: 1rem; }
section.cause p { margin: 0.3rem 0; }
.detail { white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin: 0.6rem 0; }
summary { cursor: pointer; color: var(--quiet); }
.listing { display: grid; grid-template-columns: auto 1fr; gap: 1rem; margin: 0.5rem 0; padding: 0.6rem; max-height: 24rem; overflow: auto; background: var(--box); }
.listing pre { white-space: pre; }
.listing pre:first-child { color: var(--quiet); text-align: right; user-select: none; }
tr.failed td:first-child { color: #c62828; }
tr.passed td:first-child { color: #2e7d32; }
.hint::before { content: 'Hint: '; font-weight: 600; }
figure { margin: 0.5rem 0; }
figure img { background: #fff; max-width: 100%; border-radius: 4px; }
pre.note { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20rem; overflow: auto; }
footer { margin-top: 3rem; font-size: 0.85rem; opacity: 0.75; }
svg.bars rect { fill: currentColor; opacity: 0.7; }
@media (prefers-color-scheme: dark) {
  tr.failed td:first-child { color: #ef9a9a; }
  tr.passed td:first-child { color: #a5d6a7; }
}
`;
