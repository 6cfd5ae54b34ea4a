// First: what it gives the workers is there when the modules are looked at.
import { startCells } from 'typescript-kernel/browser/cells';
import { modules, ready } from './modules';

startCells({ modules, ready });
