import { overwrite } from '../../format/terminalText';
import { ansiToHtml } from './ansiToHtml';
import { renderMarkdown } from './renderMarkdown';
import { sanitizeHtml } from './sanitizeHtml';

/** Each macro is ten of the one before. */
const growing = `$${['b', 'c', 'd', 'e', 'f'].reduce(
  (text, name, i) => `${text}\\def\\${name}{${`\\${'abcde'[i]}`.repeat(10)}}`,
  '\\def\\a{\\frac{1}{2}}',
)}$ ${'$\\f$ '.repeat(200)}`;

// Each took from many seconds to hours with a simpler way to do it. Jest can't stop what does not
// wait, so the clock is looked at.
it.each([
  ['a long line', () => ansiToHtml('a'.repeat(3e6))],
  ['many escapes', () => ansiToHtml('\u001b[31m'.repeat(1e5))],
  ['many backspaces', () => overwrite('a'.repeat(2e5) + '\b'.repeat(2e5))],
  ['many returns', () => overwrite('a\r'.repeat(1e6))],
  ['deep HTML', () => sanitizeHtml('<div>'.repeat(1e5))],
  ['deep HTML of many kinds', () => sanitizeHtml('<b><i><a href=x>'.repeat(1e5))],
  ['a long style', () => sanitizeHtml(`<p style="color: ${'rgb(1) '.repeat(1e5)}">x</p>`)],
  ['many dollars', () => renderMarkdown(`<div>${'$'.repeat(1e5)}</div>`)],
  ['many formulas', () => renderMarkdown('$x$ $\\sum_i\\frac{a}{b}$ '.repeat(2e4))],
  ['long formulas', () => renderMarkdown('$\\sum_i\\frac{a}{b}$ '.repeat(900))],
  ['deep formulas', () => renderMarkdown(`$${'\\frac{'.repeat(1e4)}$ $${'{'.repeat(1e5)}$`)],
  ['growing macros', () => renderMarkdown(growing)],
  ['an endless macro', () => renderMarkdown('$\\def\\a{\\a\\a}\\a$'.repeat(100))],
  ['open environments', () => renderMarkdown('\\begin{a}'.repeat(1e4))],
  ['many backticks', () => renderMarkdown('`'.repeat(1e5))],
  ['lonely backticks', () => renderMarkdown('`a ``'.repeat(1e4))],
  ['open fences', () => renderMarkdown('~~~x\n'.repeat(1e4))],
  ['many placeholders', () => renderMarkdown('@@1@@'.repeat(1e4))],
  ['many brackets', () => renderMarkdown('['.repeat(1e4))],
])('%s ends soon', (_, render) => {
  const began = performance.now();
  expect(typeof render()).toBe('string');
  expect(performance.now() - began).toBeLessThan(30_000);
});

it('deep HTML is shown as text, and what is merely long is not', () => {
  expect(sanitizeHtml('<div>'.repeat(2000))).toMatch(/^<pre>&lt;div&gt;/);
  const long = '<br>line<p>'.repeat(900);
  expect(sanitizeHtml(long)).not.toContain('&lt;');
});

it.each([
  ['10%\r20%\r\n', '20%\r\n'],
  ['a\r\nb\r', 'a\r\nb\r'],
  ['\r', '\r'],
  ['a\rb\r\rc', 'c'],
  ['ab\b\bc', 'c'],
  ['a\n\bb', 'a\n\bb'],
])('%j leaves %j to see', (text, seen) => {
  expect(overwrite(text)).toBe(seen);
});
