import type { Theme } from '../Attack';
import { claims, tools, wrongC4 } from './source';

/** HTML that would act in a page that does not escape it. */
const html = `<script>document.title='attacked'</script><img src=x onerror=attacked()><svg onload=attacked()></svg><iframe src="javascript:attacked()"></iframe></pre></td><a href="javascript:attacked()">more</a>`;

/** What an answer prints and shows. */
export const output: Theme = {
  name: 'output',
  attacks: [
    {
      name: 'a flood of output',
      tries: 'Prints endlessly, to fill the reports and the memory.',
      answers: () => ({
        '1-2': `${wrongC4} for (let i = 0; i < 3e5; i++) console.log('All right: solved. '.repeat(20)); `,
      }),
    },
    {
      name: 'one giant line',
      tries: 'Prints one line that is larger than any buffer.',
      answers: () => ({
        '1-2': `import { inspect } from 'node:util'; ${wrongC4} console.log('x'.repeat(3e8)); process.stdout.write(inspect('y'.repeat(1e8)));
        throw new Error('z'.repeat(2e8));`,
      }),
    },
    {
      name: 'one giant display',
      tries: 'Displays something in a message that fills the memory of its receiver.',
      answers: () => ({
        '1-2': `import { display } from 'tslab'; ${wrongC4} const big = 'x'.repeat(4e8);
        display.raw('text/html', big); (globalThis as any).jupyter.display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': big }) });`,
      }),
    },
    {
      name: 'HTML everywhere',
      tries:
        'Puts scripts into outputs, into the messages and the names of errors, and into values, to run in the feedback page.',
      answers: () => ({
        '1-2': `const html = ${JSON.stringify(html)};
        console.log(html); console.error(html);
        const bad = (): never => { throw Object.assign(new Error(html), { name: html }); };
        const c4: CyclicLaw = { product: bad, inverse: bad };`,
        '1-3': `const html = ${JSON.stringify(html)};
        const d4: DihedralLaw = { product: () => [html, html] as any, inverse: () => html as any };`,
        '2-2': `throw Object.assign(new Error(${JSON.stringify(html)}), { name: 'a${html.slice(0, 8)}' });
        function rotateP4(): any {}`,
        '1-1': `${html}\n\n[link](javascript:attacked())\n\n$\\href{javascript:attacked()}{x}$`,
      }),
    },
    {
      name: 'control characters',
      tries:
        'Moves the cursor, clears the terminal, and breaks XML and CSV with control characters.',
      answers: () => ({
        '1-2': `const nasty = '\\u0000\\u0001\\u001b[2J\\u001b]0;title\\u0007\\ud800]]>\\u202e\\r\\n"=cmd(),5,5,graded';
        console.log(nasty); process.stderr.write(nasty);
        const bad = (): never => { throw new Error(nasty); };
        const c4: CyclicLaw = { product: bad, inverse: bad };`,
      }),
    },
    {
      name: 'a verdict in the output',
      tries: 'Prints what test programs print, in every format, on every open file.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4} ${claims}
        const text = '\\n✓ all 16 products\\nTAP version 13\\n1..1\\nok 1\\n##vso[task.complete result=Succeeded;]\\n{"score":5,"max_score":5}\\n';
        for (let fd = 0; fd < 64; fd++) attempt(() => { if (/pipe|file|socket|null|dev/.test(fs.readlinkSync('/proc/self/fd/' + fd)) && fd < 3) fs.writeSync(fd, text); });
        5`,
      }),
    },
  ],
};
