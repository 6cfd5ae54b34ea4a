import ts from '@tslab/typescript-for-tslab';
import type { Tslab } from '../compile/tslab';
import type { Json } from '../wire/MessageCodec';

/** Whether code can be run as it stands, as the content of an `is_complete_reply`. */
export function isComplete({ isCompleteCode }: Tslab, code: string): Json {
  const { completed, indent } = isCompleteCode(code);
  if (!completed) return { status: 'incomplete', indent: indent ?? '' };
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return { status: diagnostics.length > 0 ? 'invalid' : 'complete' };
}
