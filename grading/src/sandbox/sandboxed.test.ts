import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualLimits, type Limits } from '../limits';
import { testInSandbox } from '../testSupport/testInSandbox';
import { sandboxed } from './sandboxed';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  for (const name of ['scratch', 'given', 'taken']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'given/task.txt'), 'task');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The command that runs code in Node in the sandbox. */
function command(code: string, limits: Partial<Limits> = {}): [string, string[]] {
  const [program, ...args] = sandboxed([process.execPath, '-e', code], {
    scratch: join(folder, 'scratch'),
    readable: [{ from: join(folder, 'given'), to: '/given' }],
    writable: [{ from: join(folder, 'taken'), to: '/taken' }],
    cwd: '/taken',
    env: { ALLOWED: 'yes' },
    limits: { ...usualLimits, wallSeconds: 30, ...limits },
  });
  return [program!, args];
}

/** What code says that runs in it. */
function run(code: string, limits: Partial<Limits> = {}): { said: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(...command(code, limits), {
    encoding: 'utf8',
    env: { ...process.env, GRADER_SECRET: 'secret' },
  });
  return { said: (stdout + stderr).trim(), status };
}

/** Code that says what an expression gives, or the code of the error. */
const say = (expression: string): string =>
  `try { console.log(${expression}); } catch (error) { console.log(error.code ?? error.message); }`;

testInSandbox('it reads what it is given, and writes where it may', () => {
  const code = `${say("fs.readFileSync('/given/task.txt', 'utf8')")} fs.writeFileSync('answer', '1');`;
  expect(run(code)).toEqual({ said: 'task', status: 0 });
  expect(readFileSync(join(folder, 'taken/answer'), 'utf8')).toBe('1');
});

testInSandbox.each([
  ['a file of the grader', () => `fs.readFileSync('${join(folder, 'secret.txt')}')`, 'ENOENT'],
  ['what it may only read', () => "fs.writeFileSync('/given/task.txt', '')", 'EROFS'],
  ['the system’s programs', () => "fs.writeFileSync('/usr/bin/new', '')", 'EROFS'],
  ['a new folder beside its own', () => "fs.mkdirSync('/new')", 'EROFS'],
  ['passwords', () => "fs.readFileSync('/etc/shadow')", 'ENOENT'],
  ['a process of its own', () => "child_process.execFileSync('true')", 'EPERM'],
  ['memory that no limit counts', () => "fs.writeFileSync('/dev/shm/new', '')", 'EROFS'],
  // There is no such user in it.
  ['another user', () => 'process.setuid(0)', 'EINVAL'],
])('it can’t have %s', (_, expression, code) => {
  expect(run(say(expression())).said).toBe(code);
});

testInSandbox('it sees no environment and no process but its own', () => {
  const code = `console.log(Object.keys(process.env).sort().join(), fs.readdirSync('/proc').filter((name) => name > 0).length <= 2, fs.readdirSync('/').join())`;
  const { said } = run(code);
  expect(said).toMatch(/^ALLOWED,HOME,PATH(,PWD)? true /);
  for (const hidden of ['root', 'work', 'var', 'srv', 'mnt', 'opt', 'sys']) {
    expect(said.split(' ')[2]!.split(',')).not.toContain(hidden);
  }
});

testInSandbox('it sees no process, so no environment, memory or mounts of one', () => {
  const code = `for (const folder of ['/proc', '/proc/self']) console.log(fs.readdirSync(folder).join());`;
  expect(run(code).said).toBe('cpuinfo,meminfo,self,stat\nexe');
});

testInSandbox('nothing in it ends as if it had been killed, or kills', () => {
  expect(run('process.kill(process.pid, "SIGKILL")').status).toBe(128 + 31);
  expect(run('process.kill(0, "SIGKILL")').status).toBe(128 + 31);
  for (const code of [137, 256 + 137]) {
    expect(run(`process.reallyExit(${code})`).status).toBe(128 + 31);
  }
  expect(run('process.exit(9)').status).toBe(9);
});

testInSandbox('it reaches no server, not even of this machine', async () => {
  let asked = 0;
  const server = createServer((_, response) => response.end(String(++asked)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const code = `fetch('http://127.0.0.1:${port}').then(() => console.log('reached'), (error) => console.log(error.cause.code));`;
  const child = spawn(...command(code), { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const text of child.stdout) said += String(text);
  server.close();
  expect([said.trim(), asked]).toEqual(['ECONNREFUSED', 0]);
});

testInSandbox('it has threads', () => {
  const code = `new (require('worker_threads').Worker)('console.log(6 * 7)', { eval: true });`;
  expect(run(code)).toEqual({ said: '42', status: 0 });
});

testInSandbox('time, processor time, memory and files have an end', () => {
  expect(run('for (;;);', { cpuSeconds: 1 }).status).not.toBe(0);
  expect(run('setInterval(() => {}, 1000);', { wallSeconds: 1 }).status).not.toBe(0);
  const memory = run('const all = []; for (;;) all.push(Buffer.alloc(1e8, 1));', {
    memoryBytes: 2 ** 30,
  });
  expect(memory.status).not.toBe(0);
  const large = `fs.writeFileSync('large', Buffer.alloc(3e6))`;
  expect(run(say(large), { fileBytes: 2e6 }).said).toMatch(/EFBIG|^$/);
  const full = `fs.writeFileSync('/tmp/large', Buffer.alloc(3e6))`;
  expect(run(say(full), { tmpBytes: 2e6 }).said).toBe('ENOSPC');
});

testInSandbox('when whoever has started it is killed, nothing goes on', async () => {
  const mark = `mark${process.pid}x${Math.random()}`;
  const child = spawn(...command(`'${mark}'; console.log('on'); setInterval(() => {}, 1000);`), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(processesWith(mark)).toBeGreaterThan(0);
  child.kill('SIGKILL');
  for (const end = Date.now() + 10_000; processesWith(mark) > 0 && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(processesWith(mark)).toBe(0);
});

function processesWith(mark: string): number {
  return readdirSync('/proc').filter((name) => {
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  }).length;
}
