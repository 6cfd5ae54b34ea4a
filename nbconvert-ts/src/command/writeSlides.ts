import type { Notebook } from '../format/notebook';
import { findJupyter } from './findPrograms';
import { runNbconvert } from './runNbconvert';

/**
 * Makes slides of a notebook with the installed nbconvert.
 *
 * @param notebook - with `slideshow` metadata in its cells
 * @param request - where the slides go, and where to look for Jupyter
 * @throws Error that says what to install where there is no nbconvert
 */
export function writeSlides(
  notebook: Notebook,
  request: { out: string; prefixes: readonly string[] },
): void {
  const jupyter = findJupyter(request.prefixes);
  if (jupyter === undefined) {
    throw new Error(
      'Slides need "jupyter nbconvert", which is not installed: "pip install nbconvert", or name its environment with --prefix.',
    );
  }
  runNbconvert(jupyter, 'slides', notebook, request.out);
}
