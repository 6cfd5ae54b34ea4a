import { checkStructure } from './structure/checkStructure.mjs';
import { createContext } from './support/Context.mjs';

const violations = await checkStructure(createContext().root);
for (const violation of violations) console.error(violation);
process.exitCode = violations.length > 0 ? 1 : 0;
