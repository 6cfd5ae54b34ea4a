import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inFolder, startProgram, type Ending } from '../testing/program';

// Programs are started here, which takes long on a busy machine.
jest.setTimeout(180_000);

/**
 * Runs the step with a library that is only played; the file `made` counts how often it was
 * fetched.
 */
function runStep(root: string): Promise<Ending> {
  return startProgram(
    `
    import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
    import { nativeLibrary } from './steps/nativeLibrary.mjs';
    import { createContext } from './support/Context.mjs';
    const root = process.env.FOLDER;
    const step = nativeLibrary(createContext({ root }), async (context, library, folder) => {
      appendFileSync(root + '/made', '1');
      mkdirSync(folder + '/binding');
      writeFileSync(folder + '/binding/tfjs_binding.node', 'binding');
      writeFileSync(folder + '/libtensorflow_cc.so.2', 'library');
    });
    try {
      if (!step.isDone()) await step.run();
      console.log('done: ' + step.isDone());
    } catch (error) {
      console.log(error.name, error.message);
      console.log('done: ' + step.isDone());
    }`,
    { FOLDER: root },
  ).ended;
}

function writeModule(root: string, name: string, code: string): void {
  const file = join(root, 'node_modules', name, 'index.js');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
}

test('a library that a trial fails with is kept, and what failed is said', () =>
  inFolder(async (root) => {
    const product = 'exports.matMul = () => ({ dataSync: () => [19, 22, 43, 50] });';
    writeModule(root, '@tensorflow/tfjs', product);
    writeModule(root, 'equivariant', `throw new TypeError('isOld is not a function');`);
    const made = (): string => readFileSync(join(root, 'made'), 'utf8');
    const library = join(root, '.cache/native/cpu/libtensorflow_cc.so.2');

    const failed = await runStep(root);
    expect(failed.output).toMatch(/^Problem TensorFlow's library is here, but Node \d+\.\d+\.\d+ /);
    expect(failed.output).toContain('TypeError: isOld is not a function');
    expect(failed.output).toMatch(/The library is kept[^]*\ndone: false\n$/);
    expect(existsSync(library)).toBe(true);

    writeModule(root, 'equivariant', 'exports.chooseBackend = async () => undefined;');
    expect((await runStep(root)).output).toBe('done: true\n');
    expect(made()).toBe('1');

    writeFileSync(library, 'lib');
    expect((await runStep(root)).output).toBe('done: true\n');
    expect(made()).toBe('11');
    expect(readFileSync(library, 'utf8')).toBe('library');
  }));
