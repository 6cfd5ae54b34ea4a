import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { formatNotebook, nbgraderMetadata, readNotebook, type Notebook } from 'nbconvert-ts';
import { notebookNames, readManifest, studentFolder } from 'course-notebooks';
import { limits } from '../limits';
import { ownAnswers } from '../testSupport/handIns';
import { readHandIn, type HandIn, type NotebookAnswers } from './HandIn';

type Files = Record<string, Uint8Array>;

const manifest = readManifest();
const names = notebookNames().filter((name) => manifest[name]!.some(({ points }) => points > 0));
const own = ownAnswers();
const released = (name: string): Notebook => readNotebook(join(studentFolder, `${name}.ipynb`));

/** A released notebook with these answers. */
function answered(name: string, answers: ReadonlyMap<string, string>): Notebook {
  const notebook = released(name);
  for (const cell of notebook.cells) {
    cell.source = answers.get(nbgraderMetadata(cell)?.grade_id ?? '') ?? cell.source;
  }
  return notebook;
}
const bytesOf = (notebook: Notebook): Uint8Array => Buffer.from(formatNotebook(notebook));
const solved = (name: string, answers: ReadonlyMap<string, string> = own): Uint8Array =>
  bytesOf(answered(name, answers));

const weights = Buffer.from('any bytes');
/** What `npm run hand-in` packs. */
const whole: Files = {
  ...Object.fromEntries(names.map((name) => [`${name}.ipynb`, solved(name)])),
  'weights/3.2.weights': weights,
};
const other = new Map([['1-2', 'const c4 = 0;']]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layout-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Files, into: string): string {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), bytes);
  }
  return into;
}
const plain = (files: Files): string => write(files, join(folder, 'Ada'));
const file = (name: string, bytes: Uint8Array): string =>
  join(write({ [name]: bytes }, folder), name);

/** How files are packed; each gives the path of a submission. */
const containers: Record<string, (files: Files) => string> = {
  'a folder': plain,
  'a zip archive': (files) => file('Ada.zip', zipSync(files)),
  'an archive without its ending': (files) => file('Ada', zipSync(files)),
  'a zip archive in a folder': (files) => plain({ 'in/hand-in (1).zip': zipSync(files) }),
  'a zip archive in a zip archive': (files) =>
    file('Ada.zip', zipSync({ 'hand-in.zip': zipSync(files) })),
  'tar.gz': (files) => tar(files, 'Ada.tar.gz', 'z'),
  'tar in a folder': (files) => {
    const made = tar(files, 'Ada.tar', '');
    mkdirSync(join(folder, 'Ada'));
    renameSync(made, join(folder, 'Ada/hand-in.tar'));
    return join(folder, 'Ada');
  },
};
function tar(files: Files, name: string, option: string): string {
  const from = write(files, join(folder, 'packed'));
  execFileSync('tar', [`-c${option}f`, join(folder, name), '-C', from, '.']);
  return join(folder, name);
}

/** Where files lie. */
const nestings: Record<string, (path: string) => string> = {
  'at the top': (path) => path,
  'in a folder': (path) => `late/${path}`,
  'as the project has them': (path) => `course-main/notebooks/student/${path}`,
  'in folders with odd names': (path) => `Größe ☂/a b/x.y/${path}`,
  'behind a backslash': (path) => `hand-in\\${path.replaceAll('/', '\\')}`,
};

/** What becomes of a file's name. */
const renamings: Record<string, (name: string) => string> = {
  'as released': (name) => name,
  'downloaded again': (name) => name.replace(/(?=\.\w+$)/, ' (1)'),
  'duplicated in JupyterLab': (name) => name.replace(/(?=\.\w+$)/, '-Copy1'),
  'by Moodle': (name) => `Ada Lovelace_123_assignsubmission_file_${name}`,
  'by Canvas': (name) => `lovelaceada_LATE_123_45678_${name}`,
  'by Blackboard': (name) => `Course 1_ada_attempt_2026-01-30-20-30-10_${name}`,
  'by Windows': (name) =>
    `Copy of ${name}`.toUpperCase().replace('WEIGHTS', 'weights').replace('COPY OF 3.2', '3.2'),
  'by a browser': (name) => name.replace('.ipynb', '.ipynb.txt'),
  'without a word of its own': (name) =>
    name.replace(/^.*\.ipynb$/, (all) => `homework ${names.indexOf(all.slice(0, -6))}.ipynb`),
};

const rest = (path: string, rename: (name: string) => string): string =>
  path.replace(/[^/]+$/, rename);
