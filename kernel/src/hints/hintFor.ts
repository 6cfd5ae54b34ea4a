export function hintForError(_: { name: string; message: string }): string | undefined { return undefined; }
export function hintForDiagnostic(_: { code: number; message: string }): string | undefined { return undefined; }
