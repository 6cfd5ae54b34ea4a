/** How a language is written in a percent file. */
export interface Language {
  name: string;
  /** What starts a comment line. */
  comment: string;
  /** File extension, with its dot. */
  extension: string;
}

const LANGUAGES: readonly Language[] = [
  { name: 'typescript', comment: '//', extension: '.ts' },
  { name: 'javascript', comment: '//', extension: '.js' },
  { name: 'python', comment: '#', extension: '.py' },
  { name: 'julia', comment: '#', extension: '.jl' },
  { name: 'bash', comment: '#', extension: '.sh' },
  { name: 'c++', comment: '//', extension: '.cpp' },
  { name: 'java', comment: '//', extension: '.java' },
  { name: 'scala', comment: '//', extension: '.scala' },
  { name: 'haskell', comment: '--', extension: '.hs' },
  { name: 'lua', comment: '--', extension: '.lua' },
];

/**
 * @param name - a language's name, in any case
 * @returns how it is written
 * @throws Error that lists the known languages
 */
export function languageNamed(name: string): Language {
  const wanted = name.toLowerCase();
  return known(`language "${name}"`, ({ name: candidate }) => candidate === wanted);
}

/**
 * @param extension - a file extension with its dot, e.g. `.ts`
 * @returns the language of such files
 * @throws Error that lists the known extensions
 */
export function languageOfExtension(extension: string): Language {
  return known(`file type "${extension}"`, (language) => language.extension === extension);
}

function known(what: string, matches: (language: Language) => boolean): Language {
  const language = LANGUAGES.find(matches);
  if (language) return language;
  const list = LANGUAGES.map(({ name, extension }) => `${name} (${extension})`).join(', ');
  throw new Error(`Unknown ${what}; the percent format is known for ${list}`);
}
