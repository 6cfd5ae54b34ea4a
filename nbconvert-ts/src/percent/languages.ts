/** How a language is written in a percent file. */
export interface Language {
  name: string;
  /** What starts a comment line. */
  comment: string;
  /** File extension, with its dot. */
  extension: string;
  /**
   * A regular expression for the start of a magic command, unless it is `%name`; null if there are
   * none.
   */
  magic?: string | null;
  /** Whether text may run over lines between three quotes, as Jupytext assumes of all but R. */
  tripleQuotes?: false;
}

const languages: readonly Language[] = [
  { name: 'typescript', comment: '//', extension: '.ts' },
  { name: 'javascript', comment: '//', extension: '.js' },
  { name: 'python', comment: '#', extension: '.py' },
  { name: 'julia', comment: '#', extension: '.jl' },
  { name: 'r', comment: '#', extension: '.r', tripleQuotes: false },
  { name: 'bash', comment: '#', extension: '.sh' },
  { name: 'c++', comment: '//', extension: '.cpp' },
  { name: 'csharp', comment: '//', extension: '.cs', magic: '#![a-zA-Z]' },
  { name: 'fsharp', comment: '//', extension: '.fsx' },
  { name: 'rust', comment: '//', extension: '.rs', magic: ':[a-zA-Z]' },
  { name: 'java', comment: '//', extension: '.java' },
  { name: 'scala', comment: '//', extension: '.scala' },
  { name: 'groovy', comment: '//', extension: '.groovy' },
  { name: 'haskell', comment: '--', extension: '.hs' },
  { name: 'lua', comment: '--', extension: '.lua' },
  { name: 'clojure', comment: ';;', extension: '.clj' },
  { name: 'scheme', comment: ';;', extension: '.ss' },
  { name: 'idl', comment: ';', extension: '.pro' },
  { name: 'matlab', comment: '%', extension: '.m', magic: null },
  { name: 'logtalk', comment: '%', extension: '.lgt', magic: null },
  { name: 'powershell', comment: '#', extension: '.ps1' },
  { name: 'robotframework', comment: '#', extension: '.robot' },
  { name: 'coconut', comment: '#', extension: '.coco' },
  { name: 'sage', comment: '#', extension: '.sage' },
  { name: 'sos', comment: '#', extension: '.sos' },
  { name: 'tcl', comment: '#', extension: '.tcl' },
  { name: 'gnuplot', comment: '#', extension: '.gp' },
  { name: 'xonsh', comment: '#', extension: '.xsh' },
  { name: 'stata', comment: '//', extension: '.do' },
  { name: 'q', comment: '/', extension: '.q' },
];

/**
 * The language of a name.
 *
 * @param name in upper or lower case
 * @returns how it is written in a percent file
 * @throws Error that lists the known languages
 */
export function languageNamed(name: string): Language {
  const wanted = name.toLowerCase();
  return known(`language "${name}"`, ({ name: candidate }) => candidate === wanted);
}

/**
 * The language of a kind of file.
 *
 * @param extension a file extension with its dot, e.g. `.ts`
 * @throws Error that lists the known extensions
 */
export function languageOfExtension(extension: string): Language {
  return known(`file type "${extension}"`, (language) => language.extension === extension);
}

function known(what: string, matches: (language: Language) => boolean): Language {
  const language = languages.find(matches);
  if (language) return language;
  const list = languages.map(({ name, extension }) => `${name} (${extension})`).join(', ');
  throw new Error(`Unknown ${what}; the percent format is known for ${list}`);
}

/** Lines of text as comments. */
export function commentLines(lines: readonly string[], { comment }: Language): string[] {
  return lines.map((line) => (line === '' ? comment : `${comment} ${line}`));
}

/** The text of a comment; a line that is no comment stays as it is. */
export function uncommentLine(line: string, { comment }: Language): string {
  if (!line.startsWith(comment)) return line;
  return line.slice(comment.length).replace(/^ /, '');
}
