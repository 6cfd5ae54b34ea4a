import type { Notebook } from './notebook';

/**
 * @param notebook - a notebook
 * @returns the name of its code's language, where its metadata tell it
 */
export function codeLanguage({ metadata }: Notebook): string | undefined {
  const { main_language: main } = (metadata.jupytext ?? {}) as { main_language?: unknown };
  if (typeof main === 'string') return main;
  return metadata.kernelspec?.language ?? metadata.language_info?.name;
}
