import { execFileSync } from 'node:child_process';

/** Whether Node finds a module from here; Jest also finds what a package keeps to itself. */
function isFound(id: string): boolean {
  const program = `try { require.resolve(${JSON.stringify(id)}); console.log('found'); }
    catch ({ code }) { console.log(code); }`;
  const said = execFileSync(process.execPath, ['-e', program], {
    cwd: __dirname,
    encoding: 'utf8',
  }).trim();
  if (said !== 'found') expect(said).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  return said === 'found';
}

test.each<[name: string, doors: string[], behind: string[]]>([
  ['jupyter-protocol', ['', '/node'], ['/dist/index.js', '/dist/node/MessageCodec']],
  [
    'nbconvert-ts',
    ['', '/kernel', '/testing'],
    ['/dist/execute/withTimeout', '/src/testSupport/python'],
  ],
  [
    'typescript-kernel',
    ['/main', '/compile-server', '/hints'],
    ['', '/dist/main.js', '/src/hints/nativeHints'],
  ],
  ['rotated-mnist', ['', '/package.json'], ['/dist/index.js', '/dist/platform/node/cache']],
  ['notebook-display', ['', '/package.json'], ['/dist/index.js', '/dist/platform/node']],
])('%s can be imported only through its doors', (name, doors, behind) => {
  expect(doors.filter((door) => !isFound(name + door))).toEqual([]);
  expect(behind.filter((path) => isFound(name + path))).toEqual([]);
});
