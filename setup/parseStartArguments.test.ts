import { evaluate } from './testing/program';

function parse(...args: string[]): Promise<unknown> {
  return evaluate(
    `import { parseStartArguments } from './parseStartArguments.mjs';`,
    `parseStartArguments(${JSON.stringify(args)})`,
  );
}

test('our options come before "--" and JupyterLab\'s after it', async () => {
  expect(await parse('--no-browser', '--', '--port=9', '--gpu')).toEqual({
    browser: false,
    gpu: false,
    setupOnly: false,
    source: false,
    jupyter: ['--port=9', '--gpu'],
  });
  expect(await parse('--gpu', '--setup-only')).toMatchObject({
    browser: true,
    gpu: true,
    setupOnly: true,
  });
});

test('an unknown option is named, with those there are', async () => {
  expect(await parse('--gpus')).toMatch(/^Unknown option "--gpus"\.\nUsage: [^]*--gpu /);
});
