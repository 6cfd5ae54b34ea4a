/** What `nbconvert-ts --help` prints. */
export const usage = `Usage: nbconvert-ts COMMAND FILE [-o OUT] [options]

Commands
  to-notebook FILE -o OUT.ipynb   convert text in the percent format to a notebook
  to-text FILE -o OUT.ts          write a notebook as text in the percent format
  upgrade FILE -o OUT.ipynb       upgrade an older notebook to nbformat 4.5
  clear FILE -o OUT.ipynb         remove the outputs
  release FILE -o OUT.ipynb       remove outputs, solutions and hidden tests
  execute FILE -o OUT.ipynb       run the code cells in the notebook's kernel
  html FILE -o OUT.html           write one self-contained page
  markdown FILE -o OUT.md         write Markdown, with pictures in OUT_files/
  script FILE -o OUT.ts           write the code as a program
  pdf FILE -o OUT.pdf             print the page with the installed Chromium, or nbconvert
  slides FILE -o OUT.slides.html  convert to slides with the installed nbconvert
  check FILE...                   check notebooks and nbgrader's metadata

FILE and OUT are notebooks (.ipynb) or text (.ts, .py, ...).

Options of release
  --stub TEXT           replaces code
  --text-stub TEXT      replaces written answers

Options of html, markdown and pdf
  --title TEXT          the page's title
  --trusted             keep the outputs' HTML and scripts

Options of execute, pdf and slides
  --prefix DIR          Python environment to search for kernels and Jupyter (may be repeated)

Options of execute
  --kernel NAME         instead of the notebook's own kernel
  --cwd DIR             the kernel's working directory; FILE's folder by default
  --cell-timeout S      seconds that one cell may run
  --timeout S           seconds that the notebook may run
  --allow-errors        continue after a failing cell
`;

/** A wrong command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