const exercisesOf = ['1.1', '1.2', '1.3', '2.3', '3.2', '4'] as const;
const all = (handIn: HandIn): NotebookAnswers[] => exercisesOf.map((one) => handIn.of(one));
const expected = ((): NotebookAnswers[] => {
  const made = mkdtempSync(join(tmpdir(), 'layout-'));
  try {
    return all(readHandIn(write(whole, made)));
  } finally {
    rmSync(made, { recursive: true });
  }
})();

test('a plain folder gives the answers that were written into it', () => {
  for (const found of expected) {
    if (!('answers' in found)) throw new Error(found.note);
    for (const [id, answer] of found.answers) {
      expect([id, answer]).toMatchObject([id, { status: 'answered', source: own.get(id) }]);
    }
  }
});

describe.each(Object.keys(containers))('%s', (container) => {
  test.each(Object.keys(nestings))(
    'gives the same answers %s, whatever the files’ names',
    (nesting) => {
      for (const [name, rename] of Object.entries(renamings)) {
        const files = Object.entries(whole).map(
          ([path, bytes]) => [nestings[nesting]!(rest(path, rename)), bytes] as const,
        );
        const handIn = readHandIn(containers[container]!(Object.fromEntries(files)));
        expect([name, all(handIn)]).toEqual([name, expected]);
        expect([name, [...handIn.weights]]).toEqual([name, [['3.2', weights]]]);
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      }
    },
  );
});

const answer = (handIn: HandIn, id = '1-2'): { status: string; why?: string; source?: string } => {
  const found = handIn.of(id.replace('-', '.') as '1.2');
  return 'answers' in found ? found.answers.get(id)! : { status: found.status, why: found.note };
};
const one = '1-groups.ipynb';
const right = solved('1-groups');
const wrong = solved('1-groups', other);
const untouched = bytesOf(released('1-groups'));
const parsed = (): Notebook => answered('1-groups', own);
const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('what is nobody’s work is left out:', () => {
  const junk = Object.entries({
    'an autosave of Jupyter': '.ipynb_checkpoints/1-groups-checkpoint.ipynb',
    'what macOS adds': '__MACOSX/._1-groups.ipynb',
    'what macOS adds beside it': '._1-groups.ipynb',
    'a package': 'node_modules/x/1-groups.ipynb',
    'Thumbs.db': 'Thumbs.db',
    'desktop.ini': 'Desktop.ini',
    '.DS_Store': 'a/.DS_Store',
  });
  test.each(junk)('%s', (_, path) => {
    for (const container of ['a folder', 'a zip archive'] as const) {
      const handIn = readHandIn(containers[container]!({ [one]: right, [path]: wrong }));
      expect(answer(handIn).status).toBe('answered');
      expect(answer(handIn, '2-3').status).toBe('not attempted');
    }
  });
});

describe('of several files of a notebook', () => {
  test.each<[string, Files]>([
    ['the same answers count once', { [one]: right, 'b/1-groups.ipynb': right }],
    ['those as released do not count', { [one]: untouched, '1-groups (1).ipynb': right }],
    ['an archive counts like a folder', { [one]: untouched, 'x.zip': zipSync({ [one]: right }) }],
    [
      'each may hold a part',
      {
        [one]: solved('1-groups', new Map([['1-2', own.get('1-2')!]])),
        'b.ipynb': solved('1-groups', new Map([['1-3', own.get('1-3')!]])),
      },
    ],
  ])('%s', (_, files) => {
    const handIn = readHandIn(plain(files));
    for (const id of ['1-2', '1-3']) {
      expect(answer(handIn, id)).toMatchObject({ status: 'answered', source: own.get(id) });
    }
  });

  test.each(Object.keys(containers))(
    'different answers need a person, who is told the files: %s',
    (container) => {
      const handIn = readHandIn(
        containers[container]!({ 'a/1-groups.ipynb': right, 'b.ipynb': wrong }),
      );
      expect(answer(handIn)).toEqual({
        status: 'needs a person',
        why: expect.stringMatching(/2 different answers.*a\/1-groups\.ipynb.*b\.ipynb/) as string,
      });
      expect(answer(handIn, '1-3').status).toBe('answered');
    },
  );

  test('a folder and an archive of one student are one submission', () => {
    const place = [plain({ [one]: right }), file('Ada.zip', zipSync({ [one]: wrong }))];
    const handIn = readHandIn(place.map((path) => Buffer.from(path)));
    expect(answer(handIn).why).toMatch(/Ada\.zip\/1-groups\.ipynb, Ada\/1-groups\.ipynb/);
  });
});

