// Compiles kernels.ts to the module that lib/src/backend/wasm/module.ts holds as text.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const options =
  '-O3 --converge --runtime stub --enable simd,threads --importMemory --noExportMemory --maximumMemory 65536';

/** The text of module.ts. */
export async function moduleText() {
  const source = readFileSync(fileURLToPath(new URL('kernels.ts', import.meta.url)), 'utf8');
  const compile = async (more) => {
    const compiled = {};
    const { error, stderr } = await asc.main(
      ['kernels.ts', '--outFile', 'kernels.wasm', ...options.split(' '), ...more],
      {
        readFile: (name) => (name.endsWith('kernels.ts') ? source : null),
        writeFile: (name, content) => (compiled[name] = content),
        listFiles: () => [],
      },
    );
    if (error) throw new Error(stderr.toString(), { cause: error });
    return Buffer.from(compiled['kernels.wasm']).toString('base64');
  };
  const lines = (text) => text.match(/.{1,88}/g).map((line) => `  '${line}'`);
  const constant = (name, text) =>
    `export const ${name} = [\n${lines(text).join(',\n')},\n].join('');\n`;
  return [
    '// Made by "npm run wasm -w lib" from lib/assembly/kernels.ts. Do not edit.\n',
    '/** The module in base64. */',
    constant('plainModule', await compile([])),
    '/** The same for a memory that threads share. */',
    constant('sharedModule', await compile(['--sharedMemory'])),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../src/backend/wasm/module.ts', import.meta.url);
  writeFileSync(file, await moduleText());
}
