import './checkNode.mjs';

const { lint } = await import('./commands/lint.mjs');
const { createContext } = await import('./support/Context.mjs');
const { failed } = await lint(createContext().root);
process.exitCode = failed > 0 ? 1 : 0;
