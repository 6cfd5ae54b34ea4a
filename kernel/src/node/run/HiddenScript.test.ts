import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const file = join(__dirname, '../../../dist/node/run/HiddenScript.js');

/** Runs code after a hidden cell, whose exports are `cell`, with Node's options of a kernel. */
function after(output: string, code: string): string {
  const script = `
    const { hideCell, runHidden } = require(${JSON.stringify(file)});
    const plain = { diagnostics: [], awaits: false, map: '', imports: [] };
    const { hidden } = hideCell({ ...plain, output: ${JSON.stringify(output)} });
    const cell = {};
    runHidden(hidden, { filename: 'hidden' })(cell, require, {});
    ${code}`;
  const options = ['--no-flush-bytecode', '--expose-gc', '-e', script];
  return execFileSync(process.execPath, options, { encoding: 'utf8' }).trim();
}

const output = `
  class Base { get twice() { return 2 * this.n; } }
  class Answer extends Base { static of = (n) => new Answer(n); n = 1; #own = 3;
    constructor(n) { super(); this.n = n; }
    async later() { await null; return [1, 2].map((x) => x * this.#own); } }
  exports.Answer = Answer; exports.law = { product(a, b) { return (a + b) % 4; } };`;

test('what is hidden runs, also later, and its text is nowhere', () => {
  const code = `
    for (let i = 0; i < 30; i++) gc();
    const one = cell.Answer.of(5);
    const session = new (require('inspector').Session)();
    session.connect();
    const texts = [cell.Answer, cell.Answer.of, cell.law.product, one.later].map(String);
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => {
      if (url === 'hidden') session.post('Debugger.getScriptSource', { scriptId }, (_, found) => texts.push(found.scriptSource));
    });
    session.post('Debugger.enable');
    try { cell.law.product({ valueOf() { throw new Error(); } }, 1); } catch ({ stack }) { texts.push(stack); }
    const found = texts.some((text) => /a \\+ b|super/.test(text));
    one.later().then((later) => console.log(one.twice, later.join(), cell.law.product(3, 2), texts.length > 4, found));`;
  expect(after(output, code)).toBe('10 3,6 1 true false');
});
