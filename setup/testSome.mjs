import './checkNode.mjs';

const { testSome } = await import('./commands/testSome.mjs');
const { createContext } = await import('./support/Context.mjs');
process.exitCode = await testSome(createContext().root, process.argv.slice(2));
