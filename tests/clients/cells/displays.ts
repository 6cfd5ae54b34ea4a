import { error, result, shown, stdout, type ClientCell } from '../ClientCell';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>';
const html = (text: string) => ({ 'text/html': `<b>${text}</b>` });
const plain = (text: string) => ({ 'text/plain': text });

/** Displays, their updates, and cleared outputs. */
export const displays: readonly ClientCell[] = [
  {
    name: 'HTML with a text beside it',
    typescript: "jupyter.display({ 'text/html': '<b>x</b>', 'text/plain': 'x' });",
    python: "display({'text/html': '<b>x</b>', 'text/plain': 'x'}, raw=True)",
    expect: [shown({ ...html('x'), ...plain('x') })],
  },
  {
    name: 'picture',
    typescript: `jupyter.display({ 'image/png': '${png}', 'text/plain': 'a dot' });`,
    python: `display({'image/png': '${png}', 'text/plain': 'a dot'}, raw=True)`,
    expect: [shown({ 'image/png': png, ...plain('a dot') })],
  },
  {
    name: 'picture of a given size',
    typescript: `jupyter.display({ 'image/png': '${png}' }, { metadata: { 'image/png': { width: 20 } } });`,
    python: `display({'image/png': '${png}'}, raw=True, metadata={'image/png': {'width': 20}})`,
    expect: [shown({ 'image/png': png }, { 'image/png': { width: 20 } })],
  },
  {
    name: 'SVG, Markdown, formula',
    typescript: `
jupyter.display({ 'image/svg+xml': '${svg}' });
jupyter.display({ 'text/markdown': '**bold**' });
jupyter.display({ 'text/latex': '$x^2$' });`,
    python: `
display({'image/svg+xml': '${svg}'}, raw=True)
display({'text/markdown': '**bold**'}, raw=True)
display({'text/latex': '$x^2$'}, raw=True)`,
    expect: [
      shown({ 'image/svg+xml': svg }),
      shown({ 'text/markdown': '**bold**' }),
      shown({ 'text/latex': '$x^2$' }),
    ],
  },
  {
    name: 'data as JSON',
    typescript: "jupyter.display({ 'application/json': { a: [1, 2] } });",
    python: "display({'application/json': {'a': [1, 2]}}, raw=True)",
    expect: [shown({ 'application/json': '{"a":[1,2]}' })],
  },
  {
    name: 'value',
    typescript: 'jupyter.display([1, 2]);',
    python: 'display([1, 2])',
    expect: [shown(plain('[ 1, 2 ]'))],
  },
  {
    name: 'displayed value that draws itself',
    typescript: 'jupyter.display(drawing);',
    python: 'display(drawing)',
    expect: [shown({ ...html('drawn'), ...plain('drawn') })],
  },
  {
    name: 'displayed value that takes time to draw itself',
    typescript: `
await jupyter.display({
  async [Symbol.for('Jupyter.display')]() {
    await sleep(20);
    return { 'text/html': '<b>slow</b>', 'text/plain': 'slow' };
  },
});`,
    python:
      "await sleep(20)\ndisplay({'text/html': '<b>slow</b>', 'text/plain': 'slow'}, raw=True)",
    expect: [shown({ ...html('slow'), ...plain('slow') })],
  },
  {
    name: 'display between printed lines',
    typescript:
      "console.log(1);\njupyter.display({ 'text/html': '<b>2</b>' });\nconsole.log(3);\n4",
    python: "print(1)\ndisplay({'text/html': '<b>2</b>'}, raw=True)\nprint(3)\n4",
    expect: [stdout('1\n'), shown(html('2')), stdout('3\n'), result('4')],
  },
  {
    name: "tslab's display",
    typescript: "import * as tslab from 'tslab';\ntslab.display.html('<b>tslab</b>');",
    python: "display({'text/html': '<b>tslab</b>'}, raw=True)",
    expect: [shown(html('tslab'))],
  },
  {
    name: "tslab's display, updated",
    typescript:
      "const tslabDisplay = tslab.newDisplay();\ntslabDisplay.html('<b>1</b>');\ntslabDisplay.html('<b>2</b>');",
    python: `
handle = display({'text/html': '<b>1</b>'}, raw=True, display_id=True)
handle.update({'text/html': '<b>2</b>'}, raw=True)`,
    expect: [shown(html('2'))],
  },
  {
    name: 'display updated in its own cell',
    typescript: `
for (let i = 1; i <= 5; i++) {
  jupyter.display({ 'text/html': \`<b>\${i}</b>\` }, { id: 'own', update: i > 1 });
  await sleep(20);
}`,
    python: `
display({'text/html': '<b>1</b>'}, raw=True, display_id='own')
for i in range(2, 6):
  update_display({'text/html': f'<b>{i}</b>'}, raw=True, display_id='own')
  await sleep(20)`,
    expect: [shown(html('5'))],
  },
  {
    name: 'display that the next cell updates',
    typescript: "jupyter.display({ 'text/html': '<b>old</b>' }, { id: 'shared' });",
    python: "_ = display({'text/html': '<b>old</b>'}, raw=True, display_id='shared')",
    expect: [shown(html('new'))],
  },
  {
    name: 'update of the display above',
    typescript: "jupyter.display({ 'text/html': '<b>new</b>' }, { id: 'shared', update: true });",
    python: "update_display({'text/html': '<b>new</b>'}, raw=True, display_id='shared')",
    expect: [],
  },
  {
    name: 'first of two displays of one name',
    typescript: "jupyter.display({ 'text/html': '<b>1</b>' }, { id: 'twice' });",
    python: "_ = display({'text/html': '<b>1</b>'}, raw=True, display_id='twice')",
    expect: [shown(html('3'))],
  },
  {
    name: 'second of two, and an update of both',
    typescript: `
jupyter.display({ 'text/html': '<b>2</b>' }, { id: 'twice' });
jupyter.display({ 'text/html': '<b>3</b>' }, { id: 'twice', update: true });`,
    python: `
display({'text/html': '<b>2</b>'}, raw=True, display_id='twice')
update_display({'text/html': '<b>3</b>'}, raw=True, display_id='twice')`,
    expect: [shown(html('3'))],
  },
  {
    name: 'update of a display that never was',
    typescript: "jupyter.display({ 'text/html': '<b>?</b>' }, { id: 'unknown', update: true });",
    python: "update_display({'text/html': '<b>?</b>'}, raw=True, display_id='unknown')",
    expect: [],
  },
  {
    name: 'cleared at once',
    typescript: "console.log('gone');\njupyter.clearOutput();\nconsole.log('kept');",
    python: "print('gone')\nclear_output()\nprint('kept')",
    expect: [stdout('kept\n')],
  },
  {
    name: 'cleared at once, nothing after',
    typescript: "console.log('gone');\njupyter.clearOutput();",
    python: "print('gone')\nclear_output()",
    expect: [],
  },
  {
    name: 'cleared at the next output',
    typescript: `
for (let i = 1; i <= 3; i++) {
  jupyter.clearOutput(true);
  jupyter.display({ 'text/html': \`<b>\${i}</b>\` });
  await sleep(20);
}`,
    python: `
for i in range(1, 4):
  clear_output(wait=True)
  display({'text/html': f'<b>{i}</b>'}, raw=True)
  await sleep(20)`,
    expect: [shown(html('3'))],
  },
  {
    name: 'to be cleared at the next output, which never comes',
    typescript: "console.log('kept');\njupyter.clearOutput(true);",
    python: "print('kept')\nclear_output(wait=True)",
    expect: [stdout('kept\n')],
  },
  {
    name: 'value that fails to draw itself',
    typescript: "({ [Symbol.for('Jupyter.display')]() { throw new Error('cannot draw'); } })",
    python: `
class Broken:
  def __repr__(self): raise ValueError('cannot draw')
Broken()`,
    expect: [error('Error', 'cannot draw')],
  },
];
