/** What `nbconvert-ts --help` prints. */
export const usage = `Usage: nbconvert-ts COMMAND FILE [-o OUT] [options]

Commands
  to-notebook FILE -o OUT.ipynb   make a notebook of text in the percent format
  to-text FILE -o OUT.ts          write a notebook as text in the percent format
  upgrade FILE -o OUT.ipynb       bring an older notebook to nbformat 4.5
  clear FILE -o OUT.ipynb         take away the outputs
  release FILE -o OUT.ipynb       take away outputs, solutions and hidden tests
  execute FILE -o OUT.ipynb       run the code cells in the notebook's kernel
  html FILE -o OUT.html           make one page that needs nothing else
  markdown FILE -o OUT.md         make Markdown, with pictures in OUT_files/
  script FILE -o OUT.ts           make a program of the code
  pdf FILE -o OUT.pdf             print the page with the installed Chromium, or nbconvert
  slides FILE -o OUT.slides.html  make slides with the installed nbconvert
  check FILE...                   check notebooks and nbgrader's metadata

FILE and OUT are notebooks (.ipynb) or text (.ts, .py, ...).

Options of release
  --stub TEXT           what takes the place of code
  --text-stub TEXT      what takes the place of written answers

Options of html, markdown and pdf
  --title TEXT          the page's title
  --trusted             let the outputs' HTML and scripts through

Options of execute, pdf and slides
  --prefix DIR          Python environment to look for kernels and Jupyter in (may be repeated)

Options of execute
  --kernel NAME         instead of the notebook's own kernel
  --cwd DIR             the kernel's working directory; FILE's folder by default
  --cell-timeout S      seconds that one cell may run
  --timeout S           seconds that the notebook may run
  --allow-errors        go on after a failing cell
`;

/** A command line that is not as it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
