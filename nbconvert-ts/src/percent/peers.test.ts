import { parseNotebook } from '../format/parseNotebook';
import { peerNotebooks } from '../testSupport/peerNotebooks';
import { runPython } from '../testSupport/python';
import { fromPercent } from './fromPercent';
import { languageOfExtension } from './languages';
import { toPercent } from './toPercent';

const jupytext = `import jupytext, nbformat, warnings
warnings.simplefilter('ignore')
def cells(notebook):
    return [{key: cell[key] for key in ('cell_type', 'source', 'metadata')} for cell in notebook.cells]
def there_and_back(text, extension):
    try:
        notebook = nbformat.reads(text, nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except Exception:
        return None
    if notebook.nbformat != 4 or notebook.nbformat_minor > 5:
        return None
    percent = extension + ':percent'
    return cells(jupytext.reads(jupytext.writes(notebook, percent), percent))
result = [there_and_back(text, data['extension']) for text in data['texts']]`;

describe('the notebooks of the tests of nbclient, nbconvert and nbformat', () => {
  it.each(['.py', '.ts'])(
    'come back from text (%s) as they come back from Jupytext',
    (extension) => {
      const peers = peerNotebooks();
      const texts = peers.map(({ text }) => text);
      const results = runPython<(unknown[] | null)[]>(jupytext, { texts, extension });
      const { name: language } = languageOfExtension(extension);
      let compared = 0;
      peers.forEach(({ name, text }, i) => {
        const expected = results[i];
        if (!expected) return;
        compared++;
        const { cells } = fromPercent(toPercent(parseNotebook(text), { language }), { language });
        const ours = cells.map(({ cell_type, source, metadata }) => ({
          cell_type,
          source,
          metadata,
        }));
        expect({ name, cells: JSON.parse(JSON.stringify(ours)) as unknown }).toEqual({
          name,
          cells: expected,
        });
      });
      expect(compared).toBeGreaterThan(50);
    },
  );
});
