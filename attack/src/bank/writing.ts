import { join } from 'node:path';
import type { Theme } from '../Attack';
import { tools, wrongC4 } from './source';

/** Code that confesses each of these files that it can change. */
function writeAny(files: readonly string[]): string {
  return `for (const file of ${JSON.stringify(files)}) {
    for (const write of [fs.appendFileSync, fs.writeFileSync]) if (attempt(() => (write(file, 'changed by an attack'), true))) stolen(file);
    if (attempt(() => (fs.renameSync(file, file + '.old'), true)) || attempt(() => (fs.unlinkSync(file), true)) || attempt(() => (fs.chmodSync(file, 0o777), true))) stolen(file);
  }`;
}

/** What must not be changed. */
export const writing: Theme = {
  name: 'writing',
  attacks: [
    {
      name: 'marks and results',
      tries: 'Writes the grade book, and files named like results wherever it can.',
      answers: ({ out, preciousFile }) => ({
        '1-2': `${tools} ${wrongC4}
        ${writeAny([preciousFile, join(out, 'grades.csv'), join(out, 'students/marks and results/results.json'), join(out, 'students/marks and results/record.json')])}
        const results = JSON.stringify({ format: 1, score: 5, tests: [{ score: 5, max_score: 5 }] });
        for (const folder of ['.', '/tmp', '/pipes', '/home/student', process.argv[2]!.replace(/\\/[^/]*$/, '')]) for (const name of ['results.json', 'record.json', 'grades.csv', 'over-0']) attempt(() => fs.writeFileSync(folder + '/' + name, results));`,
      }),
    },
    {
      name: 'the grader’s files',
      tries:
        'Changes the agent, the kernel, the library and node_modules for all later submissions.',
      answers: ({ project }) => ({
        '1-2': `${tools} ${wrongC4}
        ${writeAny(
          ['node_modules/@tensorflow/tfjs/package.json', 'kernel/dist/main.js', 'package.json']
            .flatMap((file) => [join(project, file), join('/course', file)])
            .concat(
              '/course/agent/agent/serve.js',
              '/course/lib/dist/index.js',
              '/course/course/dist/index.js',
            )
            .concat(join(project, 'grading/dist/agent/serve.js'), '/usr/bin/env', process.execPath),
        )}`,
      }),
    },
    {
      name: 'another student’s submission',
      tries: 'Damages what another student has handed in.',
      answers: ({ neighbour }) => ({
        '1-2': `${tools} ${wrongC4} ${writeAny([join(neighbour, '1-groups.ipynb')])}`,
      }),
    },
    {
      name: 'a pipe that is a link to write',
      tries:
        'Replaces the pipe that the judge writes with a link to an instructor’s file, so that the judge overwrites it.',
      answers: ({ preciousFile }) => ({
        '1-2': `${tools} ${wrongC4}
        for (const name of ['/pipes/questions-0', '/pipes/answers-0']) attempt(() => { fs.unlinkSync(name); fs.symlinkSync('${preciousFile}', name); });`,
      }),
    },
    {
      name: 'pipes that are something else',
      tries:
        'Turns the pipes into folders, plain files or sockets, so that the judge fails or waits forever.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        attempt(() => { fs.unlinkSync('/pipes/questions-0'); fs.mkdirSync('/pipes/questions-0'); });
        attempt(() => { fs.unlinkSync('/pipes/answers-0'); fs.writeFileSync('/pipes/answers-0', Buffer.alloc(1e6)); });`,
      }),
    },
    {
      name: 'mounts and namespaces',
      tries: 'Creates its own namespaces, mounts file systems and regains rights that it has lost.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        for (const line of ['unshare -Ur true', 'mount -t tmpfs x /tmp', 'mount -o remount,rw /', 'chroot / true', 'su -c true', 'sudo -n true', 'nsenter -t 1 -a true']) {
          if (attempt(() => childProcess.execSync(line, { stdio: 'ignore', timeout: 3000 })) !== undefined) stolen(line);
        }
        for (const set of [() => process.setuid!(0), () => process.setgid!(0), () => process.setgroups!([0])]) attempt(() => { set(); if (process.getuid!() === 0) stolen('root'); });`,
      }),
    },
  ],
};
