import ts from 'typescript6';
import { newInstrumentation } from './instrument';
import { names } from './names';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  experimentalDecorators: true,
  // They are there already, see `tslib`.
  noEmitHelpers: true,
  sourceMap: true,
};

/** A module's script, and where it comes from. */
export interface Script {
  output: string;
  map: string;
}

/**
 * Makes a script of a cell.
 *
 * @param used names of earlier cells, and others that are not used after all
 * @param declared names for later cells; `true` where they may be assigned to
 */
export function emitCell(
  source: string,
  used: readonly string[],
  declared: ReadonlyMap<string, boolean>,
): Script & { awaits: boolean } {
  const instrumentation = newInstrumentation(source.length);
  const getters = [...declared].map(
    ([name, isVariable]) =>
      `${name}: [() => ${name}${isVariable ? `, (__value) => { ${name} = __value; }` : ''}]`,
  );
  // Behind it: so every place stays where it was.
  const added = [
    used.length > 0 ? `import { ${used.join(', ')} } from '${names.notebook}';` : '',
    getters.length > 0 ? `${names.cell}.bind({ ${getters.join(', ')} });` : '',
  ];
  const script = transpile('cell.ts', `${source}\n;${added.join('')}`, [
    instrumentation.transformer,
  ]);
  return { ...script, awaits: instrumentation.awaits };
}

/** Makes a CommonJS script of a module. */
export function emitModule(file: string, source: string): Script {
  return transpile(file, source, []);
}

function transpile(
  fileName: string,
  source: string,
  before: ts.TransformerFactory<ts.SourceFile>[],
): Script {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName,
    compilerOptions: options,
    transformers: { before },
  });
  const output = outputText.replace(/\/\/# sourceMappingURL=\S+\s*$/, '');
  return { output, map: sourceMapText! };
}
