import { peerNotebooks } from '../testSupport/peerNotebooks';
import { runPython } from '../testSupport/python';
import { formatNotebook } from './formatNotebook';
import type { Notebook } from './notebook';
import { parseNotebook } from './parseNotebook';
import { upgradeNotebook } from './upgradeNotebook';

const nbformat = `import io, nbformat, warnings
warnings.simplefilter('ignore')
def written(notebook):
    file = io.StringIO()
    nbformat.write(notebook, file)
    return file.getvalue()
def outcome(text):
    try:
        notebook = nbformat.reads(text, nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except Exception as error:
        return {'refused': str(error)}
    major, text = notebook.nbformat, written(notebook)
    upgraded = written(nbformat.v4.upgrade(notebook))
    return {'major': major, 'written': text if major == 4 else upgraded, 'upgraded': upgraded}
`;

type Outcome = { refused: string } | { major: number; written: string; upgraded: string };

/** Ids that neither stood in the file are made up by both, each in its own way. */
function withoutMadeIds(written: string, source: string): string {
  const given = new Set(Array.from(source.matchAll(/"id": "([\w-]+)"/g), (match) => match[1]));
  const seen = new Set<string>();
  return written.replace(/"id": "([\w-]+)"/g, (whole, id: string) => {
    const kept = given.has(id) && !seen.has(id);
    seen.add(id);
    return kept ? whole : '"id": made';
  });
}

describe('the notebooks of the tests of nbclient, nbconvert and nbformat', () => {
  const peers = peerNotebooks();
  const outcomes = runPython<Outcome[]>(
    `${nbformat}
result = [outcome(text) for text in data]`,
    peers.map(({ text }) => text),
  );
  const each = peers.map((peer, i) => ({ ...peer, outcome: outcomes[i]! }));
  const parse = (text: string): Notebook | string => {
    try {
      return parseNotebook(text);
    } catch (error) {
      return (error as Error).message;
    }
  };
  const valid = each.flatMap(({ name, text, outcome }) =>
    'written' in outcome ? [{ name, text, ...outcome }] : [],
  );

  it('are there, good ones and bad ones', () => {
    expect(peers.length).toBeGreaterThan(60);
    expect(valid.length).toBeGreaterThan(50);
    expect(each.filter(({ outcome }) => 'refused' in outcome).length).toBeGreaterThan(5);
  });

  it('are written back as nbformat writes them', () => {
    for (const { name, text, written } of valid) {
      const notebook = parse(text);
      const ours = typeof notebook === 'string' ? notebook : formatNotebook(notebook);
      expect({ name, text: withoutMadeIds(ours, text) }).toEqual({
        name,
        text: withoutMadeIds(written, text),
      });
    }
  });

  it('are brought to nbformat 4.5 as nbformat brings them there', () => {
    const old = valid.filter(({ text }) => /"nbformat_minor": [0-4]\b/.test(text));
    expect(old.length).toBeGreaterThan(40);
    for (const { name, text, upgraded } of old) {
      const ours = upgradeNotebook(parseNotebook(text));
      expect({ name, text: withoutMadeIds(formatNotebook(ours), '') }).toEqual({
        name,
        text: withoutMadeIds(upgraded, ''),
      });
      expect(upgradeNotebook(parseNotebook(text))).toEqual(ours);
    }
  });

  it('are read from nbformat 3, into which nbformat brings them', () => {
    const texts = valid.map(({ written }) => written);
    const pairs = runPython<[string, string][]>(
      `${nbformat}
def downgraded(text):
    old = nbformat.convert(nbformat.reads(text, 4), 3)
    old.metadata.name = 'n'
    if not nbformat.validator.isvalid(old):
        return None
    third = nbformat.v3.writes_json(old)
    return [third, written(nbformat.reads(third, 4))]
result = [pair for pair in map(downgraded, data) if pair]`,
      texts,
    );
    expect(pairs.length).toBeGreaterThan(40);
    for (const [third, upgraded] of pairs) {
      const ours = formatNotebook(parseNotebook(third));
      expect(withoutMadeIds(ours, '')).toBe(withoutMadeIds(upgraded, ''));
    }
  });

  it('are refused where nbformat refuses them, with the place', () => {
    const refused = each.filter(({ outcome }) => 'refused' in outcome);
    const messages = Object.fromEntries(refused.map(({ name, text }) => [name, parse(text)]));
    const expected = {
      'nbclient/Output.ipynb': 'metadata.kernelspec: lacks "name"',
      'nbformat/invalid.ipynb': 'cells[0]: lacks "source"',
      'nbformat/invalid_cell_id.ipynb': 'cells[0].id: must match pattern',
      'nbformat/no_min_version.ipynb': 'nbformat_minor: expected a number from 0 on, found nothing',
      'nbformat/test2.ipynb': 'nbformat: expected 4, found 2; ',
      'nbformat/test3_no_metadata.ipynb': 'lacks "metadata"',
      'nbformat/test3_no_min_version.ipynb': 'lacks "nbformat_minor"',
      'nbformat/test3_no_worksheets.ipynb': 'lacks "worksheets"',
      'nbformat/test3_worksheet_with_no_cells.ipynb': 'worksheets[0]: lacks "cells"',
      'nbformat/v4_5_invalid_metadata.ipynb': 'cells[0].metadata.tags: must be array',
    };
    expect(messages).toEqual(
      Object.fromEntries(
        Object.entries(expected).map(([name, part]) => [name, expect.stringContaining(part)]),
      ),
    );
  });
});
