/** However this program ends, its last line counts the tests. */
let closing = '0 passed, 1 failed';
process.on('exit', () => console.log(closing));

await import('./checkNode.mjs');
const { test } = await import('./commands/test.mjs');
closing = await test(process.argv.slice(2));
