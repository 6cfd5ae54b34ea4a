/**
 * How cells are checked, as a tsconfig.json has it.
 *
 * @param typeRoots folders of types that every cell can use without an import
 * @param tslab its types
 */
export function cellOptions(typeRoots: readonly string[], tslab: string): object {
  return {
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    resolveJsonModule: true,
    allowJs: true,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    // `catch (error) { console.log(error.message) }` is what people write in a notebook.
    useUnknownInCatchVariables: false,
    // Not all that is installed: cells know no globals of Jest, and less is to be read.
    types: ['node', 'notebook-globals'],
    typeRoots,
    paths: { tslab: [tslab] },
  };
}
