import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Channel, ChannelEnded } from './Channel';

let folder: string;
let ends: () => void = () => undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'channel-'));
  execFileSync('mkfifo', [join(folder, 'in'), join(folder, 'out')]);
});
afterEach(() => {
  ends();
  rmSync(folder, { recursive: true });
});

/** A channel to a program that runs this code, with files `r` and `w` to read and write. */
function to(code: string, milliseconds = 30_000): Channel {
  const open = `const fs = require('fs'); const r = fs.openSync('out', 'r'); const w = fs.openSync('in', 'w');`;
  const child = spawn(process.execPath, ['-e', open + code], { cwd: folder, stdio: 'inherit' });
  const paths = {
    read: join(folder, 'in'),
    write: join(folder, 'out'),
    over: join(folder, 'over'),
  };
  const channel = new Channel(paths, Date.now() + milliseconds);
  ends = () => {
    channel.close();
    child.kill('SIGKILL');
  };
  return channel;
}

const frame = { head: { a: [1] }, body: Uint8Array.from([1, 2, 3]) };

test('messages go there and come back', () => {
  const channel = to(`
    const buffer = Buffer.alloc(1e6);
    for (let n; (n = fs.readSync(r, buffer)); ) for (let k = 0; k < n; ) k += fs.writeSync(w, buffer, k, n - k);`);
  for (const body of [frame.body, new Uint8Array(10_000), new Uint8Array(0)]) {
    channel.send({ ...frame, body });
    expect(channel.receive()).toEqual({ head: frame.head, body: Buffer.from(body) });
  }
});

test.each([
  ['ended', 'fs.readSync(r, Buffer.alloc(1));'],
  ['ended', 'fs.readSync(r, Buffer.alloc(1)); fs.writeSync(w, Buffer.from([1, 2, 3]));'],
  ['malformed', 'fs.writeSync(w, Buffer.alloc(8, 255)); setTimeout(() => {}, 60000);'],
  [
    'malformed',
    'fs.writeSync(w, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 123])); setTimeout(() => {}, 60000);',
  ],
])('it is told when the other side has %s (%#)', (reason, code) => {
  const channel = to(`fs.writeSync(w, Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 91, 93])); ${code}`);
  channel.send(frame);
  expect(channel.receive().head).toEqual([]);
  const ask = (): void => {
    channel.send(frame);
    channel.receive();
  };
  expect(reasonOf(ask)).toBe(reason);
});

test.each([
  ['says nothing', 'setTimeout(() => {}, 60000);'],
  ['says half of it', 'fs.writeSync(w, Buffer.from([2, 0, 0])); setTimeout(() => {}, 60000);'],
])('nobody waits for ever for one that %s', (_, code) => {
  const channel = to(code, 1500);
  expect(reasonOf(() => channel.receive())).toBe('late');
});

test('nor for one that does not read', () => {
  const channel = to('setTimeout(() => {}, 60000);', 1500);
  const send = (): void => channel.send({ head: [], body: new Uint8Array(1e6) });
  expect(reasonOf(send)).toBe('late');
});

test('nor when it is told that nothing will come', () => {
  const channel = to('setTimeout(() => {}, 60000);');
  writeFileSync(join(folder, 'over'), '');
  expect(reasonOf(() => channel.receive())).toBe('ended');
});

/** Why a channel has ended. */
function reasonOf(use: () => void): string | undefined {
  try {
    use();
  } catch (error) {
    if (error instanceof ChannelEnded) return error.reason;
    throw error;
  }
  return undefined;
}

test('what is not a pipe is neither read nor written', () => {
  const [precious, link] = [join(folder, 'precious'), join(folder, 'link')];
  writeFileSync(precious, 'mine');
  symlinkSync(precious, link);
  for (const path of [precious, link, folder, join(folder, 'missing')]) {
    expect(() => new Channel({ read: path, write: join(folder, 'out') }, Infinity)).toThrow(
      ChannelEnded,
    );
    const channel = new Channel({ read: join(folder, 'in'), write: path }, Date.now() + 1000);
    expect(() => channel.send(frame)).toThrow(ChannelEnded);
    channel.close();
  }
  ends = () => undefined;
  expect(readFileSync(precious, 'utf8')).toBe('mine');
});