describe('a notebook counts in the form that other programs give it:', () => {
  const cellsOf = (change: (cell: Record<string, unknown>) => object): Uint8Array => {
    const { cells, ...notebook } = parsed();
    return json({ ...notebook, cells: cells.map((cell) => change({ ...cell })) });
  };
  const forms: Record<string, Uint8Array> = {
    'nbformat 4.2 with ids': json({ ...parsed(), nbformat_minor: 2 }),
    'nbformat 4.4 with ids': json({ ...parsed(), nbformat_minor: 4 }),
    'nbformat 4.5 without ids': cellsOf((cell) => ({ ...cell, id: undefined })),
    'Colab: nbformat 4.0, ids among metadata': json({
      nbformat: 4,
      nbformat_minor: 0,
      metadata: { colab: { provenance: [] }, kernelspec: { name: 'deno' } },
      cells: parsed().cells.map(({ id, ...cell }) => ({
        ...cell,
        metadata: { ...cell.metadata, id, outputId: 'x' },
      })),
    }),
    'sources as lists of lines': cellsOf((cell) => ({
      ...cell,
      source: (cell.source as string).split(/(?<=\n)/),
    })),
    CRLF: cellsOf((cell) => ({
      ...cell,
      source: (cell.source as string).replaceAll('\n', '\r\n'),
    })),
    CR: cellsOf((cell) => ({ ...cell, source: (cell.source as string).replaceAll('\n', '\r') })),
    'an output of an unknown kind': cellsOf((cell) => ({
      ...cell,
      outputs: [{ output_type: 'stream' }, null],
    })),
    'no counts, no outputs, no metadata of its own': json({
      cells: parsed().cells.map(({ cell_type, source, metadata }) => ({
        cell_type,
        source,
        metadata,
      })),
    }),
    'a byte order mark': Buffer.concat([Buffer.from('\ufeff'), right]),
    'UTF-16': Buffer.from(`\ufeff${Buffer.from(right).toString()}`, 'utf16le'),
  };
  test.each(Object.keys(forms))('%s', (form) => {
    const handIn = readHandIn(plain({ [one]: forms[form]! }));
    for (const id of ['1-1', '1-2', '1-3']) {
      const source = own.get(id)!;
      const [got, is] = [answer(handIn, id), { status: 'answered', source }];
      // An answer keeps its lines, and nothing else of how they ended.
      expect(got).toMatchObject(is);
    }
  });

  test('an untouched notebook with CRLF is untouched', () => {
    const { cells, ...notebook } = released('1-groups');
    const windows = cells.map((cell) => ({
      ...cell,
      source: cell.source.replaceAll('\n', '\r\n'),
    }));
    const handIn = readHandIn(plain({ [one]: json({ ...notebook, cells: windows }) }));
    expect(answer(handIn).status).toBe('not attempted');
  });
});

