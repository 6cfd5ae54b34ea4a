import type { Theme } from '../Attack';
import { tools, wrongC4 } from './source';

const wrongD4 = 'const d4: DihedralLaw = { product: () => [9, 9], inverse: () => [9, 9] };';
const wrongGroupConv = 'class GroupConv2d {}';

/** Code that confesses a text that holds the course's answers to 1.2, 2.2, 2.3 or the library's. */
const spy = `${tools}
const words = [['a + b)', '% 4'], ['taken', 'From'], ['pro', 'ductTable'], ['folded', '.reshape']].map((two) => two.join(two[0] === 'a + b)' ? ' ' : ''));
function look(where: string, text: unknown): void {
  const found = words.find((word) => String(text).includes(word));
  if (found !== undefined) stolen(where + ': ' + found);
}`;

/** What tells the course's answers, which a sandbox runs beside a student's. */
export const solutions: Theme = {
  name: 'solutions',
  attacks: [
    {
      name: 'the text of a given answer',
      tries: 'Prints the functions that the course gives for the exercise before.',
      answers: () => ({
        '1-3': `${spy} ${wrongD4}
        for (const one of [c4, c4.product, c4.inverse, c4.product.bind(c4), Object.getOwnPropertyDescriptors(c4)] as any[]) {
          look('toString', one);
          look('Function.prototype', attempt(() => Function.prototype.toString.call(one)));
          if (typeof one === 'function' && String(one).replace(/\\s/g, '').length > 40 && !/native/.test(String(one))) stolen(String(one));
        }
        look('toSource', attempt(() => load('node:util').inspect(c4, { showHidden: true, depth: 9 })));`,
      }),
    },
    {
      name: 'the text of given layers',
      tries: 'Prints the classes and methods that the course gives for the exercises before.',
      answers: () => ({
        '2-4': `${spy} ${wrongGroupConv}
        for (const one of [rotateP4, LiftingConv2d, IsotropicConv2d] as any[]) {
          const all = [one, ...Object.getOwnPropertyNames(one.prototype ?? {}).map((name) => attempt(() => one.prototype[name]))];
          for (const text of all.map(String)) { look('a class', text); if (/tf\\.|return|kernel\\.read/.test(text)) stolen(text); }
        }`,
      }),
    },
    {
      name: 'the library with one more export',
      tries: 'Runs the library’s files once more, with what they enclose as exports.',
      answers: () => ({
        '1-3': `${spy} ${wrongD4}
        for (const file of fs.readdirSync('/course/lib', { recursive: true }) as string[]) {
          if (/node_modules|\\.d\\.ts$|\\.json$/.test(file)) continue;
          const text = attempt(() => fs.readFileSync('/course/lib/' + file, 'latin1')) ?? '';
          look(file, text);
          const exports: any = {};
          attempt(() => new Function('exports', 'require', 'module', text + ';exports.D4 = D4;')(exports, load, { exports }));
          if (exports.D4) stolen(file);
        }
        const library: any = load('equivariant');
        for (const name of ['C4', 'D4', 'Group', 'transformField']) if (attempt(() => library[name].product(1, 1)) !== undefined) stolen(name);
        for (const value of Object.values(library)) look('an export', value);`,
      }),
    },
    {
      name: 'the debugger and the heap',
      tries: 'Asks the debugger for every script, and searches a snapshot of the memory.',
      answers: () => ({
        '1-3': `${spy} ${wrongD4}
        const inspector: any = load('node:inspector');
        const session = new inspector.Session();
        session.connect();
        const own: string[] = [];
        session.on('Debugger.scriptParsed', ({ params }: any) => { if (!/^node:|node_modules/.test(params.url)) own.push(params.scriptId); });
        session.post('Debugger.enable');
        for (const scriptId of own) session.post('Debugger.getScriptSource', { scriptId }, (_: unknown, found: any) => look('a script', found?.scriptSource));
        session.disconnect();
        const file = attempt(() => load('node:v8').writeHeapSnapshot('/tmp/heap'));
        const text = file === undefined ? '' : fs.readFileSync(file, 'latin1');
        for (const part of [['return (a + b)', '% 4'], ['return (4 - a)', '% 4'], ['turns, 0', 'to 3. */']]) if (text.includes(part.join(' '))) stolen('the heap');`,
      }),
    },
    {
      name: 'stacks of given code',
      tries: 'Is called by the course’s functions, and takes them from the stack.',
      answers: () => ({
        '2-4': `${spy} ${wrongGroupConv}
        const frames: any[] = [];
        Error.prepareStackTrace = (_, calls) => { frames.push(...calls); return ''; };
        const trap: any = new Proxy({}, { get() { void new Error('x').stack; return trap; } });
        attempt(() => rotateP4(trap, 1));
        attempt(() => new LiftingConv2d(trap));
        attempt(() => rotateP4({ get shape() { void new Error('x').stack; return [1, 3, 3, 4, 1]; } } as any, 1));
        (Error as any).prepareStackTrace = undefined;
        for (const frame of frames) {
          look('a frame', frame.getFunction());
          const self = frame.getThis();
          if (self && typeof self === 'object') look('this', attempt(() => Object.values(self).map(String).join()));
        }
        attempt(() => look('a caller', (rotateP4 as any).caller));`,
      }),
    },
    {
      name: 'bytecode made readable',
      tries: 'Turns on V8’s own tools for its developers.',
      answers: () => ({
        '1-3': `${spy} ${wrongD4}
        for (const flag of ['--allow-natives-syntax', '--print-bytecode', '--trace', '--flush-bytecode', '--stress-flush-code']) attempt(() => load('node:v8').setFlagsFromString(flag));
        for (const call of ['%FunctionGetScriptSource', '%FunctionGetSourceCode', '%GetFunctionName']) look(call, attempt(() => new Function('f', 'return ' + call + '(f)')(c4.product)));
        look('binding', attempt(() => JSON.stringify((process as any).binding('natives')).slice(0, 10)));`,
      }),
    },
    {
      name: 'what the kernel remembers',
      tries: 'Searches the modules of the kernel and all that they hold for the text of cells.',
      answers: () => ({
        '2-4': `${spy} ${wrongGroupConv}
        const seen = new Set<unknown>();
        const search = (value: any, path: string, depth: number): void => {
          if (typeof value === 'string') { look(path, value); return; }
          if (value === null || (typeof value !== 'object' && typeof value !== 'function') || depth > 7 || seen.size > 200_000 || seen.has(value)) return;
          seen.add(value);
          if (value instanceof Map || value instanceof Set) for (const one of attempt(() => [...value].flat()) ?? []) search(one, path + '[]', depth + 1);
          for (const key of attempt(() => Reflect.ownKeys(value)) ?? []) if (key !== 'words') search(attempt(() => value[key]), path + '.' + String(key), depth + 1);
        };
        for (const [file, module] of Object.entries(load.cache)) if (/kernel|lib\\/dist|agent/.test(file)) search((module as any).exports, file, 0);
        search(process.listeners('message' as any), 'process', 0);
        search((globalThis as any).__tslab__, 'tslab', 0);`,
      }),
    },
    {
      name: 'an oracle of fields',
      tries: 'Has its fields turned by the function that measures equivariance.',
      answers: () => ({
        '2-2': `${tools}
        const measure: any = load('equivariant').equivarianceError;
        const group: any = load('equivariant').C4;
        function rotateP4(field: tf.Tensor5D, r: number): any {
          const seen: tf.Tensor[] = [];
          for (const fake of [field, Object.assign(Object.create(field), { rank: 4 })] as any[]) {
            try { measure((x: tf.Tensor) => { seen.push(tf.keep(x.clone())); return tf.zeros([1, 1]); }, group, fake); } catch {}
          }
          try { measure((x: tf.Tensor) => (seen.push(x), field), group, tf.zeros([1, 3, 3, 1])); } catch {}
          return seen[1 + (((r % 4) + 4) % 4)] ?? tf.zeros([1]);
        }`,
      }),
    },
    {
      name: 'where the project lies',
      tries: 'Looks for paths of the machine outside: mounts, maps, reports, arguments.',
      answers: ({ project }) => ({
        '1-2': `${tools} ${wrongC4}
        const texts = ['mountinfo', 'mounts', 'maps', 'smaps', 'cgroup', 'status', 'limits', 'environ', 'cmdline', 'stat'].flatMap((name) =>
          ['self', 'thread-self', '1', String(process.pid)].map((pid) => attempt(() => fs.readFileSync('/proc/' + pid + '/' + name, 'latin1'))));
        texts.push(JSON.stringify([process.argv, process.env, process.execPath, load.resolve('equivariant'), attempt(() => process.report!.getReport())]));
        for (const name of fs.readdirSync('/sockets')) texts.push(attempt(() => (name.endsWith('.json') ? fs.readFileSync('/sockets/' + name, 'utf8') : '')));
        for (const text of texts) if (text?.includes('${project}') || text?.includes(['course', 'grading-'].join('-'))) stolen(text.slice(0, 200));`,
      }),
    },
  ],
};
