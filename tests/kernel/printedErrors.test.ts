import { join } from 'node:path';
import { executeNotebook, findKernelspec, kernelPaths } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const root = join(__dirname, '../..');
const head = `interface P {
  a: number;
}
function fail(text: string): never {
  throw new Error(text);
}
`;
/** Cells that print errors, behind the lines above; `5:9` is where they are thrown. */
const cells: [code: string, prints: RegExp[]][] = [
  ['try { fail("a"); } catch (e) { console.log(e); }', [/^Error: a\n {4}at fail \(In\[1\]:5:9\)\n {4}at In\[1\]:7:\d+\n$/]], // prettier-ignore
  ['try { fail("b"); } catch (e) { console.log(e.stack); }', [/^Error: b\n {4}at fail \(In\[2\]:5:9\)\n {4}at In\[2\]:7:\d+\n$/]], // prettier-ignore
  ['console.log(await Promise.allSettled([(async () => fail("c"))()]));', [/Error: c\n\s+at fail \(In\[3\]:5:9\)/]], // prettier-ignore
  ['console.trace("here");', [/^Trace: here\n {4}at In\[4\]:7:9\n$/]],
  ['try { try { fail("d"); } catch (cause) { throw new Error("e", { cause }); } } catch (e) { console.log(e); }', [/Error: e\n {4}at In\[5\]:7:\d+ \{\n/, /\[cause\]: Error: d\n\s+at fail \(In\[5\]:5:9\)/]], // prettier-ignore
  ['try { JSON.parse("{"); } catch (e) { console.log(e); }', [/^SyntaxError: [^\n]*\n {4}at In\[6\]:7:\d+\n$/]], // prettier-ignore
  ['class Odd extends RangeError { constructor() { super("f"); this.name = "Odd"; } }\ntry { throw new Odd(); } catch (e) { console.log(e); }', [/Odd: f\n {4}at In\[7\]:8:\d+/]], // prettier-ignore
  ['await new Promise<void>((done) => setTimeout(() => { console.log(new Error("g")); done(); }));', [/^Error: g\n {4}at [^\n]*In\[8\]:7:\d+\)?\n$/]], // prettier-ignore
  ['const o = {} as { stack: string }; Error.captureStackTrace(o); console.log(o.stack);', [/at In\[9\]:7:/]], // prettier-ignore
  ['import { readFileSync } from "node:fs"; try { readFileSync("/none"); } catch (e) { console.log(e); }', [/^Error: ENOENT[^\n]*\n {4}at In\[10\]:7:\d+ \{\n/]], // prettier-ignore
];

test('a printed error shows the cells’ own lines alone', async () => {
  const { notebook } = await executeNotebook(
    codeNotebook('typescript', cells.map(([code]) => head + code)), // prettier-ignore
    {
      kernelspec: findKernelspec('typescript', kernelPaths({}, [join(root, '.venv')])),
      cwd: join(root, 'notebooks'),
      allowErrors: true,
    },
  );
  notebook.cells.forEach((cell, index) => {
    const outputs = cell.cell_type === 'code' ? cell.outputs : [];
    const text = outputs.map((output) => ('text' in output ? String(output.text) : JSON.stringify(output))).join(''); // prettier-ignore
    for (const pattern of cells[index]![1]) expect(text).toMatch(pattern);
    expect(text).not.toMatch(/kernel\/|node:|node_modules|cell-\d/);
  });
}, 60_000);