describe('what can’t be read needs a person, and is named without a path of this machine:', () => {
  const unread = (bytes: Uint8Array, name: string) => (): string =>
    plain({
      '2-equivariant-convolutions.ipynb': whole['2-equivariant-convolutions.ipynb']!,
      [name]: bytes,
    });
  const locked = zipSync({ [one]: right });
  locked[6] = 1;
  const cases: [string, () => string, RegExp][] = [
    ['no JSON', unread(Buffer.from('{'), one), /^1-groups\.ipynb: .*JSON/],
    ['no notebook', unread(Buffer.from('{}'), one), /1-groups\.ipynb: .*nbformat/],
    ['Latin-1', unread(Buffer.from('{"ö": 1}', 'latin1'), one), /1-groups\.ipynb: .*not UTF-8/],
    ['empty', unread(Buffer.from(''), one), /1-groups\.ipynb: .*JSON/],
    [
      '7z',
      unread(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'a.7z'),
      /a\.7z: it is packed with 7z: zip, tar and tar\.gz can be read/,
    ],
    ['RAR', unread(Buffer.from('Rar!\x1a\x07'), 'a.rar'), /a\.rar: it is packed with RAR/],
    ['a locked zip', unread(locked, 'a.zip'), /a\.zip: it is locked with a password/],
    ['half a zip', unread(zipSync({ [one]: right }).subarray(0, 900), 'a.zip'), /a\.zip: /],
    ['half a tar.gz', unread(Buffer.from([0x1f, 0x8b, 8, 0]), 'a.tgz'), /a\.tgz: /],
    [
      'too deep',
      unread(zipSync({ 'b.zip': zipSync({ 'c.zip': zipSync({ [one]: right }) }) }), 'a.zip'),
      /a\.zip\/b\.zip\/c\.zip: it lies in an archive in an archive/,
    ],
    [
      'a PDF',
      unread(Buffer.from('%PDF'), '1-groups.pdf'),
      /1-groups is not there\. Not read: 1-groups\.pdf/,
    ],
    [
      'a folder',
      () => {
        mkdirSync(join(unread(right, 'x/2.ipynb')(), one));
        rmSync(join(folder, 'Ada/x'), { recursive: true });
        symlinkSync('/etc/passwd', join(folder, 'Ada/1-groups (1).ipynb'));
        return join(folder, 'Ada');
      },
      /1-groups \(1\)\.ipynb: .*link/,
    ],
    [
      'very large',
      () => {
        const place = unread(Buffer.from(''), one)();
        truncateSync(join(place, one), 200 * 2 ** 20);
        return place;
      },
      /too large.*200 MB, at most 50 MB/,
    ],
    [
      'grown without measure',
      unread(zipSync({ [one]: new Uint8Array(limits.notebookBytes + 1) }), 'a.zip'),
      /too large/,
    ],
    [
      'nothing of the kind',
      () => file('Ada.zip', Buffer.from('nothing')),
      /Ada\.zip: it is no archive/,
    ],
    [
      'a link',
      () => {
        symlinkSync(plain({ [one]: right }), join(folder, 'link'));
        return join(folder, 'link');
      },
      /link: .*a link/,
    ],
    ['empty folder', () => plain({}), /There is no notebook of the course in it\.$/],
    [
      'a strange notebook',
      () => plain({ 'x.ipynb': json({ cells: [] }) }),
      /no notebook of the course.*Not read: x\.ipynb/,
    ],
  ];
  test.each(cases)('%s', (_, make, message) => {
    mkdirSync(join(folder, 'Ada'), { recursive: true });
    const { status, why } = answer(readHandIn(make()));
    expect(why).toMatch(message);
    expect(['malformed', 'needs a person']).toContain(status);
    expect(why).not.toContain(folder);
  });

  test('also where an untouched notebook lies beside it', () => {
    const handIn = readHandIn(plain({ [one]: untouched, 'mine.rar': Buffer.from('Rar!') }));
    expect(answer(handIn)).toEqual({
      status: 'needs a person',
      why: expect.stringContaining('mine.rar') as string,
    });
  });

  test('an archive that holds a name twice is not guessed at', () => {
    const zip = Buffer.from(zipSync({ 'a.ipynb': right, 'b.ipynb': wrong }));
    for (let at = zip.indexOf('b.ipynb'); at >= 0; at = zip.indexOf('b.ipynb', at))
      zip.write('a', at);
    expect(answer(readHandIn(file('Ada.zip', zip))).why).toMatch(/a\.ipynb twice/);
  });
});

test('entries that lead out of an archive lead nowhere', () => {
  const made = file('Ada.zip', zipSync({ [`../../${one}`]: right }));
  expect(answer(readHandIn(made)).status).toBe('answered');
  expect(() => readNotebook(join(folder, '../..', one))).toThrow();
});

test('names of a file are shown without what turns the direction of writing', () => {
  const handIn = readHandIn(plain({ '1-groups\u202e.ipynb': Buffer.from('{') }));
  expect(answer(handIn).why).toMatch(/^1-groups\[U\+202E\]\.ipynb: /);
});

test('names in archives of old Windows are read as they are', () => {
  const zip = Buffer.from(zipSync({ 'JXrg/1-groups.ipynb': right, 'JYrg/b.ipynb': wrong }));
  for (const [letter, code] of [
    ['JXrg', 0x81],
    ['JYrg', 0x84],
  ] as const) {
    for (let at = zip.indexOf(letter); at >= 0; at = zip.indexOf(letter)) zip[at + 1] = code;
  }
  expect(answer(readHandIn(file('Ada.zip', zip))).why).toMatch(/2 different answers/);
});

test('a notebook with too many code cells to search needs a person, who is told the number', () => {
  const notebook = answered('1-groups', own);
  const copied = notebook.cells.find(({ cell_type: type }) => type === 'code')!;
  for (let i = 0; i < 1000; i++) notebook.cells.push({ ...copied, id: `more-${i}` });
  const handIn = readHandIn(plain({ '1-groups.ipynb': bytesOf(notebook) }));
  expect(handIn.of('1.2')).toMatchObject({
    status: 'needs a person',
    note: expect.stringMatching(/^1-groups has 1,0\d\d code cells; up to 1,000/) as string,
  });
});
