import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { cellScript } from '../../core/compile/cellScript';
import type { CellTypes, CompiledCell, HiddenScript } from '../../core/compile/CompiledCell';

/** Where V8 notes its settings: the bytecode was made with others than those it is used with. */
const settings = [12, 16] as const;

/**
 * A compiled cell without its text. `String` of its functions and classes gives blanks, and so do
 * the debugger, stacks and heap snapshots.
 *
 * @throws Error if the cell does not compile
 */
export function hideCell(cell: CompiledCell): CompiledCell {
  const { diagnostics, output, awaits, imports, types } = cell;
  if (diagnostics[0]) throw new Error(diagnostics[0].message);
  // Not even a stack's frames give a strict function away.
  const script = cellScript(`'use strict';${output}`, awaits);
  setFlagsFromString('--no-lazy');
  const bytecode = new vm.Script(script).createCachedData();
  setFlagsFromString('--lazy');
  return {
    diagnostics,
    output: '',
    map: JSON.stringify({ version: 3, sources: [], names: [], mappings: '' }),
    awaits,
    imports,
    ...(types && { types: anyTypes(types) }),
    hidden: { length: script.length, bytecode: bytecode.toString('base64') },
  };
}

/** The same names, of any type: the types are the text. */
function anyTypes({ names }: CellTypes): CellTypes {
  const lines = Object.entries(names).map(([name, kind]) =>
    kind === 'type'
      ? `export type ${name} = any;`
      : `export declare const ${name}: any; export type ${name} = any;`,
  );
  return { text: lines.join('\n'), names };
}

/**
 * What a hidden script evaluates to. It must be used with `--no-flush-bytecode`: V8 would otherwise
 * compile functions that were idle for long from their text again.
 *
 * @throws Error if this version of V8 can't read it
 */
export function runHidden(
  { length, bytecode }: HiddenScript,
  options: vm.RunningScriptOptions,
): unknown {
  const cachedData = Buffer.from(bytecode, 'base64');
  new vm.Script('0').createCachedData().copy(cachedData, settings[0], ...settings);
  const script = new vm.Script(' '.repeat(length), { ...options, cachedData });
  cachedData.fill(0);
  if (script.cachedDataRejected) throw new Error('What the course gives can’t be read by Node.');
  return script.runInThisContext(options);
}
